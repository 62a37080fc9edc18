"""From a question and its evidence to a draft: verdict, branches, citations.

No language model: the verdict follows the modal verbs of the clauses and the
form of the question. `no` needs a clause that forbids or advises against, `yes`
one that allows. Where neither is sure, the clause speaks for itself.
"""
