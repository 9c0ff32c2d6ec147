"""The only code that calls other hosts: those on a list, at public addresses, within limits."""
