"""The people of an organisation: invited, accepted, ended."""
