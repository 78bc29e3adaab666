"""The shared inks. A picture takes five or six of them, as a screen print would."""

INK = "#171f2c"
NIGHT = "#14293f"
HARBOUR = "#1f4668"
TIDE = "#4a819c"
MIST = "#b4d0d2"
FOG = "#d9e3dc"
PAPER = "#f7efdf"
SAND = "#ead0a0"
DUNE = "#c79d66"
EARTH = "#8a6240"
BRICK = "#b8432f"
RUST = "#7c2c25"
CORAL = "#e2805f"
BLUSH = "#f2bd9d"
SUN = "#f4b43c"
SEA = "#4a8f7c"
PINE = "#22524b"
LEAF = "#a3c39f"
MOSS = "#7a9f63"

SKIN = "#e9b48f"
TAN = "#b97b56"
UMBER = "#7a4a35"

SEPIA = ("#3a281c", "#6b4c34", "#a07d58", "#cfb187", "#ecdcbc")
"""Dark to light: one brown ink in five strengths, for historic plates."""

COATS = (BRICK, HARBOUR, SUN, SEA, PAPER, NIGHT, CORAL, TIDE)
FACES = (SKIN, TAN, SKIN, UMBER, SKIN)
