"""How outputs come into their place as a whole, and what is not ours there stays."""
