"""The Django admin behind the staff door."""
