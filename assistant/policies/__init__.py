"""Policy text becomes numbered, versioned clauses. Pure: text in, clauses and findings out."""
