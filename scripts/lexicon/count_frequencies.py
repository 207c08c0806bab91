#!/usr/bin/env python3
"""Fill the `freq` columns of verbs.csv, nominals.csv and deverbals.csv.

Most written words have several readings, so their counts (`frequency.csv`: words seen
twice or more in the 1,500 articles of the ANT corpus v2.1, Apache-2.0) must be shared among lexemes.
Shares are estimated without any labelled text, by expectation maximisation over a model in which a
reading is as likely as lexeme × inflection × proclitics × enclitic. A verb's share also counts part of
its masdar's and participles', which tells شارك from شرّك and أمكن from مكّن.

Classes: 0 = not seen, else about log2 of the expected count, at most 9.

Run: python3 scripts/lexicon/count_frequencies.py   (about a minute)
"""

import csv
import math
from collections import defaultdict

from lookup import Lookup
from tables import HERE, LEXICON, listed, read

ROUNDS = 12
#: Part of its deverbals' count that a verb's weight gets.
FROM_DEVERBALS = 0.3
#: Weight of a lexeme never seen, so that no reading is impossible.
UNSEEN = 0.05
TABLES = ("verbs", "nominals", "deverbals")


def starting_weight(reading):
    """How likely an inflection is before anything has been counted."""
    cell = reading.cell
    weight = 1.0
    for mark, factor in (("cv", 0.02), ("pp", 0.15), ("ip", 0.15), ("jus", 0.5), (".con", 0.1), (".du", 0.2)):
        if cell.startswith(mark) or (mark.startswith((".", "j")) and mark in cell):
            weight *= factor
    if any(person in cell for person in ("1s", "2", "fp", "1p", "3fd", "3md")):
        weight *= 0.2
    if reading.table == "function":
        weight *= 30
    weight *= 0.3 ** len(listed(reading.proclitics))
    return weight * (0.15 if reading.enclitic else 1.0)


class Model:
    """Weights of lexemes, inflections and clitics, and the readings they are learnt from."""

    def __init__(self):
        lookup = Lookup()
        self.keys = {}
        self.words = []
        for row in read(HERE / "frequency.csv"):
            readings = [self.encoded(reading) for reading in lookup.readings(row["word"])]
            if readings:
                self.words.append((int(row["count"]), readings))
        self.deverbals = defaultdict(list)
        for table, row in lookup.rows:
            for verb in listed(row.get("verb", "")):
                self.deverbals[verb].append(lexeme_key(table, row))

    @staticmethod
    def encoded(reading):
        """(lexeme, inflection, proclitics, enclitic, starting weight) of a reading."""
        kind = reading.row.get("pos", "name" if reading.table == "names" else "verb")
        inflection = kind, reading.cell
        enclitic = "verb" if reading.table == "verbs" else kind, reading.enclitic
        return (
            lexeme_key(reading.table, reading.row),
            inflection,
            ("verb" if reading.table == "verbs" else "other", reading.proclitics),
            enclitic,
            starting_weight(reading),
        )

    def learn(self):
        """Expected counts of lexemes."""
        weights = None
        for _ in range(ROUNDS):
            counts = [defaultdict(float) for _ in range(4)]
            for count, readings in self.words:
                scores = [self.score(reading, weights) for reading in readings]
                total = sum(scores)
                for reading, score in zip(readings, scores):
                    for table, key in zip(counts, reading):
                        table[key] += count * score / total
            weights = self.normalised(counts)
        return counts[0]

    @staticmethod
    def score(reading, weights):
        if weights is None:
            return reading[4]
        lexemes, inflections, proclitics, enclitics = weights
        return (
            lexemes.get(reading[0], UNSEEN)
            * inflections.get(reading[1], 1e-6)
            * proclitics.get(reading[2], 1e-6)
            * enclitics.get(reading[3], 1e-6)
            + 1e-300
        )

    def normalised(self, counts):
        """Weights from counts: lexemes as they are, the rest as shares within their kind."""
        lexemes = {key: count + UNSEEN for key, count in counts[0].items()}
        for verb, keys in self.deverbals.items():
            key = "verbs", verb
            lexemes[key] = lexemes.get(key, UNSEEN) + FROM_DEVERBALS * sum(
                counts[0].get(other, 0.0) for other in keys
            )
        shares = []
        for table in counts[1:]:
            totals = defaultdict(float)
            for (kind, _), count in table.items():
                totals[kind] += count
            shares.append({key: count / totals[key[0]] for key, count in table.items()})
        return [lexemes, *shares]


def lexeme_key(table, row):
    """What a row is counted under; verbs by `lemma/form`, as deverbals name them."""
    if table == "verbs":
        return table, f"{row['lemma']}/{row['form']}"
    if table == "names":
        return table, row["name"] + row["article"]
    return table, (row.get("form") or row["lemma"]) + "/" + row["pos"] + "/" + (row.get("gender") or row.get("features", ""))


def frequency_class(count):
    """0 for less than half an occurrence, then about log2."""
    return 0 if count < 0.5 else min(9, max(1, round(math.log2(count + 1))))


def main():
    counts = Model().learn()
    for table in TABLES:
        path = LEXICON / f"{table}.csv"
        rows = read(path)
        for row in rows:
            row["freq"] = frequency_class(counts.get(lexeme_key(table, row), 0.0))
        with open(path, "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(table, sum(1 for row in rows if row["freq"]), "of", len(rows), "seen")


if __name__ == "__main__":
    main()
