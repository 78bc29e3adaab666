"""The paper as it is seen: templates, components, styles, and the composition of rooms into pages."""
