"""The nouns: facts, records, passages, requirements and the document tree, all frozen."""
