"""A caller's turn becomes an event of the dialog."""
