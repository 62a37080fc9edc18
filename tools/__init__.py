"""What keeps the documents true to the code; nothing here ships."""
