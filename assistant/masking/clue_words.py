"""Words that stand around a name, in small letters."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("mr mrs ms miss mx dr prof professor rev reverend sir dame mister")
# Before a name.
NAMED = _set("called named nicknamed surnamed aka")
_IS = (("name", "is"), ("name", "was"), ("goes", "by"), ("known", "as"), ("names",), ("surname", "is"))
_CALLS = (("call", "him"), ("call", "her"), ("call", "them"), ("calls", "himself"), ("calls", "herself"))
_SAYS = (("himself", "as"), ("herself", "as"), ("themselves", "as"), ("name", "of"))
NAME_IS = (*_IS, *_CALLS, *_SAYS)
# Who people are to each other, and what they do at school.
RELATIONS = _set(
    "colleague friend mate pal workmate coworker co-worker partner husband wife boyfriend girlfriend "
    "fiance fiancee ex brother sister cousin niece nephew son daughter stepson stepdaughter godson "
    "goddaughter grandson granddaughter mum mam mom mother dad father nan gran grandma grandad uncle aunt "
    "auntie boss manager mentor tutor tutee student pupil kid child lad lass girl boy teacher ta lsa "
    "caretaker cleaner governor cook secretary receptionist technician head headteacher deputy hoy hod "
    "dsl senco parent carer neighbour ect nqt trainee supply chair sibling twin prefect captain librarian "
    "starter matron nurse counsellor coach bursar driver"
)
# What staff do with a person, and small words behind which one may stand.
CONTACT = _set(
    "add added adding text texted texting message messaged messaging msg dm dmed friend friended befriend "
    "unfriend follow followed following unfollow block blocked tag tagged whatsapp snapchat email emailed "
    "emailing"
)
ADDRESSING = CONTACT | _set(
    "ring rang call phone phoned meet met hug hugged tell told ask asked warn contact help let remind"
)
DEALING = CONTACT | _set(
    "ring rang call phone phoned invite invited meet met see saw hug hugged tutor tutoring babysit "
    "photograph film filmed tell told ask asked warn report reported contact help drive drop give let "
    "know knew fancy fancies dating marry mentioned with to from by about for of and or like is was has "
    "does did if that when because cos think than but saying says said teach taught teaching mentor "
    "mentoring n & re versus vs had"
)
# What a person has done, and does or is.
DONE = _set(
    "messaged texted added followed emailed dmed rang phoned asked told said says hit kicked punched "
    "hugged kissed cried sent posted commented snapped whatsapped friended unfollowed blocked tagged "
    "invited swore lied shouted refused showed"
)
DOES = DONE | _set(
    "wants keeps tried gave came brought likes loves hates needs thinks reckons turned left started goes "
    "works teaches lives rings texts messages adds asks tells ran lost put took made found is was has "
    "hasn't isn't wasn't does doesn't got gets can't "
    "won't cant wont hasnt isnt wasnt doesnt didnt didn't broke forgot stole wrote swapped used had"
)
# Whom and what a person has.
KIN = _set(
    "mum mums mam mom mother dad dads father parents parent carer carers nan nana gran grandma grandad "
    "brother sister auntie aunt uncle family husband wife partner boyfriend girlfriend son daughter"
)
BELONGINGS = KIN | _set(
    "phone mobile number insta instagram snap snapchat facebook tiktok story account profile email "
    "address birthday house home class form work essay book coursework homework ehcp iep grade grades "
    "results report photo photos picture pictures pic pics video name behaviour attendance file record "
    "records laptop ipad bag jumper inhaler epipen meds medication wedding party desk car lesson lessons "
    "teacher tutor mate mates friend friends"
)
# Where a pupil belongs, and who comes from where.
CLASSES = re.compile(r"(?:[1-9]|1[0-3])[a-z]{1,3}\d?|(?:y|yr|year)(?:[1-9]|1[0-3])[a-z]{0,2}|(?:ks|p|s)[1-7]")
GROUPS = _set("reception nursery sixth 6th form tutor class set group year yr y")
FROM = frozenset(
    {("from", "the"), ("from", "it"), ("from", "reception"), ("in", "the"), ("in", "it"), ("on", "reception")}
)
WHOSE = _set("my the our his her their a your top bottom")
# Names that are verbs, and names that are things which people do something with or have.
VERBS = _set(
    "will may can do mark drew rose hope pat sue chase grant flick page dot love hunt cook price cross "
    "tag rob nick promise praise favour chance guy wade"
)
THINGS = _set(
    "art bill charity gift peace grace faith joy patience mercy prudence liberty precious blessing honey "
    "amber max miles eve mat rod dick kit jack june april august summer autumn dawn park sunny basil sage "
    "fern star storm melody harmony trinity destiny angel prince princess"
)
# After these comes a thing, hardly a person; unless it is the household of one.
THING_AHEAD = _set(
    "a an the my our your his her their its this that these those some any each every no more most very "
    "too so as use using used via on in at app site called play playing played watch watching wear "
    "wearing eat eating drink buy buying sell selling make making do doing be been being not new old same "
    "other own st saint got get getting have having into onto over under i we you they it he she what "
    "which how"
)
HOUSEHOLD = _set("boys girls twins family kids lads brothers sisters parents household lot siblings children")
# Before the verb to miss.
MISSING = _set(
    "i we they you to will may can could should would not might must never dont don't didn't cant can't "
    "he she who"
)
