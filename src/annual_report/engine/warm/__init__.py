"""A process that has imported everything and forks for every call: commands and batches ask it instead of starting."""
