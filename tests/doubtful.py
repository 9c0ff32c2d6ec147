"""Articles of which a build cannot tell whether they tell of one event."""

from tiny import article


def build_doubtful(store):
    """Build the tiny articles and two that both tell of a charge, on no day."""
    store.build()
    files = [
        store.write(
            name,
            article(
                f"Ada Lam-Wood charged {name}",
                "Police charged Ada Lam-Wood. She was charged with sedition.",
                date=day,
            ),
        )
        for name, day in (("again", "2021-10-29"), ("anew", "2021-11-20"))
    ]
    store.pipeline().build(files)
    return store
