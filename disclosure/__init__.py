"""What the public sees: desensitise, review, publication, search, indices, open data, answers."""
