"""Readers of policy files: .txt, .md, .docx, .html and text PDF give the same blocks.

Each reader takes the bytes of one file and returns a `SourceText`. The formats
that a hostile file could abuse are read in a child process (`sandbox.py`).
"""
