#!/usr/bin/env python3
"""Build `lexicon/names.csv`: single words that occur in proper names.

They only let the tokenizer tell وغلاسكو = و + غلاسكو from ويليام; what a name refers to is
the gazetteers' business. Words are taken from this repository's gazetteers (names of
countries, places, people and organisations, and the words of `name-tokens.csv`) and from
`lexicon/names-extra.csv`, written by hand. Left out: words that the other tables have as common
words, and rare names that read as a common word with a clitic.

Run: python3 scripts/lexicon/build_names.py
"""

import re

from tables import LEXICON, ROOT, Grammar, nominal_stems, read, unvowelled, write

HEADER = ["name", "article", "freq", "source"]
WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{3,}")
#: Tables of the gazetteers, by the first part of their names, and the class their words get.
KINDS = {"countries": 7, "persons": 4, "places": 4, "orgs": 3}
#: Class from which a word of the other tables makes a name of the same spelling pointless.
COMMON = 4


class Names:
    """Words with the best class of frequency and the first source that had them."""

    def __init__(self):
        self.rows = {}
        #: Words that are a whole name by themselves, not only part of one (متحدة).
        self.alone = set()

    def add(self, text, freq, source):
        words = WORD.findall(unvowelled(text))
        for place, word in enumerate(words):
            if place and word.startswith(("وال", "لل", "بال")):
                continue  # the second half of "البوسنة والهرسك" is cliticised
            article = word.startswith("ال") and len(word) >= 5
            name = word[2:] if article else word
            key = name, "+" if article else ""
            row = self.rows.setdefault(
                key, {"name": name, "article": key[1], "freq": freq, "source": source}
            )
            row["freq"] = max(row["freq"], freq)
            if len(words) == 1:
                self.alone.add(key)


def from_gazetteers(names):
    """Names of the tables under gazetteers/, and the hand-written ones of names-extra.csv."""
    for row in read(ROOT / "gazetteers" / "name-tokens.csv"):
        names.add(row["token"], max(1, int(row["weight"]) - 2), "gazetteers")
    for row in read(LEXICON / "names-extra.csv"):
        names.rows[row["name"], row["article"]] = row | {"freq": int(row["freq"])}
    for path in sorted((ROOT / "gazetteers").rglob("*.csv")):
        kind = path.stem.partition("-")[0]
        if kind not in KINDS:
            continue
        for row in read(path):
            freq = KINDS[kind]
            cells = [row.get(column, "") for column in ("names", "short", "capital")]
            if row.get("context") == "need":
                continue
            for cell in cells:
                names.add(re.sub("=[a-z-]+", "", cell), freq, "gazetteers")


def known_words():
    """Words of the other tables that need not be names, with their class; and sound plurals.

    The plurals are given by themselves: with the article they are people (اللاجئين), without it
    the same letters are mostly a name (حانون, تالين).
    """
    plurals = set()
    words = {row["form"]: 9 for row in read(LEXICON / "function.csv")}
    grammar = Grammar()
    for table in ("deverbals", "nominals"):
        for row in read(LEXICON / f"{table}.csv"):
            filled = nominal_stems(grammar, row)
            forms = filled["sg"] + filled["fem"] + filled["br"] + [w + "ات" for w in filled["pl_f"]]
            for form in forms:
                words[form] = max(words.get(form, 0), int(row["freq"]))
            plurals.update(w + end for w in filled["pl_m"] for end in ("ون", "ين"))
    return words, plurals


def looks_cliticised(name, words):
    """Whether a name reads as a common word with a clitic (بها, وزنه, لعام)."""
    if len(name) > 3 and name[0] in "وفبلك" and words.get(name[1:], 0) >= COMMON:
        return True
    return any(
        name.endswith(end) and words.get(name[: -len(end)], 0) >= COMMON for end in ("ه", "ها", "هم", "نا")
    )


def main():
    names = Names()
    from_gazetteers(names)
    words, plurals = known_words()
    table = []
    for key in sorted(names.rows):
        row = names.rows[key]
        if row["source"] == "hand":
            table.append(row)
            continue
        if key[0].startswith("و") and key not in names.alone:
            continue  # وكايكوس of "تركس وكايكوس"
        weak = row["freq"] < 3
        if key[1] and key[0] in plurals and row["freq"] < KINDS["countries"]:
            continue
        known = words.get(key[0], -1) >= (COMMON if key in names.alone else 0)
        if not known and not (weak and looks_cliticised(key[0], words)):
            table.append(row)
    write(LEXICON / "names.csv", HEADER, table)
    print(f"{len(table)} name words")


if __name__ == "__main__":
    main()
