"""Past cases in number, through the real decide and commit: to fill a database for measuring, never to show people."""
