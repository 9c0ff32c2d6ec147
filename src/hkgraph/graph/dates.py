"""Times in words: EDTF as the graph has it, put as a page says it."""

from __future__ import annotations

import re

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")


def words_for(edtf: str) -> str:
    """Put a time into words; what is not understood stays as it is.

    >>> words_for("2021-10-31")
    '31 October 2021'
    >>> words_for("../2021-12")
    'by December 2021'
    >>> words_for("2019-06/2021")
    'June 2019 – 2021'
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if start in ("", ".."):
        return f"by {_point(end)}"
    if end in ("", ".."):
        return f"since {_point(start)}"
    return f"{_point(start)} – {_point(end)}"


def _point(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return text
    year, month, day, doubt = found.groups()
    if month and not 1 <= int(month) <= len(_MONTHS):
        return text
    parts = [str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year]
    return ("about " if doubt else "") + " ".join(part for part in parts if part)
