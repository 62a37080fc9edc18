"""What Slack shows, as blocks: pure functions of outcomes and fixed sentences, without any network.

No text is ever given as mrkdwn, so that nothing in a quote can mention, link or format anything.
"""
