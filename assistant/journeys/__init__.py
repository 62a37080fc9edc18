"""The journeys of the product, each one file of ordered steps."""
