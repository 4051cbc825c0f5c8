"""Training phrases: files, formats, templates, what was heard, gold and blind sets."""
