"""Is the platform well? Two probes for machines, one page for its administrators; no personal data in any of them."""
