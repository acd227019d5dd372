"""From an event to a PDF: what each paper says is gathered here, printed by `documents`."""
