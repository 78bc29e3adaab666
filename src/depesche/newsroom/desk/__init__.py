"""The desk: what the newsroom's actions look like to the people who write and release."""
