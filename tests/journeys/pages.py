"""The kinds of public pages and where the demo paper has one of each."""

from __future__ import annotations

FRONT = "/"
ARTICLE = "/stadt/umleitungen-aulebruecke/"  # with a table, a fact box, two versions
LONGEST = "/stadt/eine-stadt-ohne-bruecke/"
UPDATED = "/sport/moewen-derby-ostersiel/"
VERSIONS = "/stadt/umleitungen-aulebruecke/versionen/"
CORRECTED = "/politik/haushaltsplan-2027-defizit/"
GALLERY = "/stadt/aulebruecke-in-bildern/"
EMBED = "/stadt/kino-im-strassenbahndepot/"
RETRACTED = "/politik/land-uebernimmt-brueckenkosten/"
ABSENT = "/stadt/das-steht-nirgends/"
SECTION = "/stadt/"
TOPIC = "/thema/aulebruecke/"
AUTHOR = "/autor/carla-meinhold/"
TODAY = "/archiv/"
CORRECTIONS = "/korrekturen/"
IMPRINT = "/impressum/"
PRIVACY = "/datenschutz/"
TICKER = "/ticker/"
ENTRY = "/ticker/1/"
WITHDRAWN = "/ticker/5/"  # the fifth that was told
ENGLISH = "/en/city/how-to-cross-the-aule/"

# One of every kind of public page that is there.
KINDS = {
    "front": FRONT,
    "front-en": "/en/",
    "article": ARTICLE,
    "article-en": ENGLISH,
    "gallery": GALLERY,
    "embed": EMBED,
    "corrected": CORRECTED,
    "versions": VERSIONS,
    "section": SECTION,
    "topic": TOPIC,
    "author": AUTHOR,
    "day": TODAY,
    "corrections": CORRECTIONS,
    "imprint": IMPRINT,
    "privacy": PRIVACY,
    "ticker": TICKER,
    "ticker-en": "/en/ticker/",
    "entry": ENTRY,
}
# And of those that are not; with the status of the answer.
MISSING = {"retracted": (RETRACTED, 410), "absent": (ABSENT, 404), "withdrawn": (WITHDRAWN, 410)}
