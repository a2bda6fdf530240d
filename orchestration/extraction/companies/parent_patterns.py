"""How a text says whose unit a company is: the words of the relations, and their patterns.

First nouns for what is owned and for who owns, shares, and what may stand between them and a name;
then the patterns over the words between two names (a gap is matched whole), or before and behind
one name. What follows from a match is decided in ``parents``.
"""

import re

UNIT = (
    r"(?:business unit|unit|subsidiary|arm|division|branch|offshoot|part|member|operation|segment|"
    r"enterprise|portfolio company|group company|brand|chain|label|depot|station|colliery|quarry|"
    r"firm|maker|producer|manufacturer|supplier|operator|lender|bank|"
    r"workshop|plant|mill|smelter|refinery|laboratory|factory|works|foundry|mine|yard|shipyard|"
    r"brewery|dairy|company|business|affiliate|daughter company)"
)
UNITS = (
    r"(?:units|subsidiaries|arms|divisions|branches|parts|members|plants|mills|smelters|companies|"
    r"businesses)"
)
OWNER = (
    r"(?:parent company|parent group|parent corporation|controlling parent|ultimate parent|"
    r"ultimate owner|state owner|owner-operator|majority holder|majority stakeholder|"
    r"parent firm|parent|owner|holding company|majority shareholder|"
    r"majority owner|sole shareholder|sole owner|only shareholder|controlling shareholder|"
    r"controlling owner|main owner|proprietor)"
)
WORDS = r"(?:[A-Za-z\d][\w’'-]* ){0,5}"
RATHER = (
    r"(?:(?:the|its|an?|our) )?(?:[A-Z][\w-]+ )?"
    r"(?:(?!(?:from|of|to|in|for|by|with|at|on|and|or) )[a-z][a-z-]+ ){0,3}"
)
"""A description before a name, such as "the Dutch rival"."""
SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent|pct)"
MOST = (
    r"(?:majority|controlling|all|most|two[- ]thirds|three[- ]quarters|three[- ]fifths"
    r"|four[- ]fifths|nine[- ]tenths|outright|full|sole|whole|entire|remaining|outstanding)"
)
ABOUT = r"(?:about |some |roughly |nearly |just |over |more than |a |an |the )*"
BE = r"(?:is |was |are |has been |had been |have been |became |remains |will be |to be )"
SINCE = (
    r"(?: in (?:[A-Z][a-z]+ )?\d{4}| last (?:year|month|autumn|spring|summer|winter|week)"
    r"| since \d{4}| (?:out of|from) [a-z ]{3,40}| earlier this year| a year ago| two years ago)?"
)
OWN_UNIT = (
    r"(?:business unit|unit|subsidiary|arm|division|branch|offshoot|operation|segment|enterprise|"
    r"portfolio company|group company|brand|chain|label|depot|station|colliery|quarry|workshop|"
    r"plant|mill|smelter|refinery|laboratory|factory|works|foundry|mine|yard|shipyard|brewery|dairy|"
    r"company|business|affiliate|daughter company|sister company)"
)
"""What "its" before makes one's own; "its supplier" and "its bank" are others."""
OWN_UNITS = (
    r"(?:subsidiaries|units|brands|divisions|businesses|labels|chains|portfolio companies|"
    r"operating companies|group companies|affiliates|arms|daughters)"
)
TAKEOVER = r"(?:takeover|acquisition|purchase|buyout|buy-out)"

ASIDE = re.compile(
    r"(?: \([^()]{1,40}\)|\))?(?:,? (?:of|in|from|near|at) [A-Z][\w-]+(?: [A-Z][\w-]+)?|"
    r", [A-Z][\w-]+(?: [A-Z][\w-]+)?){0,3}(?=,| is| was| \()"
)
"""A ticker and a place between a name and what is said of it: " (ABC), Turin, Italy"."""
BRACKET = re.compile(r" \([^()]{1,60}\)(?= )")
OBLIQUE_WINDOW = 16
OBLIQUE = re.compile(r"\b(?:by|from|with|to|at|than|against|for) (?:the )?$")
NO_LONGER = re.compile(r"\b(?:former|formerly|ex-|jointly|until|once|no longer)\b")
NAMED_SITE = re.compile(
    r"\b(?:Smelter|Works|Plant|Mill|Center|Centre|Refinery|Branch|Mine|Institute|Factory|Foundry|"
    r"Laboratory|Yard|Brewery|Dairy|Division|Unit|Workshop|Depot|Colliery|Shipyard|No\. ?\d+|"
    r"mine|mill|plant|depot|station|workshop|section|branch|smelter|refinery|works)$"
)

CHILD_OF = re.compile(
    rf"(?:,? (?:which|that|and|who) (?:is|was|has been)|,| is| was| \(| became| remains| –| —)? ?"
    rf"(?:now |also |still |today |likewise |since \d{{4}} )?(?:itself )?"
    rf"(?:a |an |the |one of the |its )?"
    rf"(?:[\w’'%.-]+ ){{0,6}}?(?:{UNIT} (?:of|within|under|in|at|belonging to|affiliated to"
    rf"|affiliated with|subordinate to|controlled by|owned by)|belong(?:s|ed|ing) to|"
    rf"subordinate to|affiliated (?:to|with)|attached to|administered by|under the (?:umbrella|"
    rf"control|banner|management|jurisdiction|wing|roof) of|in the hands of|directly under|"
    rf"member of|(?:forms? )?part of) (?!which\b|whom\b)(?:the )?{WORDS}"
)
CHILDREN_OF = re.compile(
    rf",? (?:both |all |which are |two |three )*(?:[a-z-]+ ){{0,4}}{UNITS} of (?:the )?{WORDS}"
)
OWNED_BY = re.compile(
    rf"(?:['’]s? shares)?(?: \(|,)? ?(?:(?:which|that|and) )?(?:itself )?{BE}?"
    rf"(?:(?:a|an|the|its) (?:[\w’'-]+ ){{0,6}}?)?"
    rf"(?:now |since |itself |also |fully |wholly |jointly |ultimately |indirectly |directly )*"
    rf"(?:{SHARE}[- ]?|wholly[- ]|fully |majority[- ]|jointly )?"
    rf"(?:owned|controlled|held|acquired|bought|taken over|bought out|purchased|snapped up|"
    rf"absorbed|rescued|swallowed|taken private){SINCE}"
    rf"(?: (?P<later>\d+(?:\.\d+)?) ?(?:%|pct|percent|per cent)| to (?P<to>\d+(?:\.\d+)?) ?%)?"
    rf" by (?:the )?{WORDS}"
)
CO_OWNER_AFTER = re.compile(
    r" and (?:the )?[A-Z]|, (?:the )?[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3}(?:,| and)"
    r" (?:and )?(?:the )?[A-Z]| \((?:[1-4]?\d|50)(?:\.\d+)? ?(?:%|per ?cent|percent|pct)\)"
)
HELD_TOGETHER = re.compile(
    rf"(?:,| is| \()? ?(?:an? |the )?(?:[\w-]+ ){{0,3}}"
    rf"(?:joint venture|venture|partnership|owned|held) (?:of|between|by) (?:the )?{WORDS}"
)
ANAPHOR_HELD_BEFORE = re.compile(
    r"^(?:It|The (?:[\w-]+ )?(?:company|firm|business|group|venture|producer|maker|operator)),?"
    r" (?:which )?(?:is |was )?(?:an? |the )?(?:[\w-]+ ){0,3}"
    r"(?:joint venture|venture|partnership|owned|held) (?:of|between|by) (?:the )?$"
)
SHARE_BEHIND = re.compile(r" \((?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent|percent|pct)\)")
OF_WHICH = re.compile(rf", {SHARE} of which (?:is|are) (?:owned|held|controlled) by (?:the )?")
IN_WHICH = re.compile(
    rf",? (?:\(|(?:a|an|the) (?:[\w-]+ ){{0,4}})?(?:in|of) which (?:the )?{WORDS}"
)
SPLIT_VENTURE = re.compile(
    r",? (?:is )?a (?P<share>\d\d)[:/]\d\d (?:joint venture|venture|partnership)"
    r" (?:of|between) (?:the )?"
)
POSSESSED = frozenset(
    ("'s ", "’s ", "' ", "’ ", "-owned ", "-controlled ", " unit ", " subsidiary ")
)
ONE_OF = re.compile(r",? (?:is |was )?(?:now )?(?:one of )?(?:the )?")
UNIT_OF_IT_AFTER = re.compile(rf"['’]s? (?:[\w-]+ ){{0,4}}(?:{UNIT}|{UNITS})\b")
GROUP_AFTER = re.compile(r" [Gg]roup\b")
LABEL_BEFORE = re.compile(
    r"^(?:Parent(?: company)?|Owner|Ultimate parent|Holding company|Majority shareholder|Group):? $"
)
WHICH = re.compile(rf",? (?:(?:a|an|the) {WORDS})?(?:which|that) (?:the )?{WORDS}")
ANAPHOR_WHICH_BEFORE = re.compile(
    rf"^(?:The (?:[\w-]+ ){{0,3}}[a-z]+|It),? (?:which|that) (?:the )?{WORDS}$"
)
COMMA_A = re.compile(
    r"(?:,| is| \()? ?(?:which is |itself )?(?:now |also )?(?:a|an|the|another) (?:former )??"
)
A_UNIT_AFTER = re.compile(
    r" (?:group |portfolio |holding )?(?:company|subsidiary|unit|business|arm|brand|division|plant|"
    r"works|smelter|mill|affiliate|subsidiary company)\b"
)
HOLDS_AFTER = re.compile(
    rf" (?:owns|holds|has|controls|keeps|owned|held) {ABOUT}"
    rf"(?:{SHARE}|(?P<most>{MOST}))"
)
OWNS_AFTER = re.compile(
    r" (?:has |had |itself |now |fully )*"
    r"(?:owns|owned|bought|acquired|took over|controls|purchased)\b(?! (?:a |an )?\d)"
)
OWNER_OF = re.compile(
    rf",? (?:which is |is |and |as )?(?:the |now )*(?:[\w-]+ )?{OWNER} of (?:the )?{WORDS}"
)
OWNER_AFTER = re.compile(rf"['’]s? (?:[a-z-]+ ){{0,2}}{OWNER}\b")
OWNS = re.compile(
    rf",? (?:[^,;.]{{0,40}}, )?(?:which |that |and |who )?(?:[a-z]+ [^,;.]{{0,60}}? and )??"
    rf"(?:has |had |having |having since )?"
    rf"(?:also |now |directly |still |since |fully |recently |already )*"
    rf"(?P<how>owns|holds|controls|acquired|bought|took over|purchased|owned|held|has|snapped up"
    rf"|bought out|took control of|took|takes|gained|secured"
    rf"|completed (?:the|its) (?:[a-z]+ ){{0,2}}"
    rf"(?:acquisition|purchase|takeover) of"
    rf"|closed the (?:acquisition|purchase) of"
    rf"|closed its (?:acquisition|purchase) of)"
    rf" {ABOUT}(?:(?P<most>{MOST})(?: stake| interest| share| shares| holding)?"
    rf"(?: \d+(?:\.\d+)? ?%)?(?: stake| interest| share| shares)?(?: of| in)? |"
    rf"{SHARE}(?: stake| interest| share| holding| (?:of the )?(?:equity interest|equity|shares|"
    rf"capital|issued shares))?s? (?:of|in) )?(?:the )?(?:outstanding shares of )?"
    rf"(?:{RATHER}|(?:new |joint )*(?:venture|company|business),? (?:which is |which )?"
    rf"(?:to be|will be|is|was) (?:called|named) )"
)
OUTRIGHT = (
    *("owns", "controls", "acquired", "bought", "took over", "purchased", "owned", "snapped up"),
    *(
        "bought out",
        "took control of",
        "completed the",
        "completed its",
        "closed the",
        "closed its",
    ),
)
HAS_UNIT = re.compile(
    rf"['’]?s? (?:and (?:its|their) )?(?:(?:[\w-]+|{SHARE}[ -]owned|\d[\d.]*%-owned) ){{0,4}}"
    rf"(?:{OWN_UNIT}s?,? |\d[\d.]*%-owned |wholly[- ]owned |majority-owned )"
    rf"(?:called |named |in )?(?:the )?"
)
AND_ITS_UNIT = re.compile(
    rf",? (?:and|through|via|with) (?:its|their) (?:[\w%-]+ ){{0,4}}"
    rf"(?:{OWN_UNIT}|subsidiaries|units)s?,? "
)
OWNER_IS = re.compile(
    rf"(?:['’]s?|,? whose| and its|, and its|, with its)? (?:[A-Za-z.-]+ ){{0,2}}{OWNER},?"
    rf" (?:is |was |remains |remained |became |called |named )?"
    rf"(?:the )?{WORDS}"
)
ITS_UNIT_BEFORE = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Tt]he (?:group|company|firm|miner|producer|maker)['’]s)"
    rf" (?:[\w%-]+ ){{0,4}}?(?:{OWN_UNIT}s?,? |wholly[- ]owned |majority-owned )(?:called |the )?$"
)
THE_UNIT_BEFORE = re.compile(
    r"(?:^|[.,;:] |\b(?:and|of|at|in|by|from) )[Tt]he (?:[a-z][\w-]* ){0,3}"
    r"(?:unit|subsidiary|division|branch|arm),? $"
)
ITS_OWNER_BEFORE = re.compile(
    rf"(?:\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Oo]ur|[Yy]our|[Ww]hose) (?:[a-z-]+['’]s )?"
    rf"(?:[A-Za-z.-]+ ){{0,2}}|^)(?:{OWNER}|Parent(?: company)?),? "
    r"(?:is |was |remains |remained |became |called )?"
    r"(?:the )?(?:[A-Z][\w-]+ )?(?:[a-z-]+ ){0,3}$"
)
OUR_OWNER = re.compile(rf"\b[Oo]ur (?:[a-z-]+ ){{0,2}}{OWNER}\b")
THE_OWNER_BEFORE = re.compile(rf"\b[Tt]he (?:[a-z-]+ ){{0,2}}{OWNER},? (?:is )?(?:the )?$")
HELD_AND_BEFORE = re.compile(
    rf"\b(?:owned|held|controlled) by\b[^.;]{{0,60}}?\b{SHARE} by (?:the )?{WORDS}$"
)
ITS_OWNER_AFTER = re.compile(
    rf", (?:(?:its|their|our) |the (?:[a-z-]+ ){{0,2}}"
    rf"(?:company|firm|group|business|maker|producer|operator|brewery|dairy|mill)['’]s )"
    rf"(?:[a-z-]+ ){{0,2}}{OWNER}\b"
)
ANAPHOR_OWNED_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:[\w-]+ ){{0,3}}[a-z]+|[Ii]t|[Ww]hich|[Ww]e)"
    rf"(?:, (?:which|where|whose|who|with|founded|set up|built|opened)\b[^,;.]{{1,60}})?,?"
    rf" (?:which |that )?(?:{BE}|has |had |have )?(?:now |also |since |long )?"
    rf"(?:belong(?:s|ed)? to|part of|(?:wholly |fully |majority[- ]|{SHARE}[- ])?owned by|"
    rf"controlled by|(?:bought|acquired|taken over){SINCE} by|"
    rf"(?:an?|the|one of the) (?:[\w-]+ ){{0,3}}{UNIT}s? of) (?:the )?{WORDS}$"
)
AND_OWNED_BEFORE = re.compile(
    rf"^(?:The|It|This)\b[^.;:]{{1,70}}? and (?:now )?(?:belongs to|"
    rf"is (?:wholly |fully |majority[- ])?owned by|is part of|is controlled by) (?:the )?{WORDS}$"
)
OWNS_ANAPHOR_AFTER = re.compile(
    r",? (?:which )?(?:has |had )?(?:owns|owned|bought|acquired|took over|controls|purchased)"
    r" (?:it|us|the (?:company|firm|business|plant|works|smelter|refinery|mill|operator|maker))\b"
    r"|,? which (?:holds|owns) (?:5[1-9]|[6-9]\d|100)(?:\.\d+)? ?(?:%|per ?cent) of (?:it|the)\b"
)
IT = (
    r"(?:[Ii]t|[Ww]e|[Tt]he (?:[\w-]+ ){0,2}"
    r"(?:[Cc]ompany|[Gg]roup|firm|business|maker|producer|buyer))"
)
BOUGHT_BEFORE = re.compile(
    rf"\b{IT}(?:,? (?:which|that))? (?:(?:[^,.;]|\.\d){{0,70}}? )??(?:(?:has|have|had) )?"
    rf"(?:also |since |just )?"
    rf"(?P<how>bought|acquired|took over|purchased|snapped up|to buy|to acquire|to take over)"
    rf" (?:the (?:rest|remainder|remaining shares) of )?{RATHER}$"
)
TOOK_OVER_BEFORE = re.compile(
    rf"\b{IT} (?:has |have |had )?(?:also |since |recently |already )?"
    rf"(?:completed (?:the|its) (?:acquisition|purchase|takeover) of|acquired|bought|purchased|"
    rf"took over|increased its (?:stake|interest|holding) (?:in|of)) {ABOUT}"
    rf"(?:{SHARE} (?:of the |of )?|(?P<most>{MOST} )(?:of the )?)?"
    rf"(?:equity interests?|equity|(?:issued )?share capital|shares|stake|interest|holding)?"
    rf" ?(?:of|in) (?:the )?$"
)
LONG_AGO_AFTER = re.compile(
    r" (?:in|back in|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b| last year\b|[^.;]{0,20} ago\b"
)
SOLD_BEFORE = re.compile(
    r"\b(?:sold|has sold|had sold|completed (?:the|its) (?:sale|disposal|divestment) of|divested|"
    r"disposed of|offloaded) (?:its |the |their |our )?(?:[a-z-]+ ){0,3}$"
)
TO_BUYER = re.compile(
    rf"(?: (?:business|unit|division|subsidiary|arm|brand|plant|operations?)){{0,2}}"
    rf" to (?:the )?{WORDS}"
)
SUBSIDIARY_AFTER = re.compile(
    r",? (?:(?:which )?is |\()?(?P<whose>a|an|the|its|our|another) (?:[\w%.-]+ ){0,4}"
    r"(?:subsidiary|unit|branch|arm|division|offshoot|affiliate|business|brand|label)\b"
    r"(?! (?:of|within|under|owned|belonging|controlled)\b)"
)
CHILD_OF_IT_AFTER = re.compile(
    rf",? (?:(?:which )?is |which are |\()?(?:also |likewise |itself |now )*"
    rf"(?:a|an|the|another|one)? ?"
    rf"(?:(?:[\w%.-]+ ){{0,5}}?(?:{UNIT}|{UNITS}) (?:of|under|within|in|belonging to"
    rf"|affiliated to|subordinate to|owned by|controlled by)|affiliated (?:to|with)|belonging to"
    rf"|subordinate to|owned by|controlled by|part of) (?:the|this) (?:same |listed |parent )?"
    rf"(?P<whom>[Cc]ompany|[Gg]roup|[Ff]irm|[Hh]olding|[Ii]ssuer|[Pp]arent|[Cc]orporation"
    rf"|[a-z-]+ (?:company|group|giant|maker))\b(?! [A-Z])"
)
HELD_BY_IT_AFTER = re.compile(
    rf", (?:in|of) which (?P<whom>the (?:group|company|firm|parent)|it) (?:now |still |already )?"
    rf"(?:holds|owns|has|controls|held) {ABOUT}(?:{SHARE}|{MOST})"
)
TAKEN_OVER_BY = re.compile(rf" by (?:the )?{WORDS}")
TAKEOVER_BEFORE = re.compile(
    rf"\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing|[Ww]ith|[Cc]ompleted|[Cc]losed) (?:the|its) "
    rf"{TAKEOVER} of {RATHER}$"
)
TAKEOVER_OF = re.compile(rf"['’]s? (?:[\d.]+ (?:million|billion)[- ]\w+ )?{TAKEOVER} of {RATHER}")
DONE_AFTER = re.compile(
    r"[^.;]{0,30}(?:\b(?:completed|closed|finali[sz]ed|concluded)\b"
    r"|\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b|\blast (?:year|month|autumn|spring|summer)| ago\b)"
)
DONE_BEFORE = re.compile(r"\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing|[Tt]hanks to) (?:the )?$")
RAISED = re.compile(
    rf" (?:has |had )?(?:raised|increased|lifted|upped|boosted) its "
    rf"(?:stake|holding|interest|share|shareholding) in (?:the )?{RATHER}"
)
TO_SHARE_AFTER = re.compile(rf"(?: from \d+(?:\.\d+)? ?(?:%|per ?cent|percent|pct))? to {SHARE}")
THROUGH_UNIT_BEFORE = re.compile(
    rf"^(?:Through|Via|With) (?:its|their) (?:[\w%-]+ ){{0,4}}{OWN_UNIT},? (?:the )?$"
)
UNITS_ARE = re.compile(
    rf"(?:['’]s?|, whose| and its) (?:[a-z-]+ ){{0,3}}{OWN_UNITS},?"
    rf"(?: include| including| are| such as)? (?:the )?{RATHER}"
)
LISTED_ON = re.compile(r",? (?:and|&) (?:the )?|, (?:the )?")
OWNED_FIRST = re.compile(
    r"^(?:(?:Wholly|Fully|Majority|Jointly|Privately|Now)[- ])?[Oo]wned by (?:the )?"
    r"(?:[a-z-]+ ){0,4}$"
)
OWNER_FIRST = re.compile(
    r"^(?:(?:Majority|Sole|Main|Controlling|Ultimate|Private-equity|New|Its) )?"
    r"(?:[Oo]wner|[Ss]hareholder|[Pp]arent|[Pp]arent company|[Ii]nvestor),? $"
)
DIVISION_AFTER = re.compile(
    r" (?:and [A-Z][\w-]*(?: [A-Z][\w-]*){0,3} )?"
    r"(?:business unit|division|segment|unit|subsidiary|branch)s?\b(?! [A-Z“])"
)
THE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Oo]ur) |['’]s? |(?:division|segment|unit)s? and (?:the )?)$"
)
HOLDS_BEFORE = re.compile(
    rf"\b(?:[Tt]he (?:group|company|firm|miner|producer)|[Ii]t|which) (?:also |now |still )*"
    rf"(?:owns|holds|controls) {ABOUT}(?:{SHARE}(?: stake| interest)? (?:of|in) |"
    rf"(?P<most>all of |majority (?:stake )?(?:of|in) ))?(?:the )?{WORDS}$"
)
