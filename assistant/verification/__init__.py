"""From a draft to an answer whose every citation holds. Nothing unverified is shown."""
