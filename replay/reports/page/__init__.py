"""The page of a run: rows of results as one HTML file that opens from the disk."""
