"""The way back from the workbook to fill in: its sheets become the files of a report, found by their labels."""
