"""Makes the tables of extraction.md from what ``hkgraph evaluate --format json`` wrote.

    python benchmarks/extraction_table.py NAME=FILE.json ...

Prints one table with a column for each file, then every section of the first file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

#: Rows of sections that stand in the first table beside the head lines.
ALSO = {
    "reported speech": ("Reported speech", "found"),
    "plain facts that are no plan, denial or hearsay": (
        "Plain facts",
        "no plan, denial or hearsay",
    ),
    "events but for the type other": ("Events", "all but other"),
    "calibration error of confidence": ("Confidence", "calibration error"),
}
#: Sections that say little once the first table has been read.
LEFT_OUT = {
    "Article fields",
    "Articles",
    "Entities, by mention, strict",
    "Entities, as clusters",
}


def number(value):
    return "–" if value is None else f"{value:.3f}"


def share(row):
    return row.get("f1", row.get("share", row.get("error")))


def cell(row):
    if row is None:
        return "–"
    if "precision" in row:
        return f"{number(row['precision'])} / {number(row['recall'])} / **{number(row['f1'])}**"
    counts = f" ({row['right']} of {row['of']})" if "of" in row else ""
    return f"**{number(share(row))}**{counts}"


def rows_of(evaluation):
    rows = {row["label"]: row for row in evaluation["headline"]}
    for label, (title, name) in ALSO.items():
        found = [s for s in evaluation["sections"] if s["title"] == title]
        rows[label] = next((r for s in found for r in s["rows"] if r["label"] == name), None)
    return rows


def overview(evaluations):
    columns = {name: rows_of(evaluation) for name, evaluation in evaluations.items()}
    yield f"| | {' | '.join(columns)} |"
    yield "|---|" + "---|" * len(columns)
    for label in next(iter(columns.values())):
        yield f"| {label} | {' | '.join(cell(rows.get(label)) for rows in columns.values())} |"


def details(section):
    yield f"\n### {section['title']}\n"
    yield "| | P | R | F1 or share | found |"
    yield "|---|---|---|---|---|"
    for row in section["rows"]:
        told = f", told as {number(row['confidence'])}" if "confidence" in row else ""
        of = f"{row['right']} of {row['of']}{told}" if "of" in row else ""
        if "found" in row:
            of = f"{row['found']} of {row['found'] + row['missed']}"
        ends = [number(row[end]) if end in row else "" for end in ("precision", "recall")]
        yield f"| {row['label']} | {' | '.join(ends)} | {number(share(row))} | {of} |"


def main(arguments):
    pairs = (argument.split("=", 1) for argument in arguments)
    evaluations = {name: json.loads(Path(file).read_text("utf-8")) for name, file in pairs}
    print("\n".join(overview(evaluations)))
    for section in next(iter(evaluations.values()))["sections"]:
        if section["title"] not in LEFT_OUT:
            print("\n".join(details(section)))


if __name__ == "__main__":
    main(sys.argv[1:])
