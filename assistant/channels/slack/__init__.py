"""Slack: events in, blocks out; decides nothing."""
