"""How telephone and identity numbers, birthdays and addresses are written. `it` is the part that is taken."""

_POSTCODE_AREA = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]"
    "|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGK-PRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
# Not "E6 1st": the second half of a postcode is no ordinal.
_POSTCODE = (
    rf"\b(?i:{_POSTCODE_AREA})\d[A-Za-z\d]?\s?(?!\d(?i:st|nd|rd|th)\b)\d"
    r"[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}\b"
)
_MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d\d(?![\w/-])"
# A day of so long ago is somebody's birthday, hardly a policy's.
_LONG_AGO = rf"(?<![\w£]){_DAY}\s(?:of\s)?{_MONTH},?\s(?:19\d\d|20[01]\d)(?!\w)"
_BIRTHDAY = (
    r"\b(?i:born|d\.?o\.?b\.?|date of birth|birth\s?day|b-?day)\b[\s:,]*(?:(?i:is|was|on|in|the)\s+)*"
    rf"(?P<it>{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{2,4}})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)"
)
_SORT_CODE = r"(?<![\w-])\d\d-\d\d-\d\d(?![\w-])"
_INSURANCE = r"(?<!\w)[A-Za-z]{2}[\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?[A-Da-d](?!\w)"
_PUPIL = r"(?<!\w)[A-Za-z](?:[\s-]?\d){11}[\s-]?[A-Za-z\d](?!\w)"
_REGISTRATION = r"(?<!\w)(?:[A-Z]{2}\d\d\s?[A-Z]{3}|(?!yr|ks)[a-z]{2}\d\d[a-z]{3})(?!\w)"
_SAID_REGISTRATION = (
    r"\b(?i:reg|registration|plate)\s(?:(?i:is|was)\s)?(?P<it>[A-Za-z]{2}\d\d\s?[A-Za-z]{3})\b"
)
# Seven digits or more, however they are grouped: telephone numbers, and numbers of pupils and files.
_YEARS = r"(?!(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d\b)"
_DIGITS = rf"(?<![\w£$€]){_YEARS}(?:\+|\(?0)?\d(?:[\s()./-]{{0,3}}\d){{6,}}(?!\w)"
_WHAT_HAS_A_NUMBER = (
    r"candidate|cand|exam|passport|pupil|student|staff|employee|payroll|admission|nhs|case|card|account"
    r"|licen[cs]e|upn|uln|uci|ni|national insurance|phone|mobile|mob|tel|telephone|fax|home|number|num|ext"
    r"|extension|locker|door|entry|code|pin|pass\s?code|pass\s?word|login|id|ref|reference"
)
# Three digits or more that are no year and nobody's emergency.
_SHORT_NUMBER = r"(?!(?:999|101|111|112|365|20\d\d)\b)(?=(?:[A-Za-z_/-]{0,20}\d){3})[\w/-]*\w"
_SAID_NUMBER = (
    rf"\b(?i:{_WHAT_HAS_A_NUMBER})\s?(?i:number|num|no|nr|id|code|ref)?\.?\s?(?:(?i:is|was)\s)?[:#=]?\s?"
    rf"(?P<it>{_SHORT_NUMBER})(?!\w)"
)
_PASSWORD = (
    r"\b(?i:pass\s?word|pass\s?code|pin)\s(?:(?i:is|was)\s|[:=]\s?)"
    r"(?P<it>(?=[\w!$%&*#@?-]{0,40}[\d!$%&*#@-])[\w!$%&*#@-]+)"
)
_MANY_DIGITS = r"(?<!\w)(?=(?:[A-Za-z-]{0,8}\d){5})(?=\d*[A-Za-z])[A-Za-z\d]+(?:-[A-Za-z\d]+)*(?!\w)"
_STREET = (
    r"(?i:road|rd|street|avenue|ave|lane|crescent|cres|terrace|gardens|gdns|grove|mews|drive|close|court|way"
    r"|walk|place|square)"
)
_OF_A_STREET = (
    r"(?!(?i:the|in|a|an|of|this|that|my|our|on|at|to|minutes?|mins?|hours?|days?|weeks?|years?|months?|people"
    r"|kids|pupils|students|staff|children|miles?|pm|am|and|or|per|by|for|from)\b)[^\W\d_][\w'\u2019-]*\s"
)
_ADDRESS = (
    r"(?<![\w.£])(?:(?i:flat|unit)\s\w{1,4},?\s)?\d{1,4}[a-d]?,?\s"
    rf"(?:{_OF_A_STREET}){{1,3}}{_STREET}(?!\w)"
)
_LIVES_AT = (
    r"\b(?i:lives?|living|lived|house|flat|address|moved|stays|home)(?:\s(?i:is|to|at|on|down|up|in)){1,2}\s"
    rf"(?P<it>(?:{_OF_A_STREET}){{1,3}}{_STREET})(?!\w)"
)

NUMBERS = (
    _PASSWORD,
    _BIRTHDAY,
    _DATE,
    _LONG_AGO,
    _SORT_CODE,
    _INSURANCE,
    _PUPIL,
    _POSTCODE,
    _REGISTRATION,
    _SAID_REGISTRATION,
    _DIGITS,
    _SAID_NUMBER,
    _ADDRESS,
    _LIVES_AT,
)
# After all else: figures and letters in one, such as a driver's number.
MIXED_NUMBERS = (_MANY_DIGITS,)
