"""From the words for an actor to who is meant."""
