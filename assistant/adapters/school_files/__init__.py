"""Files that leads edit, read into domain values; a mistake is named by file, line and cure."""
