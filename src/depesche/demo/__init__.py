"""The demo paper: a fictional city's newspaper, laid through the rooms' own actions."""
