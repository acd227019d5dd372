"""What was agreed is tracked duty by duty until the consumer has it."""
