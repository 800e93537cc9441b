"""A report as a document: its parts in reading order, for formats that are no text (Word, PDF)."""
