"""Tier 1: merchant and consumer answer each other, line by line."""
