"""`review`: label what was not understood."""
