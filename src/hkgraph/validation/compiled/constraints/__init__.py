"""The constraint components of SHACL, one module a family, each as a query or an expression."""
