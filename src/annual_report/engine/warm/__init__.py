"""A process that has imported everything and forks for every call: commands and batches ask it instead of starting.

It buys the imports: a report right after another takes about a second, not several. Without it (`WARM=0`, or no fork)
every command and every process of a pool imports for itself; bytes, words and exit codes are the same, and code that
was edited since is never served (tests/engine/test_warm.py).
"""
