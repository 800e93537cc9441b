"""What is printed: the official tables and the formats of a report."""
