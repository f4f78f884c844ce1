"""How a claim is told: tense, denial, doubt, supposition."""
