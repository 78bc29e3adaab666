"""A room of the bench's own: it tells the wire of notes that everyone hears."""
