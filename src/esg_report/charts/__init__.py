"""Charts of facts: a Chart, its Document and a language in; SVG out, every figure in it marked."""
