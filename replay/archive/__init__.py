"""Folders of recorded calls."""
