"""What makes judging quick: remembered verdicts, and patches of Great Expectations."""
