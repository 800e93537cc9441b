"""One report: requested, judged, printed, recorded."""
