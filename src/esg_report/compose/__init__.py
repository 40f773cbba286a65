"""Facts, records and passages in; the chapters of one bilingual tree out."""
