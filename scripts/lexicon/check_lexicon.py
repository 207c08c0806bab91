#!/usr/bin/env python3
"""Check the lexicon's tables for form: all problems at once, file and line for each.

Rows sorted and not repeated; known part-of-speech tags, slots, host classes and clitic
ids; Arabic cells free of vowel signs, tatweel and stray spaces; numbers in range. Then the
forms of `expected-forms.csv`, written by hand, against those the tables give.
Run: python3 scripts/lexicon/check_lexicon.py   (exit status 1 if anything is wrong)
"""

import re
import sys

from tables import HERE, LEXICON, Grammar, listed, nominal_stems, read

BARE = re.compile("[\u0621-\u063a\u0641-\u064a]+")
#: Columns that hold unvowelled words or stems, `|`-joined.
BARE_COLUMNS = {
    "verbs": ["lemma", "masdar", "actpart", "passpart"],
    "nominals": ["lemma", "broken"],
    "deverbals": ["lemma"],
    "function": ["form", "lemma", "pron_stem"],
    "names": ["name"],
}
SORT_KEYS = {
    "verbs": ["lemma", "form", "root", "vocalised", "pv_t", "iv", "iv_j", "cv"],
    "nominals": ["lemma", "vocalised", "pos", "gender"],
    "deverbals": ["lemma", "pos"],
    "function": ["form", "lemma", "vocalised", "pos", "features"],
    "names": ["name", "article"],
    "clitics": ["id"],
    "proclitics": ["written", "next", "segments"],
    "alternations": ["paradigm", "slot", "ending"],
    "slots": ["paradigm", "slot"],
    "inflections": ["paradigm", "cell"],
}
NOMINAL_TAGS = {"noun", "adj", "nisba", "masdar", "actpart", "passpart", "num", "elative"}
FUNCTION_TAGS = {"ADP", "ADV", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ"}


def problems_of_row(table, row, known):
    """What is wrong with one row, as short sentences."""
    for column in BARE_COLUMNS.get(table, []):
        for word in listed(row[column]):
            if not BARE.fullmatch(word):
                yield f"{column}: expected Arabic letters only, found {word!r}"
    if "freq" in row and not (row["freq"].isdigit() and int(row["freq"]) <= 9):
        yield f"freq: expected 0 to 9, found {row['freq']!r}"
    if table in ("nominals", "deverbals") and row["pos"] not in NOMINAL_TAGS:
        yield f"pos: expected one of {sorted(NOMINAL_TAGS)}, found {row['pos']!r}"
    if table in ("nominals", "deverbals") and row["gender"] not in ("m", "f", "mf"):
        yield f"gender: expected m, f or mf, found {row['gender']!r}"
    if table == "function" and row["pos"] not in FUNCTION_TAGS:
        yield f"pos: expected one of {sorted(FUNCTION_TAGS)}, found {row['pos']!r}"
    if table == "inflections" and row["slot"] not in known["slots"]:
        yield f"slot: {row['slot']!r} is not in slots.csv"
    if table == "verbs":
        for item in listed(row["whole"]):
            if item.partition("=")[0] not in known["cells"]:
                yield f"whole: {item!r} names no cell of inflections.csv"
    if table == "proclitics":
        for part in listed(row["segments"]):
            if part not in known["clitics"]:
                yield f"segments: {part!r} is not an id of clitics.csv"
    if not row["source"]:
        yield "source: empty"


def nominal_forms(grammar, row):
    """{cell: forms} of a nominal row, without clitics."""
    filled = nominal_stems(grammar, row)
    forms = {}
    for line in grammar.inflections["nominal"]:
        for stem in filled.get(line["slot"], []):
            forms.setdefault(line["cell"], set()).add(line["prefix"] + stem + line["suffix"])
    return forms


def unexpected_forms(grammar):
    """Lines of expected-forms.csv that no row of the tables satisfies."""
    rows = {}
    for table in ("verbs", "nominals", "deverbals"):
        for row in read(LEXICON / f"{table}.csv"):
            kind = row["form"] if table == "verbs" else row["pos"]
            rows.setdefault((table, row["lemma"], kind), []).append(row)
    for line, expected in enumerate(read(HERE / "expected-forms.csv"), 2):
        found = []
        for row in rows.get((expected["table"], expected["lemma"], expected["kind"]), []):
            verb = expected["table"] == "verbs"
            forms = grammar.forms("verb", row) if verb else nominal_forms(grammar, row)
            found.append(forms.get(expected["cell"], set()))
        if set(listed(expected["forms"])) not in found:
            yield f"expected-forms.csv:{line}: expected {expected['forms'] or 'no form'}, the table gives {found}"


def main():
    grammar = Grammar()
    known = {
        "slots": {slot for _, slot in grammar.source_slot},
        "cells": {line["cell"] for line in grammar.inflections["verb"]},
        "clitics": {row["id"] for row in read(LEXICON / "clitics.csv")},
    }
    count = 0
    for table, key in SORT_KEYS.items():
        previous = None
        for line, row in enumerate(read(LEXICON / f"{table}.csv"), 2):
            found = list(problems_of_row(table, row, known))
            here = [row[column] for column in key]
            if previous is not None and here < previous:
                found.append(f"not sorted: comes after {previous[0]!r}")
            if previous == here and table != "inflections":
                found.append(f"listed twice: {here}")
            previous = here
            for text in found:
                count += 1
                print(f"lexicon/{table}.csv:{line}: {text}")
    for text in unexpected_forms(grammar):
        count += 1
        print(text)
    print(f"{count} problems")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
