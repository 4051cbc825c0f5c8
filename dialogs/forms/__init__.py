"""Forms as data: which slots are asked, read back and recorded."""
