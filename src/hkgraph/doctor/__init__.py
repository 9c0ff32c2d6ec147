"""Whether everything that hkgraph needs is there and right, each fault with its mend."""
