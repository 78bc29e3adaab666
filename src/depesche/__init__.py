"""Depesche: a newsroom in a box."""
