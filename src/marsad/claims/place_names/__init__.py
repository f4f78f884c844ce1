"""Which words of a report name places, and how these stand to each other."""
