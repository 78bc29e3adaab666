"""Pictures, renditions, rights, credits, uses.

A file is private until something released shows it: a *use* is the record of that.
"""
