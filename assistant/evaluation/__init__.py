"""Run cases through the assistant that ships, score them, report."""
