"""Runs an evaluation from the shell: ``python -m hkgraph.evaluation GOLD [--detail] [--json]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hkgraph.evaluation.evaluate import evaluate
from hkgraph.logs import set_up_logs


def main() -> None:
    """Evaluate and write the scores to stdout, and what went wrong to stderr."""
    parser = argparse.ArgumentParser(prog="python -m hkgraph.evaluation")
    parser.add_argument("gold", type=Path, help="the annotation")
    parser.add_argument("--source", type=Path, help="the annotated file, if it lies elsewhere")
    parser.add_argument("--detail", action="store_true", help="list each thing found or missed")
    parser.add_argument("--json", action="store_true", help="write JSON")
    options = parser.parse_args()
    set_up_logs(as_json=False)
    evaluation = evaluate(options.gold, options.source)
    write = evaluation.to_json if options.json else evaluation.to_text
    sys.stdout.write(write(detail=options.detail))


if __name__ == "__main__":
    main()
