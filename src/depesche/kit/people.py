"""The person an action is done by.

Rooms of the editorial wing say by whom, but do not know what a reader is: that is the model
which `AUTH_USER_MODEL` names, and only its row is kept. Its type is therefore left open here.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Person: TypeAlias = Any
