"""Meaning -> what to say or do: pure, no clock, no device. Answers and phrases are data beside the code."""
