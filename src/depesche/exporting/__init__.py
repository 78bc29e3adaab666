"""Gives the inside out: feeds and sitemaps."""
