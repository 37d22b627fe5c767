"""Read the facts of docs/_data, each kind checked by its schema."""
