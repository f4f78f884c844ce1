"""Who was killed and wounded, how many, and in which event."""
