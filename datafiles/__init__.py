"""Where a hotline's data lies, and what every part of the program needs of it: plain values from files."""
