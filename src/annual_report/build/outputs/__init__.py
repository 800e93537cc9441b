"""The files that a run writes: one table of them, what each holds, and where they may go."""
