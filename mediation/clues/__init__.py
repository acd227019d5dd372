"""Clues: what a department should know, found in a case; they outlive it (FEATURES A12)."""
