"""Two languages: figures, dates, phrases and findings as a reader sees them."""
