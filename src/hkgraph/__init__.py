"""News articles about Hong Kong become a graph whose every statement carries its sentence."""

__version__ = "0.1.0"
