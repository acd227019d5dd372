"""Joining: who acts for a merchant, invited by whom; the last administrator cannot leave."""
