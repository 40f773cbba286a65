"""Workbooks that the house writes: the form, the fix list, the translation sheet."""
