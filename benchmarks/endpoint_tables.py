"""What ``endpoint`` measured, as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import geometric_mean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from endpoint_queries import Kind
    from endpoint_stream import Stream
    from http_load import Window

#: Least ratio to native that is aimed at, by group of kinds.
AIMS = {"look-up": 0.45, "join": 0.45, "scan": 0.95}
AIM_OF_ALL = 0.75


@dataclass(frozen=True, slots=True)
class Cell:
    """Windows of one kind over so many connections, by server and then by round."""

    kind: Kind
    connections: int
    windows: dict[str, list[Window]]

    def rate(self, name: str) -> float:
        return median(window.rate for window in self.windows[name])

    def ratio(self, name: str, other: str) -> float:
        pairs = zip(self.windows[name], self.windows[other], strict=True)
        return median(one.rate / two.rate for one, two in pairs)

    def late(self, name: str) -> float:
        """The latency that one of a hundred passes, in milliseconds."""
        latencies = sorted(one for window in self.windows[name] for one in window.latencies)
        return 1000 * latencies[int(len(latencies) * 0.99)]

    def __str__(self) -> str:
        return "  ".join(f"{name} {self.rate(name):.1f}/s" for name in self.windows)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rounds of one text: native, ours, ours with an ETag."""

    kind: Kind
    rounds: list[list[Window]]


def comparison(cells: list[Cell], ours: str, native: str) -> str:
    rows = [
        [
            cell.kind.name,
            f"{cell.connections}",
            f"{cell.rate(ours):,.1f}",
            f"{cell.rate(native):,.1f}",
            f"{cell.ratio(ours, native):.2f}",
            f"{cell.late(ours):,.1f}",
            f"{cell.late(native):,.1f}",
        ]
        for cell in cells
    ]
    head = ["query", "connections", f"{ours}/s", f"{native}/s", "ratio", "p99 ms", "native's"]
    failures = sum(w.failures for cell in cells for one in cell.windows.values() for w in one)
    lines = [table(head, rows), *_means(cells, ours, native), _client(cells)]
    return "\n".join([*lines, f"Failed answers: {failures}.\n"])


def _means(cells: list[Cell], ours: str, native: str) -> Iterable[str]:
    head = ["geometric mean of ratios", *dict.fromkeys(str(c.connections) for c in cells), "all"]
    rows = []
    for group, aim in (*AIMS.items(), ("", AIM_OF_ALL)):
        chosen = [cell for cell in cells if group in ("", cell.kind.group)]
        if not chosen:
            continue
        row = [f"{group or 'all kinds'} (aim {aim})"]
        for number in dict.fromkeys(cell.connections for cell in cells):
            some = [c.ratio(ours, native) for c in chosen if c.connections == number]
            row.append(f"{geometric_mean(some):.2f}")
        rows.append([*row, f"{geometric_mean(c.ratio(ours, native) for c in chosen):.2f}"])
    return [table(head, rows)]


def _client(cells: list[Cell]) -> str:
    """Tell how near the client was to its own limit, where it was nearest."""
    windows = [(w, c) for c in cells for one in c.windows.values() for w in one]
    window, cell = max(windows, key=lambda pair: pair[0].client_seconds / pair[0].seconds)
    share = window.client_seconds / window.seconds
    each = window.client_seconds / len(window.latencies)
    return (
        f"The client took at most {share:.0%} of one processor ({cell.kind.name}, "
        f"{cell.connections} connections: {each * 1e6:,.0f} µs a request, so it could send "
        f"{1 / each:,.0f} a second)."
    )


def repeated(repeats: list[Repeat]) -> str:
    if not repeats:
        return ""
    rows = []
    for one in repeats:
        native, same, conditional = (
            median(r[place].rate for r in one.rounds) for place in range(3)
        )
        ratio = median(r[1].rate / r[0].rate for r in one.rounds)
        with_tag = median(r[2].rate / r[0].rate for r in one.rounds)
        rows.append(
            [
                one.kind.name,
                *(f"{rate:,.1f}" for rate in (native, same, conditional)),
                f"{ratio:.2f}",
                f"{with_tag:.2f}",
            ]
        )
    head = ["same text again (aim 1.0)", "native/s", "ours/s", "with ETag/s", "ratio", "with ETag"]
    return table(head, rows)


def streams(found: list[Stream]) -> str:
    rows = [
        [
            one.name,
            f"{one.received / 1e6:,.0f}",
            f"{1000 * one.first_byte:.1f}",
            f"{one.seconds:.1f}",
            f"{one.before:.0f}",
            f"{one.peak - one.before:+.0f}",
        ]
        for one in found
    ]
    head = ["SELECT of every triple", "MB", "first byte ms", "all s", "MiB before", "at most"]
    return table(head, rows)


def peer(cells: list[Cell], slow: list[Cell], ours: str, name: str) -> str:
    known = {(cell.kind, cell.connections): cell for cell in cells}
    rows, ratios = [], []
    for cell in slow:
        fast = known[cell.kind, cell.connections].rate(ours)
        ratios.append(fast / cell.rate(name))
        row = [cell.kind.name, str(cell.connections), f"{fast:,.1f}", f"{cell.rate(name):,.2f}"]
        rows.append([*row, f"{ratios[-1]:.1f}"])
    head = ["query", "connections", f"{ours}/s", f"{name}/s", "ratio"]
    return table(head, rows) + f"\nGeometric mean: {geometric_mean(ratios):.1f} (aim 10).\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))
