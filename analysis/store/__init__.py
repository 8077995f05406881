"""The corpus as rows in DuckDB: how they come in and are asked for, and where a selection becomes SQL."""
