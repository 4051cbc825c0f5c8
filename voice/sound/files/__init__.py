"""Files of recordings as streams of samples, whatever their format, and what their headers say of their size."""
