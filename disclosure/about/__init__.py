"""What the platform says of itself: the rules in force with their sources, accessibility, personal data."""
