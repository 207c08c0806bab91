#!/usr/bin/env python3
"""Build `lexicon/deverbals.csv`, and count the `freq` column of `nominals.csv`.

Deverbals are the masdars and participles of the verbs in `verbs.csv`.

Participles inflect as adjectives (feminine in ة, sound plurals); masdars of the
derived forms take the plural in ات. A word that `nominals.csv` lists with the same part
of speech is left to that table, where its broken plurals can be written.

`freq` is a class, about log2 of a count: the words of `frequency.csv` (counted in the ANT
corpus v2.1, Apache-2.0; words seen three times or more) that are forms of the lemma, bare or with
the article.

Run: python3 scripts/lexicon/build_nominals.py
"""

import math

from tables import HERE, LEXICON, Grammar, listed, read, write

HEADER = (
    "lemma,vocalised,pos,gender,human,freq,fem,plural_m,plural_f,broken,dual,stems,verb,root,source"
).split(",")
#: By how many classes a word with this proclitic is rarer than the word alone.
RARER = {"و": 3, "ف": 5, "ب": 3, "ل": 3, "ك": 6, "س": 3}
KINDS = (("masdar", "masdar"), ("actpart", "actpart"), ("passpart", "passpart"))


def entry(lemma, pos, verb):
    """The row of one masdar or participle, before rows of the same lemma are joined."""
    participle = pos != "masdar"
    feminine = lemma.endswith("ة")
    return {
        "lemma": lemma,
        "vocalised": "",
        "pos": pos,
        "gender": "f" if feminine else "m",
        "human": "",
        "freq": 0,
        "fem": "+" if participle else "",
        "plural_m": "+" if participle else "",
        # A masdar of form I seldom has a plural in ات, one of the other forms often.
        "plural_f": "+" if participle or verb["form"] != "I" or feminine else "",
        "broken": "",
        "dual": "+",
        "stems": "defective" if participle and lemma.endswith("ي") and pos == "actpart" else "",
        "verb": f"{verb['lemma']}/{verb['form']}",
        "root": verb["root"].partition("|")[0],
        "source": verb["source"],
    }


def stems(grammar, row):
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


class Counts:
    """Classes of frequency of written words, and which words may be a clitic + another word."""

    def __init__(self):
        self.freq = {row["word"]: int(row["freq"]) for row in read(HERE / "frequency.csv")}
        self.function = {row["form"] for row in read(LEXICON / "function.csv")}

    def of(self, word):
        """Expected count of a bare word; 0 where it is rather و + في than وفي."""
        rest = word[1:]
        expected = self.freq.get(rest, 0) - RARER.get(word[:1], 9)
        cliticised = word[:1] in RARER and (rest in self.function or expected >= self.freq.get(word, 0))
        return 0 if cliticised or word in self.function else 2 ** self.freq.get(word, 0) - 1

    def lemma_class(self, filled):
        """The `freq` of a lemma from its stems by slot."""
        forms = {word for slot in ("sg", "fem", "br") for word in filled.get(slot, [])}
        forms |= {word + "ات" for word in filled.get("pl_f", [])}
        forms |= {word + end for word in filled.get("pl_m", []) for end in ("ون", "ين")}
        total = sum(self.of(form) + 2 ** self.freq.get("ال" + form, 0) - 1 for form in forms)
        return min(9, int(math.log2(total + 1) + 0.5))


def main():
    grammar, counts = Grammar(), Counts()
    nominals = read(LEXICON / "nominals.csv")
    for row in nominals:
        row["freq"] = counts.lemma_class(stems(grammar, row))
    write(LEXICON / "nominals.csv", HEADER, nominals)
    listed_by_hand = {(row["lemma"], row["pos"]) for row in nominals}
    rows = {}
    for verb in read(LEXICON / "verbs.csv"):
        for column, pos in KINDS:
            for lemma in listed(verb[column]):
                if (lemma, pos) in listed_by_hand:
                    continue
                if pos == "passpart" and verb["trans"] == "i":
                    continue
                row = entry(lemma, pos, verb)
                known = rows.setdefault((lemma, pos), row)
                if known is not row:
                    verbs = dict.fromkeys(listed(known["verb"]) + [row["verb"]])
                    known["verb"] = "|".join(verbs)
                    known["plural_f"] = known["plural_f"] or row["plural_f"]
    table = [rows[key] for key in sorted(rows)]
    for row in table:
        row["freq"] = counts.lemma_class(stems(grammar, row))
    write(LEXICON / "deverbals.csv", HEADER, table)
    print(f"{len(table)} masdars and participles")


if __name__ == "__main__":
    main()
