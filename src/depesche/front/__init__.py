"""The paper as it is seen: templates, components, styles, and rooms composed into pages."""
