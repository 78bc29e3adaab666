"""What XML and other sites can take: its letters, and absolute addresses."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.encoding import iri_to_uri

# The production Char of XML 1.0 (fifth edition, 2.2); anything else makes a document unreadable.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("", text)


def absolute(address: str) -> str:
    """An address of the paper as other sites are told it, in ASCII."""
    return f"{settings.BASE_URL}{iri_to_uri(legal(address))}"
