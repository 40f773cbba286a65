"""Bilingual CSR and ESG reports for factories: every figure leads back to a cell or a citation."""

__version__ = "0.1.0"
