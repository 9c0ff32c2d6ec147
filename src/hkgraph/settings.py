"""Every setting, each with a default that is safe on a laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from hkgraph.graph.iri import DEFAULT_BASE


def _split(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """Read once at the edge (command line, app factory), then passed as an argument."""

    model_config = SettingsConfigDict(env_prefix="HKGRAPH_", frozen=True, extra="forbid")

    store: Path = Field(Path("store"), description="Folder of the store.")
    words: Path | None = Field(
        None, description="Folder of a user's own words; by default words/ in the store."
    )
    host: str = Field("127.0.0.1", description="Address that the server binds to.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the server binds to.")
    base_iri: str = Field(
        DEFAULT_BASE,
        pattern=r"^https?://\S+/$",
        description="What IRIs of data begin with; ends in a slash.",
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that read and extract.")
    knowledge_base: Path | None = Field(
        None, description="File that `hkgraph kb build` made; the bundled table if not given."
    )
    contact: str = Field(
        "",
        pattern=r"^(\S+@\S+\.\S+|https?://\S+)?$",
        description="Mail address or page of who operates this; Wikidata is not asked without.",
    )
    wikidata_api: str = Field(
        "https://www.wikidata.org/w/api.php",
        pattern=r"^https?://\S+$",
        description="Address of the API of Wikidata.",
    )
    wikidata_sparql: str = Field(
        "https://query.wikidata.org/sparql",
        pattern=r"^https?://\S+$",
        description="Address of a SPARQL service over Wikidata.",
    )
    keep_generations: int = Field(5, ge=2, description="Generations kept; older ones are pruned.")
    query_seconds: float = Field(30.0, gt=0, description="Time that one query may take.")
    longest_query_seconds: float = Field(
        120.0, gt=0, description="The most that a request may ask for with timeout=."
    )
    query_megabytes: int = Field(
        512, ge=16, description="Memory that one query may take, beyond what its worker holds."
    )
    query_bytes: int = Field(1_000_000, gt=0, description="Longest query text, in bytes.")
    allowed_hosts: Words = Field(
        (), description="Hosts that SERVICE and LOAD may call: names, *.names, http://names."
    )
    allowed_private_hosts: Words = Field(
        (), description="Inner addresses that may be called all the same; dangerous."
    )
    outgoing_seconds: float = Field(20.0, gt=0, description="Time that one call may take.")
    outgoing_bytes: int = Field(
        100_000_000, gt=0, description="Longest answer of another host, in bytes."
    )
    title: str = Field("hkgraph", min_length=1, description="What the dataset is called.")
    licence: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="IRI of the licence that the data are given under.",
    )
    data_dump: str = Field(
        "", pattern=r"^(https?://\S+)?$", description="Where a dump of the data is to be had."
    )
    result_megabytes: int = Field(1_000, gt=0, description="Longest result, uncompressed.")
    quick_queries: int = Field(
        2, ge=1, le=256, description="Queries that may be in their first moments at once."
    )
    long_queries: int = Field(
        2, ge=1, le=256, description="Queries that may go on for longer at once."
    )
    waiting_queries: int = Field(32, ge=0, description="Queries that may wait for their turn.")
    waiting_seconds: float = Field(20.0, gt=0, description="How long a query may wait for it.")
    stalled_seconds: float = Field(
        30.0, gt=0, description="How long a client may take nothing of a result."
    )
    transfer_seconds: float = Field(
        600.0, gt=0, description="How long a client may take over all of a result."
    )
    cache_megabytes: int = Field(64, ge=0, description="Results kept to answer repeated queries.")
    requests_per_minute: int = Field(
        0, ge=0, description="Requests that one client may make in a minute; 0 sets no limit."
    )
    shutdown_seconds: int = Field(
        30, ge=0, description="How long running queries may go on when the server stops."
    )
    union_default_graph: bool = Field(
        default=True, description="Whether queries that name no dataset see all graphs."
    )
    write_bytes: int = Field(
        64_000_000, gt=0, description="Longest body of a request with a token, in bytes."
    )
    write_seconds: float = Field(60.0, gt=0, description="Time that one write may take.")
    write_megabytes: int = Field(
        1_024, ge=64, description="Memory that one write may take, beyond what its process holds."
    )
    waiting_writes: int = Field(32, ge=0, description="Writes that may wait for their turn.")
    write_waiting_seconds: float = Field(
        20.0, gt=0, description="How long a write may wait for it, and for other processes."
    )
    reviewer: str = Field(
        "", description="Who judges with hkgraph review, where --by names nobody."
    )
    log_json: bool = Field(default=False, description="Log as JSON lines, for machines.")
