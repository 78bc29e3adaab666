"""Brings the outside in, through the rooms' own actions."""
