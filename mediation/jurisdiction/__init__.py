"""Which body handles a case, which stands above it, and why (DOMAIN: jurisdiction)."""
