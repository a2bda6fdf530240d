"""Closed classes of English words that the reading of quantities goes by.

Function words end a counted noun phrase, labels turn a number into a name, and so on. Only classes
that can be listed belong here: no nouns that happen to be counted, and no names. Words are in lower
case.
"""


def words_in(text: str) -> frozenset[str]:
    """The words of ``text``, which stands for a set of them."""
    return frozenset(text.split())


PREPOSITIONS = words_in(
    """
aboard about above across after against along alongside amid among around as at away back before
behind below beneath beside besides between beyond by circa compared concerning considering
despite down during except excluding following for forward from in including inside into less like
minus near of off on onto opposite out outside over past per plus regarding since than through
throughout till to together toward towards under underneath unlike until up upon versus via vs
with within without worth
"""
)
"""Words that begin another phrase."""

CONJUNCTIONS = words_in(
    """
& although and because but if nor or so that though unless whereas whether while yet
"""
)
"""Words that join phrases and clauses."""

PRONOUNS = words_in(
    """
a all an another any both each either every he her here hers herself him himself his how i it its
itself me mine my neither no none our ours she some such the their theirs them themselves there
these they this those us we what when where which who whom whose why you your yours
"""
)
"""Pronouns, determiners and question words."""

VERBS = words_in(
    """
according ain't allowed allows am are aren't based be became become becomes been began begin
begins being bought bring brings brought buy buys came can can't come comes could couldn't cut
cuts did didn't do does doesn't doing don't done exists expected fall falls fell felt find finds
found gave get gets give gives go goes gone got grew grow grows had happen happened has have
having held help helped helps hit hits hold holds include included includes increase increased is
isn't keep keeps kept knew know known knows lay leads left let lets lies lives lose loses lost
made make makes may mean means meant meet meets met might must need needed needs owned owns paid
pay pays put puts ran reached remain remained remains rise risen rises rose run runs said saw say
says see seen sees sell sells send sends sent set sets shall should show showed shown shows sits
slipped sold spent stand stands stay stayed stood take taken takes tell tells think thinks thought
told took try turn turned turns use used uses want wants was wasn't went were weren't will win
wins won won't work worked works would wouldn't
"""
)
"""Auxiliaries and the verbs that follow figures most often, in forms that are no plural noun."""

ADVERBS = words_in(
    """
abroad again ago ahead alike almost already also altogether always annually anymore apart apiece
aside away combined currently daily each earlier early else enough even ever everyone far finally
first hence here hourly however instead just last late later least maybe meanwhile monthly much
nationwide nearly never next not now nowadays often once only overnight overseas perhaps please
quarterly quite rather really respectively since sometimes soon still therefore thus today
tomorrow tonight too twice usually very weekly well when worldwide yearly yesterday yet
"""
)
"""Adverbs that follow a counted noun rather than being one."""

TIMES = words_in(
    """
a.m am apr april aug august bst cet dec december edt est feb february friday gmt jan january jul
july jun june mar march may monday nov november oct october p.m pdt pm pst saturday sep sept
september sunday thursday tuesday utc wednesday
"""
)
"""Days, months and marks of time."""

MONTHS = words_in(
    """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
)
"""Names of months and their short forms."""

STOP_WORDS = PREPOSITIONS | CONJUNCTIONS | PRONOUNS | VERBS | ADVERBS | TIMES
"""Words that end a counted noun phrase."""

FUNCTION_WORDS = STOP_WORDS - TIMES
"""Words that are no name, even where a capital begins them."""

SHARE_FOLLOWERS = STOP_WORDS | words_in("and or more less fewer higher lower cheaper")
"""Words after which "a third" before them is a share and no ordinal: no noun follows."""

NO_PLURALS = words_in(
    """
afterwards alias always atlas besides bias canvas chaos christmas dallas des downwards economics
electronics gas headquarters james kansas las lens logistics los mars mathematics news overseas
paris perhaps physics plus politics sometimes texas upwards vegas wales yes
"""
)
"""Words in -s that are no plurals."""

PLURAL_MODIFIERS = words_in(
    """
arms benefits communications customs data earnings goods honors honours jobs materials men's metals
operations rights sales savings sports systems u.s women's works
"""
)
"""Plurals that go on before another plural: "two sports cars", "three sales offices"."""

QUANTIFIERS = words_in(
    """
additional annual daily extra fewer further monthly more most other quarterly weekly yearly
"""
)
"""Words between a number and its noun that are part of neither: "25 more", "1.5bn daily users"."""

LABELS = words_in(
    """
act annex announcement apartment appendix apt area article articles astm bay bill block boiler box
building bulletin call case category channel chapter circular class clause code conference dan day
decree dial din directive district dock docket document en episode eu ext ext. extension fax fig
fig. figure file flight floor form formula furnace game games gate gen generation goal goals grade
gri group highway id iec ifrs interstate iso item kiln lap law level line lot matchday mine model
motion no no. nos nos. note notice nr nr. number numbers option order page pages paragraph part
patent phase phases phone pier plan platform postcode pp precinct project proposal protocol psalm
q question rank ranked reactor regulation release resolution room round route rule scenario
schedule scope sdg season section sections series shaft stage standard step suite super table tel
tel. terminal ticker tier title track type un unit units ver ver. verse version vol vol. volume
ward week well zip zone
"""
)
"""Words before a bare number that make it a name: "Phase 2", "Order No. 61"."""

LOWER_LABELS = words_in(
    """
article category chapter class episode fig. figure gate grade item level line model no no. nos
nos. nr nr. number option page paragraph phase plan question rank ranked room round route rule
scenario scope season section stage step suite table tier type unit version
"""
)
"""Labels that make a name even without a capital: "on line 2", "page 112"."""

RANKS = words_in("top bottom first last final next")
"""Words before a bare number that make it places in a ranking: "the bottom three"."""

STREETS = words_in(
    """
street st road rd avenue ave way lane drive boulevard blvd square place court terrace highway
"""
)
"""What ends an address."""

UNIT_NAMESAKES = words_in("meter mole bar knot bit")
"""Things that share their name with a unit."""

TITLE_VERBS = words_in(
    """
add additional another build buy close create cut exactly fewer hire lay lose only open order save
sell ship these total win
"""
)
"""Words that carry a capital in headlines and are no names: "Group to Cut 120 Jobs"."""

ACCOUNT_WORDS = words_in(
    """
deficit earnings ebit ebitda equity flow income loss losses profit result results
"""
)
"""Words after which a number in parentheses is a negative one."""

SPREAD_WORDS = words_in(
    """
accelerates accommodates anything anywhere are assayed assaying at between borrows charging
comprises consumes contain contained containing contains costing delivers depending differ
differed differing differs earns employing employs everything extend extending extends fluctuate
fluctuated fluctuates fluctuating generates gives go goes graded grading handles handling holds
invests is last lasted lasting lasts lend lending lends lent measuring of oscillate oscillated
oscillates paid paying pays produces range ranged ranges ranging receives requires running runs
seats selling sells serves sizes somewhere span spanned spanning spans spends spread starting
stretch stretches stretching takes taking terms treats varied varies vary varying weigh weighed
weighing weighs
"""
)
"""Words before "from" that make what follows a spread of values and no change.

Verbs among them tell what something does or has, none that something moves.
"""

OFFERS = words_in(
    """
available award awarded awards come comes grant granted grants lend lends offer offered offering
offers priced sell sells
"""
)
"""Verbs that have an object before a spread: "offers loans from 1 to 4 million"."""

STEP_WORDS = words_in(
    """
added adding advanced by climbed climbing declined decreased down dropped dropping falling fell
gained gaining grew improved increased jumped losing lost narrowed plunged rallied rising rose
sank shed slid slipped soared surged tumbled up widened
"""
)
"""Words after which "X to Y" states a step X and the level Y that it led to."""

NO_ONE_BEFORE = words_in(
    """
another any bad best big each every first good last new next no number old only right same small
some that the this which wrong
"""
)
"""Words before "one" that make it a pronoun."""

NO_HALF_BEFORE = words_in(
    """
each first former half last latter next opening other previous second the third this
"""
)
"""Words before "half" that make it a period or a side."""

LEVEL_ADJECTIVES = words_in(
    """
additional another average current earlier existing former further initial old original present
previous prior today's
"""
)
"""Words between "from" or a verb and a level: "from the current 85,000 tons"."""

ARTICLES = words_in("a an its our the their")
"""Determiners before such words."""

PREFIXES = words_in(
    """
a about mid now over post pre then to under
"""
)
"""What may stand before a number with a hyphen without making it a name: "now-18"."""

BOUND_FILLERS = words_in(
    """
a additional an another combined estimated full further just mere only record staggering the to
total whopping
"""
)
"""Words that may stand between a bound and its number: "more than a whopping 5,000"."""

DEEDS = words_in(
    """
acquired acquire acquires acquiring add added adding adds adopt adopted adopts assemble assembled
assembles assigned automated award awarded bolted bought breeds bring bringing brings brought build
building builds built buy buying buys carried carries carry chartered close closed closes closing
collect collected collects commission commissioned commissioning commissions complete completed
completes completing connect connected connecting connects conduct conducted conducts construct
constructed contain contains control controls convert converted converting converts count counts
create created creates creating cut cuts cutting decommissioned deliver delivered delivering
delivers deploy deployed deploying deploys develop developed develops dig dismantled dispatched
drill drilled drilling drills electrified employ employed employing employs equip equipped erect
erected export exported exports feature features file filed files filing fit fitted fitting fix
fixed fleet free freed freeing gained generate generated get gets granted grew had handle handled
handles handling harvested has have hire hired hires hiring hold holding holds host hosted implement
implemented import imported imports inspected install installation installed installing installs
introduce introduced introduces issued keep keeps killed launch launched launches launching lay
laid lease leased link linked links list lists lodged lose loses lost made maintain maintains make
makes making manage manages manufactured moved mounted move moves obtain obtained obtains occupies
offer offered offers open opened opening opens operate operated operates operating order ordered
ordering orders out organised organized own owned owning owns pack packed packs performed placed
plant planted planting plants print printed process processed processes processing produce produced
produces producing proposed purchase purchased purchases purchasing put ran reach reached reaches
received receive receives recorded recruit recruited recycle recycled recycles refit refitted
refurbished registered relocated removed rent rents repaired replace replaced replaces replacing
report reported reports retire retired retiring retrofit retrofitted retrofitting run running runs
scrap scrapped sell selling sells serve served serves serving set ship shipped shipping ships shut
shuts shutting sign signed signs slashed sold sort sorted sorts spans stage staged start started
stock stocks supply supplied supplies supplying target targets tested took total totalled train
trained training trains transferred transport transported treat treated treats uprated use used
uses using weave welcomed withdrawn win won
"""
)
"""Verbs of what organisations do, make, own and count, whose object is a count worth telling."""

ABSTRACT_NOUNS = words_in(
    """
album answer appendix area argument article aspect author banner book bullet case cause category
chapter character choice city clause comment commentator community concept corner cornerstone
couple criterion day decade deficiency dimension direction district edition editor element
episode example expert eye face fact factor finger focus forum front game goal grain ground
guarantee half hand hope idea image issue item kind king language law leg lesson letter level like
line link list magazine manner market match mention mile minute moment month mountain name nation
no-change no-let note number objection option opinion page paper paragraph part party path person
phase photo phrase picture piece pillar place podium point position possibility principle prize
problem province quarter question reaction read reader reason recess recommendation refinement
reform region reply report resource respect responsibility review risk road role round rule say
score scenario season seat second section sector self sense sentence set share side small sort
source speaker spirit stage standard star state step story stream strength subject sub-forum task
team theme thing thought time title top trait tier topic trend type uncertainty verb verse version
view voice vote walk watchword way week word world year
"""
)
"""Things that are counted in passing, in places, in argument and in slogans."""

RATED_THINGS = words_in(
    """
axle bag barrel battery bottle box bucket bus can capsule car carton cask category charger class
compressor configuration container converter crane cup drum dumper engine excavator fan forklift
frame generator hammer haul-truck hauler hoist inverter jar jug keg lamp laser loader locomotive
lorry machine magnum model motor mould mount option pack package pallet pallets pouch press presses
pump robot rating rack sachet sack scale ship tanker tin tractor trailer trolley truck tube tubs
turbine turbines unit van variant vat vehicle version vessel wagon
"""
)
"""Things that are called after their size or power: "a 4,000-ton press", "150 kW motors"."""

MADE_TO_SIZE = words_in(
    """
addition array base block boost cargo centre center complex consignment contract cut deal deposit
distillery expansion extension facility factory farm fleet increase installation inventory line mill
mine order park pile pit plant portfolio pipeline production programme program project quarry
quota refinery reserve reservoir resource rise saving shipment site smelter station stockpile
storage store supply surplus system target tender upgrade warehouse well works
"""
)
"""Things whose size before them is a statement about them: "a 50,000-tonne smelter"."""
