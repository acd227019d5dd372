"""What happened and whose turn it is, in plain words, for each who reads a case."""
