"""Tables for spreadsheets and programs, each with the method that made it."""
