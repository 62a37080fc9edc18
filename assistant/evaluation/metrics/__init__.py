"""What is measured: one metric in each file, with its formula and its source."""
