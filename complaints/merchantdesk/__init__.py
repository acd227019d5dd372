"""The merchant's desk: cases by time left, one page a case, answers line by line, and every other act of a merchant."""
