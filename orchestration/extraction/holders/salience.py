"""How much a company is in the reader's mind: the weights of parts, distance and fit, from 0 to 1.

How they are added up is told in ``references``.
"""

from collections.abc import Mapping

from orchestration.extraction.holders.roles import Role

OF_ROLE: Mapping[Role, float] = {
    Role.SUBJECT: 1.0,
    Role.POSSESSOR: 0.9,
    Role.BENEFICIARY: 0.7,
    Role.MAKER: 0.7,
    Role.INSIDE: 0.5,
    Role.AGENT: 0.45,
    Role.OBJECT: 0.5,
    Role.SPEAKER: 0.4,
    Role.RECIPIENT: 0.4,
    Role.OBLIQUE: 0.35,
    Role.PARTNER: 0.35,
    Role.GIVER: 0.3,
    Role.COMPARED: 0.25,
    Role.OWNER: 0.2,
}
"""How much a mention in a role brings its company to the reader's mind."""

DECAY, DECAY_AT_PARAGRAPH = 0.55, 0.7
MAIN, MAIN_AT_PARAGRAPH = 0.2, 0.45
"""What the main company has in advance, and what it has more where a paragraph begins."""
PLAINLY = 0.2
"""For the main company where "the company" begins a paragraph."""
CALLED_SO, HAS_ONE, DESCRIBED = 1.0, 0.7, 0.5
"""For a company that is called by the noun, that has such a site, that the adjectives describe."""
OTHER_KIND = 0.5
"""What a company loses that is called by another kind of company than the noun."""
INSERTED = 0.4
"""What is left of the salience of a company named in an inserted phrase."""
HELPING = 0.5
"""What is left of it for one that only supplies, lends to or audits another."""
TOPIC = 0.65
"""The salience that the topic of a paragraph keeps to its end."""
FORGOTTEN = 0.02
NEVER = -9.0
