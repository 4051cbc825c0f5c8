"""The commands of `run_assistant.py`, one file per group. Only here do all packages meet."""
