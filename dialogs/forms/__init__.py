"""Forms as data: what is asked, read back and recorded."""
