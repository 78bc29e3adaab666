"""The append-only record of what happened, and reading it aloud.

An action appends one typed event, with the keys it touches, in its own transaction
(`actions.append`). The relay numbers committed entries; consumers (`actions.consumer`)
read them in that order from a durable position. What of it leaves the house is declared: topics
(`actions.open_topic`), and what readers are sent of an entry (`actions.face`).
"""
