"""Changing one's phone or e-mail: a code to the new one, a notice to the old, a day in between (FEATURES F15)."""
