"""The front page: what the platform is, its honest numbers, and a door for each of four audiences."""
