"""Tier 4: judicial confirmation in a shared court room, or the papers of one side alone."""
