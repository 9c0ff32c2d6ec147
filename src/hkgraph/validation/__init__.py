"""The SHACL gate before anything is published, and the check of a whole store."""
