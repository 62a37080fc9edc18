"""What could tell of whom a question is, taken out before it leaves the machine or becomes a draft."""
