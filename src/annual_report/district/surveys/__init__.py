"""Notebooks that are not about one report: requested, judged, run, exported and put in their place like a report."""
