"""Looking after accounts: end somebody's sessions, help whoever lost the second factor. Every act is a row."""
