"""The clerk's desk: what she fills in, counts and compares."""
