"""The workbook to fill in: the official tables, the numbers of the prose, the prose, and every rule as a live check."""
