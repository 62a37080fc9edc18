"""Readers of policy files: .txt, .md, .docx, .html and text PDF give the same blocks.

Each reader takes the bytes of one file and returns a `SourceText`. All but
small text files are read in a child process with limits (`child.py`).
"""
