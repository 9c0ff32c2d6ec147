"""stub."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    drafts: tuple = ()
    url: str | None = None


def read_html(decoded: str, name: str) -> HtmlPage:
    return HtmlPage()
