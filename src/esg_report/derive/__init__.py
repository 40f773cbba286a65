"""Facts and published values in, further facts with their trails out: formulas, roll-ups, limits, changes."""
