"""Requirements and what the tree prints in; disclosures out."""
