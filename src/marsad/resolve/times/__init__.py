"""Expressions of time, and the interval of a claim."""
