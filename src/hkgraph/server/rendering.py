"""Pages: Jinja2 templates with everything escaped, and the few filters that they use."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from hkgraph.graph.dates import words_for
from hkgraph.server.location import local
from hkgraph.server.wording import prefixed

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent


class Pages:
    """Renders templates.

    Args:
        base_iri: What IRIs of data begin with; links to them go to this server.
    """

    def __init__(self, base_iri: str) -> None:
        self._base = base_iri
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "href": self.href,
            "is_own": self.is_own,
            "count": _count,
            "date": words_for,
            "prefixed": prefixed,
            "shorten": self.shorten,
        }
        self._environment.globals["root"] = partial(local, "")
        self._environment.globals["base_iri"] = base_iri

    def render(
        self,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """Fill a template in."""
        page = self._environment.get_template(template).render(**values)
        return HTMLResponse(page, status, {"Vary": "Accept", **(headers or {})})

    def href(self, iri: str) -> str | None:
        """Give where a link to an IRI leads: below the base to this server; None for no link.

        Only http and https may be followed; a ``javascript:`` IRI is data like any other.
        """
        if self.is_own(iri):
            return local("/id/" + quote(iri.removeprefix(self._base), safe="/-.~%"))
        return iri if _is_web_address(iri) else None

    def shorten(self, iri: str) -> str:
        """Give an IRI as it fits into a table: without the base, or with a prefix."""
        return iri.removeprefix(self._base) if self.is_own(iri) else prefixed(iri)

    def is_own(self, iri: str) -> bool:
        """Say whether an IRI names something in this graph."""
        return iri.startswith(self._base) and len(iri) > len(self._base)


def _is_web_address(iri: str) -> bool:
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _count(number: int) -> str:
    return f"{number:,}"
