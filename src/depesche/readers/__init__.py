"""Accounts: the registered people, staff among them."""
