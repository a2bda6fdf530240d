"""The one pass over a text that finds where numbers may start.

Only candidates are found here; whether one is a quantity, and which, is read around it.
"""

import re

# Digits with their marks, vulgar fractions, number words, and the nouns that count by themselves
# ("a dozen", "tens of thousands", "half of"). Alternatives start with a set of letters each, and
# the look-behind comes after it, so that most characters are passed over at once. Eight bare
# numbers on end are data and no prose: they are one candidate, which is too long to be a number.
CANDIDATE = re.compile(
    r"\d++(?:[.,]\d++)*+(?:[ \t;,]{1,2}\d++(?:[.,]\d++)*+){7,}+"
    r"|\d++(?:[.,]\d++)*+"
    r"|[½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞]"
    r"|(?:"
    r"[Oo](?<![^\W_].)ne"
    r"|[Tt](?<![^\W_].)(?:wo|hree|en(?:s|th)?|welve|hirteen|hirty|wenty|housands?|rillions?|hirds?)"
    r"|[Ff](?<![^\W_].)(?:our(?:teen|ths?)?|ive|ifteen|orty|ifty|ifths?)"
    r"|[Ss](?<![^\W_].)(?:ix(?:teen|ty|ths?)?|even(?:teen|ty)?)"
    r"|[Ee](?<![^\W_].)(?:ight(?:een|y|hs?)?|leven)"
    r"|[Nn](?<![^\W_].)ine(?:teen|ty)?"
    r"|[Zz](?<![^\W_].)ero"
    r"|[Hh](?<![^\W_].)(?:undreds?|alf|alves)"
    r"|[Dd](?<![^\W_].)ozens?"
    r"|[Mm](?<![^\W_].)illions?"
    r"|[Bb](?<![^\W_].)illions?"
    r"|[Qq](?<![^\W_].)uarters?"
    r")(?![^\W_])"
)
