"""What each field of each model is: personal, privileged, public or internal (STYLE 20), and who reads that."""
