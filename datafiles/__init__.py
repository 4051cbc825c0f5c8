"""Reads and writes the files of a hotline and of its calls: plain values, with the line of each mistake."""
