"""`review`: label phrases that were not understood."""
