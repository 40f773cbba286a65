"""The formats: a finished Document in, bytes out."""
