"""The command line: ask, chat, read, publish, examine."""
