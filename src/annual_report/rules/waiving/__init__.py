"""What a person decided about findings."""
