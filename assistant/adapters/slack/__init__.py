"""Cases in Slack: the cards that role holders and reporters see, alerts by them, and checks of the set-up."""
