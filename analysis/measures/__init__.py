"""Numbers from the store: each measure takes a store and a selection and returns a declared table."""
