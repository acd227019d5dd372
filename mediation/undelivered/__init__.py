"""What reached nobody: notices every channel refused, letters that came back, and what is done about it."""
