"""The words of the trade as frozen values: policies, clauses, answers, the school. Pure."""
