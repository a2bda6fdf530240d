"""Words by which somebody says something: verbs, and nouns for speakers and for evidence.

The grammar that uses them stands in ``attribution``; what a name says in the tables.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EXPECTING = _words(
    """
expects expected forecasts forecast sees projects projected guided guides anticipates
anticipated reckons reckoned estimates estimated predicts predicted puts put calculates
calculated assumes values valued pegs pegged believes budgets
"""
)
"""Verbs of reckoning and expecting."""

SHOWING = _words(
    """
show shows showed indicate indicates indicated suggest suggests suggested reveal reveals
revealed put puts has had says said gives gave lists listed records recorded values valued
states stated reads confirms confirmed speaks counts
"""
)
"""What a report, statistic or filing does."""

SILENT = _words(
    """
according called calls declined claim books posts booked posted cite recorded hinted lists
"""
)
"""Words of the tables that tell of no saying."""

ALSO_SAYING = _words(
    """
recalls recalled jokes joked laughs shrugs sighs continues continued stresses emphasised
emphasized emphasises emphasizes explains quipped recounts recounted recounting insists relays
relayed confides confided guided learned promises promised pledged pledges telling saying
answers answered thinks boasts reasons reasoned summed beams grins argues reveals concedes
recommends cautioned cautions maintains estimates hopes relates opines reiterated reiterates
touted disclosed speak speaks spoke found finds
"""
)
"""Verbs of saying that the tables of names have no use for."""

NOUNS_TOO = _words(
    """
report reports forecast forecasts estimate estimates claim claims project projects notes states
records lists posts books comments finds puts put plans boasts values answers shows promises
pledges comment show recorded predicted expected estimated projected reported found calculated
published announced confirmed disclosed valued guided recommends budgets calls reasons
highlights highlighted outlined revealed stated called noted cited quoted
"""
)
"""Verbs that are nouns or participles as well: their subject must stand directly before them."""

BE = _words(
    """
is are was were be been being as to by not
"""
)

AUXILIARIES = _words(
    """
has had have also later then now itself themselves recently previously earlier today yesterday
duly once again already further separately meanwhile subsequently simply proudly publicly
himself herself only still just on in turn even first both all
"""
)

DAYS = _words(
    """
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december
"""
)

OPENERS = _words(
    """
and but while whereas although though because since after before until when as so if which who
that whose where yet or nor than whether unless
"""
)

RELATIVES = _words(
    """
which who whose that where a an the its their part one formerly based led owned founded listed
headquartered also once itself for now speaking citing backed according using including known in
of with still together among controlled
"""
)
"""How an inserted phrase begins."""

EVIDENCE = _words(
    """
report reports filing filings statement statements accounts notice announcement release
presentation prospectus disclosure document documents circular results data figures statistics
survey forecast forecasts estimate estimates study analysis index records register numbers
bulletin update guidance outlook books letter table tables research tracker calculations
calculation assessment assessments model database census review paper memo slides poll polls
tally
"""
)
"""Nouns for what figures are written in."""

COMPANY_EVIDENCE = _words(
    """
filing filings statement statements accounts notice announcement release presentation prospectus
disclosure circular results report reports document documents update guidance
"""
)
"""Evidence that a company gives of itself where nobody else is named."""

OFFICES = _words(
    """
manager chief director executive executives president chairman chairwoman chair foreman
superintendent secretary engineer head founder boss leader officer owner operator team office
spokesman spokeswoman spokesperson representative management manageress supervisor technician
scientist chemist geologist metallurgist co-founder ceo cfo coo cto partner treasurer controller
captain skipper winemaker brewer miller agronomist buyer planner coordinator staff workshop
section department shift crew charge workers worker operators lead vice-president official
plant-manager economist analyst analysts strategist consultant consultants researcher
researchers professor principal md insider employee employees colleagues nurse physician board
secretary-general
"""
)
"""Whoever speaks for an organisation by office."""

SPOKESPEOPLE = _words(
    """
spokesman spokeswoman spokesperson representative management
"""
)

ANONYMOUS = _words(
    """
traders trader bankers banker sources source people person persons buyers buyer sellers seller
brokers broker insiders participants participant residents resident neighbours dealers analysts
economists observers consultants producers maker supplier farmers growers shipowners investors
unions lawyers somebody someone critics campaigners locals
"""
)
"""Sources that stay without a name."""

OFFICIALS = _words(
    """
officials official authorities government ministry regulator council police court customs
councillor councillors minister mayor governor inspectors bureau department statistics
"""
)
"""Public voices without a name."""

PAPERS = _words(
    """
newspaper daily paper agency broadcaster magazine outlet consultancy author authors newsletter
programme
"""
)
"""What refers back to an outlet."""

FIRST = _words(
    """
i we
"""
)

PERSONAL = _words(
    """
he she
"""
)

GIVEN_BY = _words(
    """
surveyed polled compiled published released issued collected gathered calculated tracked quoted
provided logged disclosed supplied estimated reported announced cited prepared audited measured
"""
)
"""Participles before "by" and a source."""

PREPOSITIONS = _words(
    """
of by from for to on in at with about
"""
)

CHANNELS = _words(
    """
account channel website site page blog newsletter post paper newspaper channels pages
"""
)

WRITING = _words(
    """
write writes wrote
"""
)

MARKET = _words(
    """
market industry vessel trade customs export import price survey ship satellite
"""
)

TITLES = _words(
    """
minister mayor governor senator councillor president-elect ambassador mp premier
"""
)
"""Public offices, whose holders speak for no company."""

PRONOUNS = _words(
    """
he she it they we i who which
"""
)

FILED = _words(
    """
filing filings prospectus 10-k 10-q 8-k 20-f
"""
)

NO_NAMES = _words(
    """
the a an mr mrs ms dr prof inc ltd its our their his her this that one two three i we what how
why when where who in at on for but and if as so no yes not meanwhile separately further also
your my
"""
)

SAYERS = OFFICES | ANONYMOUS | OFFICIALS | PAPERS | PRONOUNS

ASKED_BY = _words("surveyed polled interviewed compiled cited quoted published released")
"""Participles that need no word for data before "by" and a source."""
HEARERS = _words("investors analysts shareholders exchange exchanges regulator regulators")
"""To whom a company makes statements; others are told something in passing."""
