"""What the prose claims, held against the tables: pure functions from claims and figures to verdicts.

Done: every kind of claim of `annual_report.prose.reading`; the rules are named in measures.yaml.
Not done: the verdicts become no rows of a view yet, so no expectation judges by them.
"""
