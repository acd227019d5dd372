"""How it ended, in the consumer's words, and ending it: evaluation, withdrawal, reopening."""
