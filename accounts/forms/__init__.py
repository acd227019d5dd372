"""Form fields that understand what people type, and the widgets that draw them."""
