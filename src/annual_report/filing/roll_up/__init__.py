"""Who belongs to whom, and what the reports of units sum up to."""
