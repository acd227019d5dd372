"""Telling people: outbox, channels, preferences."""
