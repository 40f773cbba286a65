"""Proofs over finished files: what they show, what they carry, whether the two agree, and whether the sums hold."""
