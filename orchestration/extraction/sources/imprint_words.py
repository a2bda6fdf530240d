"""Words that names of papers and rubrics are made of.

Closed classes only, in small letters; how they are weighed stands in ``publishers``, the outlets
themselves in ``outlets.csv``.
"""

from orchestration.extraction.quantities.lexis import words_in

OUTLET_TAILS = words_in(
    """
news newswire online staff desk feature features report com wire reporter reporters correspondent
writer newsroom website
"""
)
"""Words behind a known outlet's name that add nothing to it."""

RUBRIC_HEADS = words_in(
    """
release story stories study studies note notes announcement announcements statement update updates
interview feature features analysis opinion editorial comment commentary blog insights article
articles brief briefs briefing report results summary invitation notice tender highlights
information profile spotlight column q&a news roundup digest bulletin presentation factsheet
exclusive markets companies communication communiqué letter newsletter advertorial reference
references overview outlook review
"""
)
"""Nouns that name a kind of item: a release, a review."""

RUBRIC_WORDS = words_in(
    """
news press media customer success case esg progress annual weekly daily monthly quarterly interim
half-year sustainability market markets company regulatory investor corporate industry research
special exclusive breaking business technology trade local latest top technical production
activities trading price operational stock exchange client user reference impact blog integrated
earnings financial results project product quarter first second third fourth half year award
contract public inside information ad-hoc ad hoc voluntary mandatory editor’s editor's executive
innovation environmental social our the and of for & deal plant site field morning evening opening
"""
)
"""A rubric is a head noun behind nothing but such words: no name of its own."""

IMPRINT_HEADS = words_in(
    """
world asia europe africa global international memo brief report reports update engineering forum
hub signal exchanges network central notes line lines alert now mag age week reporter engineer
farmer grocer builder leader letters com intelligence focus trends views pages gazette edition
briefing
"""
)
"""Words that end the name of a paper where an imprint is expected, and other names elsewhere."""

IMPRINT_STARTS = words_in(
    """
journal newsletter magazine herald gazette chronicle daily sunday evening weekly morning radio
"""
)
"""Words that begin the name of a paper."""
