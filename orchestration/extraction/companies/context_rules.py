"""The rules of what the words around a name say for and against its being a company.

One rule a pattern, with its weight; the words of the rules are ``organisation_words.csv``. How they
are tried and what outdoes what stands in ``contexts``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extraction.companies.organisation_lexicon import OrganisationLexicon
from orchestration.extraction.patterns import alternation

_AUXILIARIES = frozenset(
    (
        *("is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could"),
        *("do", "does", "did", "became", "becomes", "remains", "goes", "went", "came", "comes"),
        *("rose", "fell"),
    )
)
_ADVERBS = (
    r"(?:(?:also|now|then|each|both|together|jointly|in turn|still|already|recently|once|has|have|"
    r"had|first|itself|will|would|could|may|might|shall|should|can|must|is to|are to|not|\w+ly) )*"
)
_APPOSITION_END = (
    r"(?=[,.;:)]|$| (?:of|in|for|with|behind|based|listed|that|which|whose|from|and|spun|founded"
    r"|backed|owned|run|set up|making|producing|serving|specialis|specializ|headquartered)\b)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of evidence; ``pattern`` is matched behind the name or searched before it.

    ``ends`` are the ways in which the text before the name must end, where they are few.
    """

    name: str
    weight: float
    pattern: re.Pattern[str]
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules. The first that fits of ``verbs`` counts, unless the name is a complement."""

    behind: tuple[Rule, ...]
    before: tuple[Rule, ...]
    verbs: tuple[Rule, ...]
    complement: re.Pattern[str]
    preposition: re.Pattern[str]
    listed: re.Pattern[str]
    figure: re.Pattern[str]
    pair: re.Pattern[str]


@lru_cache(maxsize=4)
def rules_of(lexicon: OrganisationLexicon) -> Rules:
    words = lexicon.words

    def any_of(role: str) -> str:
        return alternation(words[role])

    strong = words["business_verb"] - words["weak_verb"]
    infinitives = {verb[:-1] for verb in strong if verb.endswith("s") and not verb.endswith("ss")}
    business = alternation(strong | infinitives)
    in_pairs = alternation(words["business_verb"] - _AUXILIARIES)
    return Rules(
        behind=(
            _rule(
                "unit",
                3.0,
                r"['’]?s? (?:business )?(?:division|unit|segment|subsidiary|arm|affiliate|branch"
                r"|business|businesse|joint venture|venture)s?\b",
            ),
            _rule(
                "ticker",
                3.0,
                r"\s*[(<](?:[A-Za-z ]{2,18}: ?[A-Z0-9][A-Z0-9.]{0,9}|\d{4,6}\.[A-Z]{2}"
                r"|[A-Z0-9]{1,6}\.[A-Z]{1,2})\b[^()<>]{0,40}[)>]",
            ),
            _rule(
                "role",
                3.0,
                r"(?:,| \(|,? (?:which|that) (?:is|was)| is| was| became| remains)"
                r"(?: now| also| still)? "
                r"(?:a|an|the|its|one of|part of)\b"
                rf"[^,.;:()]{{0,60}}?\b(?:{any_of('company_noun')})s?\b{_APPOSITION_END}",
            ),
            _rule(
                "owned",
                3.0,
                r",? (?:which (?:is|was) )?(?:[\d.]+(?:%| per ?cent) |wholly |majority |part "
                r"|jointly |partly )?(?:owned|controlled) by\b|, in which\b"
                r"|,? (?:which is |also |now )?(?:affiliated (?:to|with)|belonging to"
                r"|subordinate to|part of|bought by|acquired by|taken over by|run by)\b"
                r"|, (?:a|an|another) (?:member|unit|affiliate|subsidiary|offshoot|division) of\b"
                r"|, (?:based|headquartered) in\b|,? (?:which is |also |now )?(?:backed by|"
                r"spun (?:out|off) (?:of|from)|carved out of|listed (?:in|on)|"
                r"under the (?:umbrella|control|roof|wing) of|in the hands of|"
                r"formerly (?:a|an|the|part))\b"
                r"|,? (?:which |that )?(?:has been|is|was|were)? ?(?:now |since )?"
                r"(?:(?:\d[\d.]*(?:%| per ?cent)|majority|wholly|jointly|fully|part)[- ]?)?"
                r"(?:owned|held|acquired|bought|taken over)(?: since \d{4})? by (?:the )?[A-Z]"
                r"|,? (?:which|in which|of which) (?:the )?[A-Z][^,.;]{1,40} (?:owns|owned|holds|"
                r"held|bought|acquired|took over|controls|has)\b"
                r"| is (?:a |an )?(?:\d\d[:/-]\d\d |equal )?(?:joint venture|partnership) (?:of|"
                r"between|with)\b| \((?:a|an) [A-Z][\w ]{1,30} (?:company|subsidiary|unit)\)"
                r"|, whose (?:[\w-]+ ){0,2}(?:plant|mine|parent|owner|share|brand|client|factor|"
                r"customer|product|sale|revenue|turnover|workforce|fleet|headquarters|store|shop|"
                r"mill|backer|shareholder|investor|network|site|output)(?:s|y|ies)?\b",
            ),
            _rule(
                "parenthesis",
                2.0,
                r", (?:for its part|too|meanwhile|by contrast|in turn|however), ?"
                rf"(?:{any_of('reporting_verb')}|{any_of('business_verb')})\b",
            ),
            _rule(
                "owner",
                2.5,
                r"-(?:owned|controlled|backed|operated|managed|funded|sponsored)"
                r"(?: [a-z-]+){0,4} [A-Z]",
            ),
            _rule(
                "counterpart",
                2.5,
                rf"['’]s? (?:[\w-]+ ){{0,2}}(?:{any_of('counterparty')}|rival|peer|competitor|"
                r"parent|subsidiary|affiliate)s?\b",
            ),
            _rule(
                "own site",
                2.5,
                rf"['’]s? (?:[A-Z][\w’-]*[^\W\d] ){{1,3}}(?i:{any_of('site_noun')})s?\b",
            ),
            _rule(
                "does its",
                2.0,
                r" (?:(?:also|now|has|had|will|is|have|are) ){0,2}"
                r"(?!(?:behind|amid|and|as|towards|besides|despite|across|is|was|or|in|at|on|since|"
                r"beyond|inside|outside|around|ahead|along|alongside|regarding|including|"
                r"following|during|before|like|above|because)\b)[a-z]{2,12}(?:ed|s|t|ing|e|w|d|g)"
                r" (?:[a-z]{2,10} )?its (?!own name)[a-z]",
            ),
            _rule(
                "person does",
                -4.0,
                r" (?:(?:has|had|was|is|will|who) ){0,2}(?:took the helm|takes the helm|"
                r"retire[sd]?|"
                r"stepp?(?:ed|ing|s) down|resign(?:ed|s)|grew up|studied|graduated|inherited|"
                r"(?:appointed|named|promoted|elected) (?:as |to )?(?:chief|head|chair|president|"
                r"managing|chief executive|director|CEO)|took office|was born)\b"
                r"|[^.;,]{1,40}\b(?:his|her) (?:career|leadership|father|mother|brother|husband|"
                r"wife|son|daughter|grandfather|parents|family|team|colleagues|office|desk)\b",
            ),
            _rule("which", 1.0, r", which\b"),
            _rule("which does", 2.0, rf", (?:which|who together) {_ADVERBS}(?:{business})\b"),
            _rule(
                "founded",
                2.5,
                r",? (?:(?:which |that )?(?:was|were) )?(?:founded|established|set up|incorporated|"
                r"headquartered|co-founded|started up) (?:in|by|at)\b",
            ),
            _rule("which runs", 1.25, rf", which {_ADVERBS}(?:runs?|ran|serves?|employs)\b"),
            _rule("brand", -4.0, r" ?[®™]|[ -]brand(?:ed|s)?\b"),
            _rule(
                "superlative",
                3.0,
                r", (?:[A-Z][\w.-]*['’]s?|the (?:[\w’'-]+ )?(?:world|country|region|"
                r"city|nation|state|"
                r"county|province|island|continent)['’]s) "
                rf"[^,.;:()]{{0,60}}?\b(?:{any_of('company_noun')})s?\b{_APPOSITION_END}",
            ),
            _rule(
                "undergone",
                1.5,
                r" (?:(?:was|were|is|are|has been|have been|had been|being|"
                r"to be) (?:\w+ly |also |now )?)"
                r"(?:fined|awarded|bought|acquired|hired|chosen|selected|contracted|listed|sued|"
                r"taken over|rescued|privatised|privatized|nationalised|delisted|wound up|merged|"
                r"licensed|valued|owned|controlled|backed|shortlisted|engaged|convicted|prosecuted|"
                r"bailed out|spun off|declared bankrupt|placed|rated|paid|in talks)\b",
            ),
            _rule("own", 0.5, r"['’]s? [a-z]"),
            _rule("family", -4.0, r" (?:family|brothers|sisters|siblings|heirs|clan|couple)\b"),
            _rule("age", -6.0, r", (?:aged )?[1-9]\d(?:,|\.|$)"),
            _rule(
                "who",
                -4.0,
                r",? who\b|, (?:(?:the|a|an|its|our|his|her) )?(?:[\w’'-]+ ){0,3}"
                rf"(?:{any_of('person_role')})\b(?! of (?:the )?shares)",
            ),
            _rule(
                "said it",
                3.0,
                r" (?:also )?(?:said|says|added|reported|announced)(?: \w+day)?"
                r"(?: in [^,.;]{1,40})?(?: that)? (?:it|its)\b",
            ),
            _rule("said she", -6.0, r" (?:said|says|added) (?:that )?(?:he|she)\b"),
            _rule(
                "belonging",
                1.5,
                rf"['’]s? (?:[\w-]+ ){{0,2}}(?:{any_of('site_noun')}|{any_of('belonging')})s?\b",
            ),
            _rule("share", 2.0, r" \(\d+(?:\.\d+)?%"),
            _rule("group", 2.0, r" (?:group|family of companies)\b"),
            _rule(
                "intention", 1.5, r" (?:wants|plans|aims|expects|intends|hopes|seeks|agreed) to\b"
            ),
            _rule(
                "comment",
                2.0,
                r" (?:would not|did not|declined to|could not be|refused to)[^.;]{0,30}"
                r"\b(?:comment|reached|reply|respond)\b",
            ),
            _rule("assurance", 3.0, r"[^.;]{0,40}\b(?:limited|reasonable) assurance\b"),
            _rule(
                "securities",
                1.5,
                r" (?:shares?|stock|bonds|spokes(?:man|woman|person)|executives?|officials"
                r"|management|workers|employees?|shareholders?|investors|customers?|managers?"
                r"|engineers?|subsidiary|directors?|group|portfolio)\b",
            ),
            _rule("number", -1.5, r" ?\d"),
            _rule("model", -3.0, r"[ -][A-Z]{0,2}\d{2,4}[A-Za-z]{0,2}\b(?![,.]\d)"),
            _rule("site", -2.0, rf" (?:{any_of('site_noun')})s?\b"),
            _rule(
                "undertaking",
                -3.0,
                rf"[”\"’']? (?:{any_of('undertaking')})s?\b(?! (?:the|to|an?|as|for|on)\b)",
            ),
        ),
        before=(
            _rule(
                "role before",
                2.5,
                r"(?i)\w-(?:based|listed|owned|backed|controlled) $"
                rf"|(?:^|[\s“\"'(-])(?:{any_of('company_noun')})s?(?: called| named|,)? [“\"]?$",
            ),
            _rule(
                "agent",
                3.0,
                rf"\b(?:(?:{any_of('agent_verb')}) by|(?:owned|controlled) by the"
                r"|\d ?(?:%|per ?cent|pct) by) $",
                *("by", "by the"),
            ),
            _rule(
                "stake",
                2.5,
                rf"(?:{any_of('stake_cue')}|\b(?:{any_of('counterparty')})|"
                rf"(?i:\b(?:{any_of('counterparty')}|entity|owner|authority|"
                r"purchaser|applicant|manufacturer|producer|bidders):)) (?:the )?$",
            ),
            _rule(
                "bought from",
                2.0,
                r"\b(?:buy|buys|buying|bought|orders?|ordered|purchased?|leased?|hired?|imports?|"
                r"imported|takes?|took|borrowed|sourced?|come|comes|came|joined)\b"
                r"[^,.;]{0,40} from $",
                "from",
            ),
            _rule(
                "sold to",
                2.0,
                r"\b(?:sell|sells|selling|sold|supply|supplies|supplied|deliver|delivers|"
                r"delivered|lend|lends|lent|awarded|exports?|exported|leased|licensed)\b"
                r"[^,.;]{1,40} to $|\b(?:makes?|made|produces?|produced|supplies|builds?|built|"
                r"brews?|bakes?|packs?)\b[^,.;]{1,40} for $",
                *("to", "for"),
            ),
            _rule(
                "supplier",
                2.0,
                rf"(?i:\b(?:{any_of('supplied_thing')})(?:s|es)?) from (?:the )?(?:[A-Z][a-z]+ )?$"
                r"|\b(?:with|by|using|through|via) (?:[a-z][\w-]* ){1,4}from (?:the )?$",
            ),
            _rule(
                "adviser",
                2.0,
                rf"(?i:\b(?:{any_of('adviser')})s?) (?:at|from) (?:the )?(?:[A-Z][a-z]+ )?$",
            ),
            _rule(
                "complement",
                2.0,
                rf"(?i:\b(?:{any_of('company_noun')}|{any_of('counterparty')}|{any_of('adviser')})s?)"
                r" (?:is|was|are|were|will be|remains|remained|became) $",
                *("is", "was", "are", "were", "be", "remains", "remained", "became"),
            ),
            _rule("partner", 1.25, r"\b(?:with|alongside) $", "with", "alongside"),
            _rule(
                "example",
                2.0,
                r"\b(?:such as|includ(?:e|es|ing)|counts|among them|namely|notably|for example,?|"
                r"for instance,?|"
                rf"(?:{any_of('counterparty')})s(?: are| were|,| like)?) $",
            ),
            _rule(
                "object",
                2.0,
                r"\b(?:supply|suppl(?:ies|ied|ying)|serves?|served|serving|rivals|"
                r"overtook|overtakes?|"
                r"overtaking|acquires?|acquired|acquiring|bought|buys?|buying|purchased?|purchases|"
                r"purchasing|sued|sues|owns|owned|chose|chooses|chosen|picked|selected|"
                r"selects|tapped|"
                r"mandated|retained|contracted|engaged|pays?|owes?|invested in|"
                r"invests in|invest in|"
                r"outbid|outbidding|beating|beats?|overhaul|followed|follows|following|"
                r"unlike|behind|"
                r"ahead of|against|rival to|rivalling|competes? with|competing with|competed with|"
                r"merges? with|merged with|merging with|teamed up with|partnered with|worked with|"
                r"working with|works with|signed with|talks with|deals? with|"
                r"agreed with|agreement with|"
                r"(?:contract|order|deal|bid|offer|approach|loan|investment|support)s? (?:by|from)|"
                r"licen[cs]e from|paid to|due to be paid to|go to|goes to|went to|"
                r"acts? for|adviser to|"
                r"supplier to|lender to|shareholder in|stakes? in|shares in|investor in|"
                r"shareholder of|customers? of|competitors? of|rivals? of|clients? of|"
                r"suppliers? of|"
                r"listed as|trading as|known as|renamed|rebranded as) $",
            ),
            _rule(
                "at work",
                1.5,
                r"\b(?:fire|blaze|explosion|strike|walkout|accident|leak|workers?|jobs|"
                r"staff|people|"
                r"shareholders|management|production|output|sales|orders?|capacity|board|employees|"
                r"engineers?|spokes(?:man|woman|person)|source|head|director|manager|"
                r"president|chairman|"
                r"layoffs|cuts|losses|profits?|turnaround|restructuring|control|years|"
                r"career) (?:at|of) $",
                *("at", "of"),
            ),
            _rule(
                "worker",
                1.75,
                r"\b(?:carried out|handled|performed|undertaken|done|conducted|prepared|drawn up|"
                r"assisted|executed|completed|erected|fabricated|engineered|provided|organised|"
                r"organized|managed|overseen|certified|verified|audited) by (?:the )?$",
                *("by", "by the"),
            ),
            _rule(
                "tester",
                2.0,
                r"(?i:\b(?:test ?work|tests?|testing|trials?|analys[ei]s|assays?|samples)"
                r" (?:were |was )?(?:completed |carried out |done |performed |conducted |run |"
                r"analysed |prepared )?(?:at|by) (?:the )?)$",
                *("at", "by", "at the", "by the"),
            ),
            _rule(
                "author",
                2.0,
                r"\b(?:study|report|survey|analysis|assessment|audit|model|system|software|tool|"
                r"machines?|equipment|design|plan|drawings|turbines?|plant) (?:that|which) $",
                *("that", "which"),
            ),
            _rule(
                "its brand",
                -4.0,
                r"\bbrands?,? (?:are|include|includes|including|such as|like|namely)"
                r" (?:[A-Z][\w-]*,? (?:and )?){0,4}$",
            ),
            _rule(
                "employer",
                2.0,
                r"\b(?:worked|working|career|stints?|jobs?|trained|apprenticeship|employed|formerly|"
                r"previously) (?:at|for|by|with|of) $",
                *("at", "for", "by", "with", "of"),
            ),
            _rule(
                "earned at",
                2.25,
                r"(?i:\b(?:sales|revenues?|turnover|profits?|earnings|margins?|income|losses|ebitda|"
                r"loans|deposits|orders|wages|traffic|bookings|shipments|deliveries|ebit) at) $"
                r"|(?i:\b(?:shares|stock|bonds|shareholders) (?:of|in)) $",
                *("at", "of", "in"),
            ),
            _rule(
                "site of",
                1.5,
                rf"\b(?:{any_of('site_noun')})s? of (?:the )?$",
                *("of", "of the"),
            ),
            _rule(
                "founder",
                -3.0,
                r"(?i:\b(?:(?:co-)?founded|headed|started|chaired|co-owned) by|\bfounders?|"
                r"\bfounders? are) $",
                *("by", "founder", "founders", "are"),
            ),
            _rule(
                "vessel",
                -5.0,
                r"\b(?:(?:bulk|product|gas|car|ore|chemical|LNG|crude) carrier|"
                r"container ?ship|bulker|"
                r"vessel|ship|tanker|ferry|trawler|barge|tug|boat|yacht|satellite|"
                r"rocket|locomotive|"
                r"drillship|rig|feeder)s?,?(?: called| named)? [“\"‘']?$",
            ),
            _rule(
                "called so",
                -2.5,
                r"\b(?:[Pp]rojects?|[Pp]rogrammes?|[Pp]rograms?|[Oo]perations?|software|"
                r"apps?|brands?|"
                r"products?|models?|systems?|platforms?|initiatives?|campaigns?|tools?|"
                r"methods?|villages?|"
                r"towns?|city|streets?|valley|island|cell|variety|drug|vaccine|chips?|"
                r"alloys?|prize|award|"
                r"slogan|theme|motto|team|standard|language|festival|fair|magazine|book|film)"
                r",?(?: called| named| dubbed| known as)? [“\"‘']?$|\bProduct: $",
            ),
            _rule(
                "named",
                2.5,
                r"\b(?:venture|company|firm|unit|business|subsidiary|entity|group|start-?up|spin-?off)\b"
                r"[^.;]{0,30}\b(?:called|named|dubbed|known as) [“\"‘']?$",
            ),
            _rule("from", 1.0, r"[a-z]{3,} from (?:the )?$", "from", "from the"),
            _rule(
                "article",
                -0.75,
                r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]his|[Oo]ur|[Tt]heir) $",
                *("the", "a", "an", "its", "this", "our", "their"),
            ),
            _rule(
                "inside",
                -2.0,
                r"(?i)(?:^|\s)(?:in|near|outside|around|across|into|off) $",
                *("in", "near", "outside", "around", "across", "into", "off"),
            ),
            _rule(
                "person before",
                -6.0,
                rf"(?i)(?:^|[\s-])(?:{any_of('person_role')}),? $"
                r"|\b(?:head|chief|senior|deputy|former|assistant|plant|site|managing|master) "
                rf"(?!(?:{any_of('company_noun')})\b)"
                r"[a-z]+(?:er|or|ist|ian|man|woman|ant|eer|ef),? $",
            ),
        ),
        verbs=(
            _rule("business", 2.0, rf"(?:['’]s)? {_ADVERBS}(?:{business})\b"),
            _rule(
                "moves",
                0.5,
                rf"(?:['’]s)? {_ADVERBS}(?:rose|fell|climbed|slipped|dropped|jumped|grew|declined|"
                r"eased|increased|decreased|stood|amounted|totalled|totaled|averaged|slid|surged|dipped|"
                r"doubled|tripled|halved|shrank|came to|recovered|traded|settled|rebounded)\b"
                r"(?! (?:its|the|their|an?)\b)",
            ),
            _rule(
                "opinion",
                1.5,
                r" (?:has |have |had )?(?:welcomed|criticised|criticized|condemned|objected|"
                r"praised|opposes|opposed|lobbied|protested|called (?:the|it|for|on)|appealed|"
                r"complained|"
                r"represents|campaigns|demanded|rejected|denied|sued)\b",
            ),
            _rule("copula", 1.0, r" (?:also |now |still )?(?:is|are|was|were)\b"),
            _rule("weak", 1.5, rf"(?:['’]s)? {_ADVERBS}(?:{any_of('weak_verb')})\b"),
            _rule("report", 1.0, rf"(?:['’]s)? {_ADVERBS}(?:{any_of('reporting_verb')})\b"),
            _rule(
                "act",
                1.0,
                r" (?:(?:also|now|then|already|recently|since|has|have|"
                r"had) )?[a-z]{3,}ed\b(?! by\b)",
            ),
        ),
        complement=re.compile(
            r"(?i)\b(?:at|of|from|in|for|to|with|by|near|on|via|than|into|across|under|against)"
            r" (?:the )?$"
        ),
        preposition=re.compile(r"(?:^|\s)(?:by|from|with|than|for|to|at|against) $"),
        listed=re.compile(r"(?:\band|,? while) $"),
        figure=re.compile(r" (?:about |some |only |just )?(?:RMB |US|A|C|HK)?[\d€$£¥]"),
        pair=re.compile(
            rf"(?:['’]s)?(?: and [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}})? {_ADVERBS}"
            rf"(?:{in_pairs})\b"
        ),
    )


def _rule(name: str, weight: float, pattern: str, *ends: str) -> Rule:
    """A rule; ``ends`` are the last words before the name, in lower case."""
    return Rule(name, weight, re.compile(pattern), tuple(f"{end} " for end in ends))
