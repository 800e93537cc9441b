"""What sentences say: the prose composed, and the quantities read back out of it."""
