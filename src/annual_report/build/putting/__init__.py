"""How outputs come into their place: all of them or none, and nothing else there is touched."""
