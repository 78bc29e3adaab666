"""Gives the inside out: feeds and sitemaps.

What leaves here are the facts of released articles, under the same keys as the pages that show
them. Its addresses are absolute, since other sites and machines read them.
"""
