"""Papers an officer makes by hand: drafted from the case, checked by a colleague, signed off, numbered and sealed."""
