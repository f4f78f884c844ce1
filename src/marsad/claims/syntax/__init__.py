"""The parse of a report as plain lists, and what hangs on a word in it."""
