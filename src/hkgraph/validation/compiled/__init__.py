"""Shapes compiled to queries of SPARQL that run inside the store.

``Reader`` makes records of a shapes graph; a ``Scope`` says which focus nodes and values a
constraint looks at; each constraint gives the query, or the expression, that finds what does not
meet it. Nodes that a nested shape refuses are found first, by the same queries. A shape with
anything else in it is checked by pyshacl.
"""

from hkgraph.validation.compiled.check import CompiledShapes

__all__ = ["CompiledShapes"]
