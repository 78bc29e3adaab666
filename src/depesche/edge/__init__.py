"""Finished pages under keys, and serving them; the live wire.

A view declares `kept(response, keys=…)` or stays private. The store refuses everything
that is personal, an error, or older than a change it has already heard of.
"""
