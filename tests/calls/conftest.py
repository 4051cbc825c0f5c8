"""Every recording here with expectations beside it is a test."""

from commands.replay.pytest_calls import pytest_collect_file, pytest_unconfigure

__all__ = ["pytest_collect_file", "pytest_unconfigure"]
