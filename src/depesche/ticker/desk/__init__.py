"""The ticker at the desk: one field to write in, and what stands."""
