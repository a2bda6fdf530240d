"""The one pass over a text that finds where numbers may start.

Only candidates are found here; whether one is a quantity, and which, is read around it.
"""

import re

# Digits with their marks, vulgar fractions, number words, and the nouns that count by themselves
# ("a dozen", "tens of thousands", "half of"). The pattern starts with one set of characters, and
# the look-behinds come after it, so that most characters are passed over at once. Eight bare
# numbers on end are data and no prose: they are one candidate, which is too long to be a number.
CANDIDATE = re.compile(
    r"[\d½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞OoTtFfSsEeNnZzHhDdMmBbQq]"
    r"(?:"
    r"(?<=\d)\d*+(?:[.,]\d++)*+(?:(?:[ \t;,]{1,2}\d++(?:[.,]\d++)*+){7,}+)?+"
    r"|(?<=[½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])"
    r"|(?<![^\W_].)(?:"
    r"(?<=[Oo])ne"
    r"|(?<=[Tt])(?:wo|hree|en(?:s|th)?|welve|hirteen|hirty|wenty|housands?|rillions?|hirds?)"
    r"|(?<=[Ff])(?:our(?:teen|ths?)?|ive|ifteen|orty|ifty|ifths?)"
    r"|(?<=[Ss])(?:ix(?:teen|ty|ths?)?|even(?:teen|ty)?)"
    r"|(?<=[Ee])(?:ight(?:een|y|hs?)?|leven)"
    r"|(?<=[Nn])ine(?:teen|ty)?"
    r"|(?<=[Zz])ero"
    r"|(?<=[Hh])(?:undreds?|alf|alves)"
    r"|(?<=[Dd])ozens?"
    r"|(?<=[Mm])illions?"
    r"|(?<=[Bb])illions?"
    r"|(?<=[Qq])uarters?"
    r")(?![^\W_]))"
)
