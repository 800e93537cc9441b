"""Which cell is probably wrong, and what probably happened."""
