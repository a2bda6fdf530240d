"""Repair of text whose characters were decoded with a wrong encoding.

The repairs run in this order: UTF-8 read as Thai, UTF-8 read as a Western encoding that lost
bytes (both in ``lost_bytes``), UTF-8 read as Windows-1252 and its kin (``ftfy``, and only its
repair of encodings), and what ftfy leaves because it is short (``lost_bytes``); then all of them
again, for a text that was misread twice. An undamaged text comes back unchanged, to the last
character. Where a number would read otherwise with another mark, the repair tells which
(``Repair.may_also_be``).
"""

import re
from dataclasses import dataclass, replace

from ftfy import ExplanationStep, TextFixerConfig, fix_encoding_and_explain
from ftfy.badness import is_bad

from orchestration.text.article import Repair
from orchestration.text.lost_bytes import restore_thai, restore_western

NO_REPAIR = "none"

_ONLY_ENCODING = TextFixerConfig(
    unescape_html=False,
    replace_lossy_sequences=False,
    normalization=None,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_terminal_escapes=False,
    remove_control_chars=False,
)

_NAMES = {"latin-1": "cp1252", "macroman": "mac_roman", "iso-8859-2": "iso_8859_2"}
"""ftfy's names; ISO-8859-1 is a subset of Windows-1252, which Western text is in."""
UNREADABLE = "unreadable"
"""The rule of a mark beside a number that was lost wholly and is left as it came."""
_LOST_BESIDE_NUMBER = re.compile(
    r"\ufffd+(?:(?=\s?[$€£¥₹]?\.?\d)|(?<=\d\ufffd)|(?<=\d\ufffd\ufffd\ufffd))"
    r"|\?(?:(?<=^\?)|(?<=[\s(\[\"“]\?))(?=\$?\d)"
)
_BESIDE_NUMBERS = "−–€£"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_REACH = 24


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair; ``rule`` names the damage (``none``, ``iso_8859_11``, ``cp1252``, …).

    Where a text had several kinds of damage their names are joined by ``+``.
    """

    text: str
    rule: str
    repairs: tuple[Repair, ...]


def repair_encoding(text: str, known: tuple[Repair, ...] = ()) -> Repaired:
    """Repair the damage that wrong decoding did to ``text``.

    Args:
        text: the decoded text.
        known: repairs that decoding made already, with offsets in ``text``.
    """
    repaired = text
    repairs = list(known)
    for _ in range(1 if text.isascii() else _ROUNDS):
        start = repaired
        for step in _STEPS:
            before = repaired
            repaired, found = step(before)
            repairs = _compose(before, repairs, found)
        if repaired == start:
            break
    rules = sorted({repair.rule for repair in repairs})
    repairs = _with_unreadable(repaired, repairs)
    return Repaired(repaired, "+".join(rules) or NO_REPAIR, tuple(repairs))


def _with_unreadable(text: str, repairs: list[Repair]) -> list[Repair]:
    """The repairs, and beside numbers what nothing can repair: it stays as it is, and is on record.

    What is wholly lost left U+FFFD or a question mark in its place.
    """
    mended = {
        place
        for repair in repairs
        for place in range(repair.start, repair.start + len(repair.after))
    }
    lost = [
        Repair(UNREADABLE, match.start(), match[0], match[0], _BESIDE_NUMBERS)
        for match in _LOST_BESIDE_NUMBER.finditer(text)
        if match.start() not in mended
    ]
    return sorted([*repairs, *lost], key=lambda repair: repair.start) if lost else repairs


def _repair_western(text: str) -> tuple[str, list[Repair]]:
    if not is_bad(text):
        return text, []
    pieces: list[str] = []
    repairs: list[Repair] = []
    position = length = 0
    for start, end in _suspects(text):
        before = text[start:end]
        fixed, steps = fix_encoding_and_explain(before, _ONLY_ENCODING)
        if fixed == before or _signs(fixed) != _signs(before):
            continue
        kept = text[position:start]
        pieces += (kept, fixed)
        length += len(kept)
        repairs.append(_narrow(Repair(_rule(steps), length, before, fixed)))
        length += len(fixed)
        position = end
    pieces.append(text[position:])
    return "".join(pieces), repairs


def _suspects(text: str) -> list[tuple[int, int]]:
    """Stretches around characters beyond ASCII, with the words that they stand in."""
    spans: list[tuple[int, int]] = []
    for match in _NOT_ASCII.finditer(text):
        start, end = match.span()
        low, high = max(0, start - _REACH), min(len(text), end + _REACH)
        while start > low and not text[start - 1].isspace():
            start -= 1
        while end < high and not text[end].isspace():
            end += 1
        # The no-break space that ends a damaged letter may have become a plain one.
        end = min(len(text), end + 1)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _signs(text: str) -> str:
    return re.sub(r"[^0-9.,+%$()-]", "", text)


def _narrow(repair: Repair) -> Repair:
    """The same repair without the characters that it left alone at both ends."""
    before, after = repair.before, repair.after
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return replace(
        repair,
        start=repair.start + head,
        before=before[head : len(before) - tail],
        after=after[head : len(after) - tail],
    )


def _rule(steps: list[ExplanationStep] | None) -> str:
    encodings = [name for action, name in steps or [] if action == "encode"]
    name = encodings[0].removeprefix("sloppy-").replace("windows-", "cp") if encodings else "cp1252"
    return _NAMES.get(name, name.replace("-", "_"))


def _compose(middle: str, earlier: list[Repair], later: list[Repair]) -> list[Repair]:
    """The repairs that lead from the text before ``earlier`` to the one after ``later``.

    Args:
        middle: the text between both rounds.
        earlier: repairs with offsets in ``middle``.
        later: repairs with offsets in the text that they made of ``middle``.
    """
    if not earlier or not later:
        return earlier or later
    edits: list[tuple[int, int, bool, Repair]] = [
        (repair.start, repair.start + len(repair.after), False, repair) for repair in earlier
    ]
    shift = 0
    for repair in later:
        start = repair.start - shift
        edits.append((start, start + len(repair.before), True, repair))
        shift += len(repair.after) - len(repair.before)
    edits.sort(key=lambda edit: edit[:3])
    groups: list[tuple[int, list[tuple[int, int, bool, Repair]]]] = []
    for edit in edits:
        if groups and edit[0] < groups[-1][0]:
            groups[-1] = (max(groups[-1][0], edit[1]), [*groups[-1][1], edit])
        else:
            groups.append((edit[1], [edit]))
    composed: list[Repair] = []
    shift = 0
    for end, group in groups:
        start = group[0][0]
        before, after = middle[start:end], middle[start:end]
        for low, high, is_later, repair in reversed(group):
            if is_later:
                after = after[: low - start] + repair.after + after[high - start :]
            else:
                before = before[: low - start] + repair.before + before[high - start :]
        others = "".join(dict.fromkeys("".join(edit[3].may_also_be for edit in group)))
        composed.append(Repair(group[0][3].rule, start + shift, before, after, others))
        shift += len(after) - (end - start)
    return composed


def _restore_what_ftfy_left(text: str) -> tuple[str, list[Repair]]:
    return restore_western(text, only_lost=False)


def _restore_lost(text: str) -> tuple[str, list[Repair]]:
    return restore_western(text, only_lost=True)


_STEPS = (restore_thai, _restore_lost, _repair_western, _restore_what_ftfy_left)
_ROUNDS = 3
"""A text may have been misread twice, each time in another way; the third round finds nothing."""
