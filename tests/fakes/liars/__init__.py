"""Proposals as a language model might write them: clever lies, and honest explanations."""
