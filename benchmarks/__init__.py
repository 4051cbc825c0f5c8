"""What is measured, one command each: `python benchmarks/NAME.py --help`."""
