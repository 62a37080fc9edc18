"""Ways to reach a person: e-mail, whatever Apprise knows by URL, and the heartbeat to a watcher outside."""
