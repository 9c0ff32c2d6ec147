"""How far two annotators of the gold corpus agree.

Scores the second annotation as if extraction had found it, so that every line has the meaning that
it has for extraction: nobody can ask more of a program than of a second reader.

    python benchmarks/agreement.py FIRST SECOND

Both are folders; compared is each NAME.yaml that both hold, on the article beside the first.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hkgraph.articles.decode import decode
from hkgraph.articles.reader import read_file
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.evaluate import is_sealed
from hkgraph.evaluation.pool import pool
from hkgraph.evaluation.retold import retell
from hkgraph.evaluation.scoring import score


def compare(first, second):
    source = find_source(first)
    articles = read_file(source)
    text = decode(source.read_bytes(), source.name).text
    told = retell(read_corpus_gold(second, source, articles), text)
    return score(read_corpus_gold(first, source, articles), told, name=first.name)


def main(first, second):
    names = sorted({p.name for p in first.glob("*.yaml")} & {p.name for p in second.glob("*.yaml")})
    parts = [compare(first / name, second / name) for name in names]
    print(pool("agreement", parts, show_parts=not is_sealed(first)).to_text())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
