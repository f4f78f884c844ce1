"""Who says what: acts of saying, their speakers and what they cover."""
