"""What a provider or a mail server says later of a notice it had taken."""
