"""Asking a SPARQL service over Wikidata which entities have a value, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.wikidata.online.service import Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.wikidata.online.service import Service

_ENTITY = "http://www.wikidata.org/entity/"
_RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparql:
    """A SPARQL service, such as ``https://query.wikidata.org/sparql``.

    Attributes:
        page_rows: Rows that are asked for at once.
    """

    service: Service
    url: str
    page_rows: int = 5_000

    def iter_with(self, property_: str, value: str) -> Iterator[str]:
        """Give the ids of all items with a value, sorted as the service sorts them.

        Args:
            property_: Id of the property, such as ``P17``.
            value: Id of the value.

        Raises:
            OutgoingError: There is no answer.
        """
        offset, rows = 0, self.page_rows
        while rows == self.page_rows:
            page = self._page(property_, value, offset)
            yield from (one for one in page if one.startswith("Q"))
            rows, offset = len(page), offset + len(page)

    def _page(self, property_: str, value: str, offset: int) -> list[str]:
        query = (
            f"PREFIX wd: <{_ENTITY}> PREFIX wdt: <http://www.wikidata.org/prop/direct/>"
            f" SELECT DISTINCT ?item {{ ?item wdt:{property_} wd:{value} }}"
            f" ORDER BY ?item LIMIT {self.page_rows} OFFSET {offset}"
        )
        parameters = {"query": query, "format": "json"}
        request = Request(url=self.url, parameters=parameters, accept=_RESULTS)
        return self.service.ask(request, _read_page)


def _read_page(answer: Any) -> list[str]:
    rows = [row["item"]["value"] for row in answer["results"]["bindings"]]
    return [iri.removeprefix(_ENTITY) for iri in rows]
