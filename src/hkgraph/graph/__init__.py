"""From extracts and identity to quads; the only place where IRIs are minted."""
