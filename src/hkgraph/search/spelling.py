"""Guessing what a misspelt name was to be: words that have many trigrams in common with it.

Two letters that have changed places spoil most trigrams of a short word, so that is tried apart.

Source: the similarity of PostgreSQL's pg_trgm, on words padded with blanks, as Dice's coefficient.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from hkgraph.search.folding import units
from hkgraph.search.roles import Role

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MOST_GUESSES = 3
LEAST_LIKENESS = 0.4
#: Words after these are left as they are; each costs a look-up.
_MOST_WORDS = 6
_LONGEST = 40
#: Letters that may be missing or too many.
_SLIPS = 2

SPELLINGS = """
CREATE TABLE spellings (
  id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL
);
CREATE TABLE trigrams (
  trigram TEXT NOT NULL, size INTEGER NOT NULL, spelling INTEGER NOT NULL,
  PRIMARY KEY (trigram, size, spelling)
) WITHOUT ROWID;
"""
_KNOWN = "SELECT 1 FROM spellings WHERE word >= ? AND word < ? LIMIT 1"
_USED = "SELECT 1 FROM spellings WHERE word = ?"
_LIKE = """
SELECT word FROM (
  SELECT spelling, 2.0 * count(*) / (size + ?1) AS likeness
  FROM trigrams
  WHERE trigram IN ({marks}) AND size BETWEEN ?1 - {slips} AND ?1 + {slips}
  GROUP BY spelling
) JOIN spellings ON spellings.id = spelling
WHERE likeness >= {least} ORDER BY likeness DESC, uses DESC, word LIMIT {most}
"""


def trigrams(word: str) -> list[str]:
    """Give each run of three characters once; two blanks stand before the word, one behind.

    >>> trigrams("lam")
    ['  l', ' la', 'lam', 'am ']
    """
    padded = f"  {word} "
    return list(dict.fromkeys(padded[i : i + 3] for i in range(len(word) + 1)))


def write_spellings(file: sqlite3.Connection) -> None:
    """Write down the words of all labels and aliases."""
    uses: dict[str, int] = {}
    for (text,) in file.execute("SELECT text FROM names WHERE role <= ?", (Role.ALIAS,)):
        for word in units(text):
            if len(word) <= _LONGEST:
                uses[word] = uses.get(word, 0) + 1
    numbered = list(enumerate(sorted(uses)))
    rows = ((number, word, uses[word]) for number, word in numbered)
    file.executemany("INSERT INTO spellings VALUES (?, ?, ?)", rows)
    grams = ((number, trigrams(word)) for number, word in numbered)
    parts = sorted((one, len(found), number) for number, found in grams for one in found)
    file.executemany("INSERT INTO trigrams VALUES (?, ?, ?)", parts)


def guesses(file: sqlite3.Connection, text: str) -> Iterator[str]:
    """Give texts with the unknown words replaced by known ones that are like them, best first."""
    choices: list[list[str]] = []
    changed = False
    for word in units(text)[:_MOST_WORDS]:
        if _is_known(file, word):
            choices.append([word])
        elif like := _find_like(file, word):
            choices.append(like)
            changed = True
        else:
            return
    if changed:
        yield from (" ".join(choice) for choice in islice(product(*choices), MOST_GUESSES))


def _is_known(file: sqlite3.Connection, word: str) -> bool:
    return file.execute(_KNOWN, (word, f"{word}\U0010ffff")).fetchone() is not None


def _find_like(file: sqlite3.Connection, word: str) -> list[str]:
    word = word[:_LONGEST]
    wanted = trigrams(word)
    question = _LIKE.format(
        marks=", ".join("?" * len(wanted)), slips=_SLIPS, least=LEAST_LIKENESS, most=MOST_GUESSES
    )
    like = [found for (found,) in file.execute(question, (len(wanted), *wanted))]
    return list(dict.fromkeys([*_find_swapped(file, word), *like]))[:MOST_GUESSES]


def _find_swapped(file: sqlite3.Connection, word: str) -> list[str]:
    swapped = (f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in range(len(word) - 1))
    return [one for one in swapped if file.execute(_USED, (one,)).fetchone()]
