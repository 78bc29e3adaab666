"""The demo paper's illustrations, drawn by code in one screen-print manner.

Every picture is a function that draws on a :class:`~.sheet.Sheet`; the same slug
always gives the same SVG. ``python -m depesche.demo.drawing OUTDIR`` draws them all.
"""
