"""What is wrong with a page: tags that do not match, ids and attributes that stand twice."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())
# In these a browser closes an open paragraph, so the source would not mean what it says.
BLOCKS = set(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 "
    "header hr main nav ol p pre section table ul".split()
)


class _Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = []
        self.open = []
        self.ids = Counter()

    def handle_starttag(self, tag, attrs):
        names = Counter(name for name, _ in attrs)
        self.faults += [f"{name} twice in <{tag}>" for name, n in names.items() if n > 1]
        self.ids.update(value for name, value in attrs if name == "id")
        if tag in BLOCKS and "p" in self.open:
            self.faults.append(f"<{tag}> in a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def faults(page: str) -> list[str]:
    checker = _Checker()
    checker.feed(page)
    checker.close()
    twice = [f"id {name} twice" for name, n in checker.ids.items() if n > 1]
    unclosed = [f"<{tag}> is not closed" for tag in checker.open]
    doctype = [] if page.lower().startswith("<!doctype html>") else ["no doctype"]
    return [*doctype, *checker.faults, *twice, *unclosed]
