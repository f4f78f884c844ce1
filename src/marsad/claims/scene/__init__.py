"""The actors and places of a report as its syntax names them: what "they", "the group", "the town" stand for."""
