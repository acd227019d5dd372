"""What a complaint is about and what went wrong: the classes, their questions and advice, as rows people edit."""
