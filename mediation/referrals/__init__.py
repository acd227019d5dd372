"""Tier 3: what departments are asked, and what they answer."""
