"""Editions of a report, wherever they come from, and how two of them differ."""
