"""The pages of the public site, its feed, and what describes its data."""
