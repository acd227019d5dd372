"""Tier 2 begins: accept or not, return, re-assign."""
