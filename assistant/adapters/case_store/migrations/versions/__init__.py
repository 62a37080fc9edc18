"""The steps, each written out whole, so that a later change of the tables does not change the past."""
