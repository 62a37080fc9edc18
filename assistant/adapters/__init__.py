"""The outside world behind the ports: files, encoder, index, clock. Vendors appear only here."""
