"""From settings to somebody who may be asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hkgraph.outgoing.fetching import Outgoing
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.wikidata.online.api import Api
from hkgraph.wikidata.online.cache import AnswerCache
from hkgraph.wikidata.online.service import Service, check_contact

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.settings import Settings


def connect(settings: Settings, answers: Path) -> Service:
    """Make what asks Wikidata; nothing is asked yet.

    The addresses in the settings may be called whatever the list of hosts says, unless they are
    inner ones.

    Args:
        answers: File of the answers that were given before.

    Raises:
        SettingsError: There is no contact, or an address is none.
    """
    check_contact(settings.contact)
    own = filter(None, map(_host, (settings.wikidata_api, settings.wikidata_sparql)))
    allowed = AllowedHosts.parse(own, settings.allowed_private_hosts)
    outgoing = replace(Outgoing.from_settings(settings), allowed=allowed)
    return Service(outgoing=outgoing, contact=settings.contact, cache=AnswerCache(answers))


def connect_api(settings: Settings, answers: Path) -> Api:
    """Make what asks the API of the settings.

    Raises:
        SettingsError: There is no contact, or an address is none.
    """
    return Api(service=connect(settings, answers), url=settings.wikidata_api)


def _host(url: str) -> str:
    """Give the entry of a list that stands for the host of an address; none for a bare number."""
    parts = urlsplit(url)
    with suppress(ValueError):
        ip_address(parts.hostname or "")
        return ""
    return f"{parts.scheme}://{parts.netloc}"
