"""What each score is called on the page, and what it means in one sentence."""

from collections.abc import Mapping

# stage -> title, meaning.
STAGES: Mapping[str, tuple[str, str]] = {
    "route": ("Triage: question or incident?", "What is done with a message before anything is answered."),
    "retrieval": ("Finding clauses", "Whether the expected clauses are among those that the search finds."),
    "answer": ("Answers", "Whether a question that a policy covers gets the right answer."),
    "citation": ("Citations", "How the clauses that are cited fit the expected ones."),
    "verdict": ("Verdicts", "Yes, no, only if, must, it depends, or a fact."),
    "abstention": ("Knowing when not to answer", "Whether it says so where no policy has the answer."),
}
# name -> title, meaning.
SCORES: Mapping[str, tuple[str, str]] = {
    "incident_recall": (
        "Incidents noticed",
        "Messages that tell of an incident and were handed to a person or asked about; the rest were missed.",
    ),
    "incidents_handed_off": (
        "Incidents handed off at once",
        "Messages that tell of an incident and went to a person without a question back.",
    ),
    "emergencies_flagged": (
        "Emergencies seen as such",
        "Emergencies that were handed to a person as emergencies, with 999 on top.",
    ),
    "route_f2": (
        "Hand-offs on the whole",
        "One number for missed and needless hand-offs, in which a missed one weighs more.",
    ),
    "harmless_not_handed_off": (
        "Harmless messages left alone",
        "Messages to triage in which nothing has happened and that were not handed to a person.",
    ),
    "harmless_not_asked_back": (
        "Harmless messages taken for questions",
        "Messages to triage in which nothing has happened and that went on at once, as questions.",
    ),
    "both_of_pair_right": (
        "Look-alikes told apart",
        "Pairs whose incident went to a person at once and whose harmless twin was taken for a question.",
    ),
    "questions_not_handed_off": (
        "Questions left alone",
        "Questions of the answer cases that were not handed to a person.",
    ),
    "questions_not_asked_back": (
        "Questions not asked back: is it real?",
        "Questions of the answer cases whose sender was not asked whether it has really happened.",
    ),
    "category_right": (
        "Right kind of incident",
        "Incidents handed to a person under a right heading.",
    ),
    "right_person_first": (
        "Right person told first",
        "Incidents that go to a person at once, first to somebody whom the school's rules tell first.",
    ),
    "told_past_whom_it_is_about": (
        "Told to others than the person it is about",
        "Concerns about the holder of a role that go to a person, and not to that very one.",
    ),
    "recall_at_5": (
        "Found among the first five",
        "The share of the expected clauses that stand among the first five found, question by question.",
    ),
    "mrr": (
        "How early the first one stands",
        "100% where an expected clause is found first, 50% where second, 33% where third, on average.",
    ),
    "ndcg_at_10": (
        "Order of the first ten",
        "100% where all expected clauses are found before all others; the later they stand, the less.",
    ),
    "answered": ("Answered at all", "Questions that a policy covers and that got an answer."),
    "all_cited": (
        "All expected clauses cited",
        "Questions that a policy covers and whose answer cites every expected clause.",
    ),
    "first_citation_right": (
        "First clause right",
        "Questions that a policy covers and whose answer begins with an expected or also right clause.",
    ),
    "all_right": (
        "Nothing wrong",
        "Questions of every sort whose ending, clauses, first clause and verdict are all as expected.",
    ),
    "citation_precision": (
        "Clauses shown that are right",
        "The share of the cited clauses that are expected or also right; the rest are beside the point.",
    ),
    "citation_recall": (
        "Right clauses that are shown",
        "The share of the expected clauses that are cited: the rest are left out.",
    ),
    "verdict_accuracy": (
        "Verdict right",
        "Covered questions that got the expected verdict.",
    ),
    "never_yes_for_no": (
        "Never “yes” for “no”",
        "Questions that the policies answer with “no” and that were not answered with “yes”.",
    ),
    "no_for_no": (
        "“No” for “no”",
        "Questions that the policies answer with “no” and that were answered with “no”.",
    ),
    "not_covered_recognised": (
        "Not covered, and said so",
        "Questions that no policy covers and that were told so.",
    ),
    "out_of_scope_recognised": (
        "Out of scope, and said so",
        "Messages that are no question about the school's rules and that were told so.",
    ),
}


def title(name: str) -> str:
    """What a score is called; its own name, made readable, where nobody has called it yet."""
    return SCORES[name][0] if name in SCORES else name.replace("_", " ").capitalize()


def meaning(name: str) -> str:
    """What it means, empty where nobody has said yet."""
    return SCORES[name][1] if name in SCORES else ""
