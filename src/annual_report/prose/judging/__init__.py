"""What the prose claims, held against the tables: pure functions from claims and figures to verdicts.

Which cells, and by which rule: measures.yaml. `annual_report.prose.judged` does it for the whole prose of a report.
"""
