"""Entries in time: the newsticker.

An entry is one row with one id for ever. What it says is a version that never changes; an edit
is a new one. `actions.tell` writes an entry and releases it, with one event, in one transaction.
"""
