"""Settings and wiring; no thought of its own."""
