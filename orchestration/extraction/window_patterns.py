"""How texts write windows of time: one pattern, with a named group for each way.

What a match means is read in ``periods``.
"""

import re

_MONTH = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_SPANS = r"quarter|half[ -]year|half|period|months?|year|three months|six months|nine months"


def _month(name: str) -> str:
    return _MONTH.format(name)


WINDOWS = re.compile(
    # Every way begins with a word: inside words none need be tried.
    r"(?<!\w)(?=\w)(?:"
    + "|".join(
        (
            # Comparisons, rates and ages: no window, but they must not be read as one.
            (
                r"(?P<none>\byear[ -](?:on|over)[ -]year\b|\b(?:a|one) (?:year|month|quarter|week)"
                r" (?:ago|earlier|before)\b|\bfrom (?:a|one) year (?:ago|earlier)\b"
                r"|\b(?:the )?(?:corresponding|prior|previous|preceding|year[ -]ago|comparable"
                r"|like)"
                rf"(?:[ -]year)? (?:{_SPANS})(?: (?:of|in) (?:the )?(?:previous|prior|last"
                rf"|preceding) year)?"
                rf"(?:(?: of| in|,)? {_YEAR})?|\b(?:the )?same (?:{_SPANS})"
                rf"(?: (?:of|in))?(?: the)?,? (?:{_YEAR}|last year|previous year|prior year"
                rf"|a year))"
            ),
            (
                r"(?P<so_far>\b(?:so far this year|this year so far|year[ -]to[ -]date"
                r"|since the (?:beginning|start) of (?:the|this) year)\b)"
            ),
            # "three months to 30 September 2025", "half-year ended 30 June", "year to June 2026"
            (
                rf"(?P<ended>\b(?P<length>(?P<count>three|six|nine|twelve|12|3|6|9)[ -]months?"
                r"|quarter|half[ -]year|half|(?:financial |fiscal |full )?year|month)"
                r"(?: period)?,? (?:to|ended|ending|through|that ended)(?: on)? (?:the )?"
                rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_month('ended_month')}(?: \d{{1,2}}(?:st"
                rf"|nd|rd|th)?(?!\d))?)"
                rf",? ?(?P<ended_year>{_YEAR})?)"
            ),
            # "Q3 2025", "3Q25", "Q3", "2025 Q3", "2025Q3"
            (
                rf"(?P<q>\b(?:(?P<q_year_before>{_YEAR})[ -]?)?(?:q(?P<q_number>[1-4])"
                rf"|(?P<q_number2>[1-4])q)"
                rf"(?:(?: of| in|,|/|-)? ?(?:fy)?(?P<q_year>{_YEAR}|[’']?\d\d(?![\d.,%])))?\b)"
            ),
            (
                rf"(?P<h>\b(?:(?P<h_year_before>{_YEAR})[ -]?)?(?:h(?P<h_number>[12])"
                rf"|(?P<h_number2>[12])h)"
                rf"(?:(?: of| in|,|/|-)? ?(?:fy)?(?P<h_year>{_YEAR}|[’']?\d\d(?![\d.,%])))?\b)"
            ),
            # "third quarter of 2025", "first-half", "first nine months of 2025"
            (
                rf"(?P<named>\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|final)[ -]"
                r"(?:(?P<months>two|three|four|five|six|seven|eight|nine|ten|eleven"
                r"|\d{1,2}) months|(?P<three_quarters>three quarters)"
                rf"|(?P<quarter>(?:fiscal )?quarter)|(?P<half>half(?![ -](?:of (?!{_YEAR}"
                rf"|the year|this|last)"
                r"|a |price))))"
                r"(?:(?: of|,| in)?(?: fiscal| financial)?(?: the)?(?: year)? "
                rf"(?P<named_year>{_YEAR}|this year|last year|next year))?)"
            ),
            # "September quarter of 2025", "June half"
            (
                rf"(?P<month_quarter>\b{_month('quarter_month')}[ -](?P<mq>quarter|half|q)"
                rf"(?:(?: of|,)? (?P<mq_year>{_YEAR}))?)"
            ),
            # "January to September 2025", "Jan-Oct 2021"
            (
                rf"(?P<span>\b{_month('from_month')} ?(?:to|through|[-–])? ?\b{_month('to_month')}"
                rf"(?: of|,)? ?(?P<span_year>{_YEAR})?\b)"
            ),
            # "end of October", "end-June 2025", "as of 30 June 2025", "on September 30"
            (
                rf"(?P<at>\b(?:(?:the )?end[ -](?:of )?|(?:late|mid|early)[ -]|(?:as (?:of|at)"
                rf"|on|at|by) "
                rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)(?:the )?{_month('at_month')}"
                rf"(?:,? (?P<at_year>{_YEAR}))?\b)"
            ),
            (
                rf"(?P<on>\b(?:as (?:of|at)|on|at|by) {_month('on_month')} \d{{1,2}}(?:st|nd|rd"
                rf"|th)?\b(?!\d)"
                rf"(?:,? (?P<on_year>{_YEAR}))?)"
            ),
            (
                rf"(?P<year_end>\b(?:(?:the )?end of (?:the )?(?:year )?(?P<end_year>{_YEAR})"
                rf"|end[ -](?P<end_year2>{_YEAR})|year[ -]end(?: (?P<end_year3>{_YEAR}))?"
                r"|(?:the )?end of (?:the|this|last|next) year))"
            ),
            # "November 2025", "in November", "for August"
            (
                rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)? {_month('day_month')}\b(?:,? {_YEAR})?"
                rf"|\b{_month('day_month2')}\.? \d{{1,2}}(?:st|nd|rd"
                rf"|th)?\b(?![\d.,]*%)(?:,? {_YEAR})?)"
            ),
            (
                rf"(?P<in_month>\b{_month('month')},? (?:of )?(?P<month_year>{_YEAR})\b"
                rf"|\b(?:in|for|during|since|of|last) {_month('month2')}\b"
                rf"(?! \d| ?(?:to|through|[-–]) ?{_month('month3')}))"
            ),
            (
                rf"(?P<fiscal>\b(?:fy ?|fiscal(?: year)? "
                rf"|financial year )(?P<fiscal_year>{_YEAR}|[’']?\d\d)"
                r"(?:[/–-]\d\d(?:\d\d)?)?\b)"
            ),
            (
                rf"(?P<year_span>\b{_YEAR}[–/-](?:{_YEAR}|\d\d)\b|\bbetween {_YEAR} and {_YEAR}"
                rf"|\bfrom {_YEAR} to {_YEAR})"
            ),
            rf"(?P<year>(?<![\d.,$€£¥])\b(?P<plain_year>{_YEAR})\b(?![.,]\d|%))",
            (
                r"(?P<relative>\b(?:this|last|next|the (?:past|previous|current|full|whole"
                r"|coming)|past|previous)"
                r"[ -](?P<rel>year|quarter|month|week|half(?:[ -]year)?|fiscal year"
                r"|financial year)\b)"
            ),
            (
                r"(?P<again>\b(?:the|those|these|that)(?: (?:same|reported|past|reporting))? "
                r"(?P<again_what>(?:three|six|nine|twelve|3|6|9|12) months|quarter|half[ -]year"
                r"|half"
                rf"|reporting period|period under review|year under review|period|month"
                rf"|year)\b(?! ago| earlier| before| to \w+\b|,? end|,? that end|,? through"
                rf"| of {_YEAR}))"
            ),
            (
                r"(?P<period_end>\b(?:quarter|period|half)[ -]end\b"
                r"|\bend of the (?:reporting )?(?:quarter|period|half[ -]year|half)\b)"
            ),
            r"(?P<same_day>\b(?:on|at|as of) (?:the same|that) (?:day|date)\b)",
            rf"(?P<full_year>\b(?:full|whole)[ -](?:financial |fiscal )?year\b(?! {_YEAR}))",
        )
    )
    + ")",
    re.IGNORECASE,
)

# Every window holds one of these; the costly pattern is tried only near them.
TRIGGERS = re.compile(
    r"\b(?:(?:19|20)\d\d|quarters?|half|months?|years?|period|week|day|date|fy|[1-4]?q[1-4]?"
    r"|[12]?h[12]?"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
