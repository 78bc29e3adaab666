"""The append-only record of what happened, and reading it aloud.

An action appends one typed event, with the keys it touches, in its own transaction
(`actions.append`). The relay numbers committed entries; consumers (`actions.consumer`)
read them in that order from a durable position.
"""
