"""The pages, one a file: each reads the filters, calls analysis and draws what it returns."""
