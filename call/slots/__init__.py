"""Slots: the types of values, the checks that make one valid, and corrections."""
