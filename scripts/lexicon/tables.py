"""Reading the lexicon's tables and filling in their empty cells.

Shared by the build and check scripts. The same few rules are what a consumer of the
tables has to implement; `lexicon/README.md` states them in prose.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "lexicon"
HERE = Path(__file__).resolve().parent

DIACRITICS = re.compile("[\u0640\u064b-\u0652\u0670]")
#: The wasl alif (and the alif with a vowel sign) is written plain in unvowelled text.
FOLDS = str.maketrans({"\u0671": "ا"})


def unvowelled(text):
    """The written form of a vocalised word: no vowel signs, shadda or tatweel."""
    return DIACRITICS.sub("", text.translate(FOLDS))


def read(path):
    """Rows of a CSV table as dictionaries; a short row is an error that names its line."""
    with open(path, encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader)
        rows = []
        for row in reader:
            if len(row) != len(header):
                raise SystemExit(
                    f"{path}:{reader.line_num}: expected {len(header)} fields, found {len(row)}"
                )
            rows.append(dict(zip(header, row)))
    return rows


def write(path, header, rows):
    """Write dictionaries as a CSV table in the order given."""
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def listed(cell):
    """The items of a `|`-joined cell; `-` and an empty cell have none."""
    return [] if cell in ("", "-") else cell.split("|")


class Grammar:
    """`inflections.csv`, `slots.csv` and `alternations.csv`, indexed by paradigm."""

    def __init__(self, folder=LEXICON):
        self.inflections = defaultdict(list)
        for row in read(folder / "inflections.csv"):
            self.inflections[row["paradigm"]].append(row)
        self.source_slot = {}
        for row in read(folder / "slots.csv"):
            self.source_slot[row["paradigm"], row["slot"]] = row["from"]
        self.endings = defaultdict(list)
        for row in read(folder / "alternations.csv"):
            self.endings[row["paradigm"], row["slot"]].append((row["ending"], row["becomes"]))
        for pairs in self.endings.values():
            pairs.sort(key=lambda pair: -len(pair[0]))

    def slots(self, paradigm):
        """Slot names of a paradigm, sources before the slots taken from them."""
        names = [slot for (para, slot) in self.source_slot if para == paradigm]
        done = []
        while len(done) < len(names):
            for slot in names:
                source = self.source_slot[paradigm, slot]
                if slot not in done and (not source or source in done):
                    done.append(slot)
        return done

    def altered(self, paradigm, slot, stems):
        """The stems of `slot` as taken from another slot's `stems`."""
        result = []
        for stem in stems:
            for ending, becomes in self.endings[paradigm, slot]:
                if stem.endswith(ending):
                    if becomes != "-":
                        base = stem[: len(stem) - len(ending)]
                        result += [base + part for part in becomes.split("|")]
                    break
            else:
                result.append(stem)
        return list(dict.fromkeys(result))

    def inherited(self, paradigm, slot, filled):
        """Stems an empty cell stands for, given the slots filled so far."""
        source = self.source_slot[paradigm, slot]
        return self.altered(paradigm, slot, filled[source]) if source else []

    def fill(self, paradigm, row):
        """All stems of a row, slot by slot: written cells, and the inherited ones."""
        filled = {}
        for slot in self.slots(paradigm):
            cell = row.get(slot, "")
            filled[slot] = listed(cell) if cell else self.inherited(paradigm, slot, filled)
        return filled

    def forms(self, paradigm, row):
        """Every written form of a row without clitics: {cell: set of forms}."""
        filled = self.fill(paradigm, row)
        whole = defaultdict(set)
        for item in listed(row.get("whole", "")):
            cell, _, form = item.partition("=")
            whole[cell].add(form)
        result = defaultdict(set)
        for line in self.inflections[paradigm]:
            cell = line["cell"]
            if cell in whole:
                result[cell] = whole[cell] - {"-"}
                continue
            for stem in filled.get(line["slot"], []):
                result[cell].add(line["prefix"] + stem + line["suffix"])
        return result


def nominal_stems(grammar, row):
    """All stems of a nominal row by slot (how a consumer reads its flags)."""
    cells = {"sg": row["lemma"], "br": row["broken"] or "-"}
    for slot, column in (("fem", "fem"), ("pl_m", "plural_m"), ("pl_f", "plural_f"), ("sg_dual", "dual")):
        value = row[column]
        cells[slot] = "" if value == "+" else value or "-"
    paradigm = "nominal"
    for item in listed(row["stems"]):
        slot, _, value = item.partition("=")
        if slot == "defective":
            paradigm = slot
        else:
            cells[slot] = value.replace("/", "|")
    return grammar.fill(paradigm, cells)
