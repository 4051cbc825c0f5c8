"""The commands of `run_assistant.py`, one file per group. Only this package imports all others."""
