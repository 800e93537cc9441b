"""The verbs around the notebook: execute, export, record."""
