"""Files of a case: taken in piece by piece, sealed as they came, checked, and served as copies without traces."""
