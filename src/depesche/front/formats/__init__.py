"""Dates and times where the paper writes them otherwise than Django, a package a language."""
