"""From the name of a place to the place."""
