"""What syntax leaves open: which candidates are claims, who plays which part, where. Most of it is learned."""
