"""Before tier 1: pass on, ask, refuse, merge, send out, find the merchant, verify who complains."""
