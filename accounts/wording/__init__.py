"""How money and time are said to people. Pure functions; the template filters in templatetags/wording call them."""
