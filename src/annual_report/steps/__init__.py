"""The verbs a notebook speaks: ingest, validate, explain, narrate, tabulate, chart."""
