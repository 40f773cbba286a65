"""Units, number reading, rounding and the marks of prose: shared by intake, checks, proofs and writers."""
