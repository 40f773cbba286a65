"""A factory's folder in; facts, records, passages, pictures and findings out, each with its place."""
