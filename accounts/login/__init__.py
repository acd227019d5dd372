"""The door: six-digit codes for everybody, password and second factor for staff, over allauth's flows."""
