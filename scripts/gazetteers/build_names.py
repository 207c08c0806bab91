#!/usr/bin/env python3
"""Build the name lexicons from the packages that fetch.py unpacks.

    python3 scripts/gazetteers/build_names.py DIR

Writes gazetteers/name-tokens.csv (words that make up people's names) and
gazetteers/name-latin.csv (their commonest Latin spelling). Sources and rules:
gazetteers/README.md.
"""

import ast
import collections
import gzip
import json
import math
import pathlib
import re
import sqlite3
import sys

from common import (
    GAZETTEERS, clean, close_enough, common_words, distance, fold, naive, rows, skeleton, slug, split, usable, write,
)

TOKEN_COLUMNS = ["token", "class", "weight", "ambiguous", "source"]
LATIN_COLUMNS = ["token", "latin", "source"]
# Links inside names; gazetteers/name-joins.csv has them, they are no names themselves.
LINKS = set("بن ابن بنت ابو ابي ابا ام ال ولد بو دي دو دا دل دلا دوس فان فون لا لو لي دير دن ذي ذو سان سانت".split())
ARAB = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE".split())
# A name that is also a common word stays only if it is at least this frequent as a name.
KEEP_COMMON = 4


def parts(name):
    """The words of a name that can be names: links are left out, عبد stays with its word."""
    words = re.sub(r"\bعبد ال", "عبدال", clean(name)).replace("-", " ").split()
    return [w for w in words if fold(w) not in LINKS and usable(w) and len(w) > 1]


class Tokens:
    """Words seen as names, with how often as which part of a name."""

    def __init__(self):
        self.weight = collections.defaultdict(lambda: collections.Counter())
        self.sources = collections.defaultdict(set)
        self.written = {}

    def add(self, word, role, weight, source, folded=False):
        """Notes one word; the first unfolded spelling is the one to print."""
        key = fold(word)
        if not folded:
            self.written.setdefault(key, word)
        for one in ("given", "family") if role == "both" else (role,):
            self.weight[key][one] = max(self.weight[key][one], weight)
        self.sources[key].add(source)


def scale(value, unit):
    """A weight of 1 to 9 for a count: one step more at every doubling and a half."""
    return max(1, min(9, 1 + round(math.log2(max(value / unit, 1)) / 1.3)))


def read_faker(root, tokens):
    """Given names and surnames of Faker's Arabic locales, read without importing them."""
    for path in sorted((root / "Faker/faker/providers/person").glob("ar_*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
            name = getattr(target, "id", "")
            role = "given" if name.startswith("first_names") else "family" if name.startswith("last_names") else None
            if role is None or node.value is None:
                continue
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    for word in parts(leaf.value):
                        tokens.add(word, role, 3, "faker")


def read_egyptian(root, tokens):
    """Egyptian names that at least one student in 100,000 bears."""
    with gzip.open(root / "egy-names/egy_names/data/names.json.gz", "rt", encoding="utf-8") as handle:
        names = json.load(handle)["names"]
    for name in names:
        if name.get("tp", 0) >= 0.001:
            role = "given" if name["l"] == "g" else "family"
            for word in parts(name["a"]):
                tokens.add(word, role, scale(name["tp"], 0.002), "egy-names")


def wikidata_units(root):
    """(folded Arabic key, Latin, country, role, count) of the CC0 rows."""
    path = root / "arabic-name-romanizer/arabic_name_romanizer/resources/names.sqlite3"
    with sqlite3.connect(path) as base:
        return base.execute(
            "select arabic_key, latin, country, role, count from units where source = 'wikidata' order by 1, 2, 3, 4"
        ).fetchall()


def read_wikidata(units, tokens):
    """Names of at least three people (two in Arab states)."""
    counts = collections.defaultdict(collections.Counter)
    arab = collections.Counter()
    for key, _latin, country, role, count in units:
        for word in parts(key):
            counts[fold(word)]["given" if role == "given" else "family"] += count
            arab[fold(word)] += count if country in ARAB else 0
    for key, roles in counts.items():
        if sum(roles.values()) >= 3 or arab[key] >= 2:
            for role, count in roles.items():
                tokens.add(key, role, scale(count, 3), "wikidata", folded=True)


def read_foreign(root):
    """(Arabic words, Latin words) of the transliterated names."""
    data = json.loads((root / "arabnamer/arabnamer/data/dict_FINAL.json").read_text(encoding="utf-8"))
    for latin, arabic in data.items():
        yield clean(arabic), latin


def read_aligned(root):
    """(Arabic word, Latin word, source) of people whose two names have equally many words."""
    known = json.loads((root / "ArWikiCats/ArWikiCats/jsons/people/peoples.json").read_text(encoding="utf-8"))
    pairs = [(arabic, latin, "arwikicats") for latin, arabic in known.items() if len(latin.split()) == 2]
    pairs += [(n, p["name_en"], "persons") for p in rows(GAZETTEERS / "persons.csv") for n in split(p["names"])]
    for arabic, latin, source in pairs:
        arabic = re.sub(r"\bعبد ال", "عبدال", clean(arabic)).split()
        latin = re.sub(r"\b([Aa]l|[Ee]l|[Aa]bd[aeu]l)[ -]", r"\1-", latin).split()
        if len(arabic) == len(latin) > 1:
            for word, spelling in zip(arabic, latin):
                if usable(word) and fold(word) not in LINKS and close_enough(fold(word), slug(spelling)):
                    yield word, slug(spelling), source


def token_table(tokens):
    """The rows of name-tokens.csv; common words that are rare as names are left out."""
    common = common_words()
    countries = {fold(n) for c in rows(GAZETTEERS / "countries.csv") for n in split(c["names"])}
    nisbas = {fold(a + n) for c in rows(GAZETTEERS / "countries.csv") for n in split(c["nisba"]) for a in ("", "ال")}
    nisbas |= {fold(a + n) for g in rows(GAZETTEERS / "groups.csv") for n in split(g["nisba"]) for a in ("", "ال")}
    # Rows without context only: Baghdad is hardly a surname, حولي and معان may be.
    places = {fold(n) for p in rows(GAZETTEERS / "places.csv") if not p["context"] for n in split(p["names"])}
    titles = {fold(w) for t in rows(GAZETTEERS / "titles.csv") for w in t["title"].split()}
    out = []
    for key, roles in tokens.weight.items():
        weight = max(roles.values())
        if key in countries or key.removeprefix("ال") in LINKS or len(key) < 2:
            continue
        ordinary = key in common or key in titles
        if (ordinary or key in places) and weight < KEEP_COMMON:
            continue
        # The other class counts only where it is within three steps of the main one.
        strong = [r for r, w in roles.items() if w >= weight - 3]
        foreign_only = tokens.sources[key] <= {"arabnamer", "arwikicats"}
        if foreign_only and (len(key) < 3 or key.removeprefix("ال") in common):
            continue
        sources = "+".join(sorted(tokens.sources[key]))
        out.append({
            "token": tokens.written.get(key, key),
            "class": strong[0] if len(strong) == 1 else "both",
            "weight": weight,
            "ambiguous": "yes" if ordinary or key in nisbas | places else "",
            "source": sources if key in tokens.written else sources + " (folded)",
        })
    return by_hand(out)


def by_hand(table):
    """The table with the rows of name-tokens-hand.csv added or laid over, sorted by token; a row of class
    `none` takes its token out."""
    chosen = {fold(row["token"]): row for row in table}
    for ruling in rows(pathlib.Path(__file__).with_name("name-tokens-hand.csv")):
        if ruling["class"] == "none":
            chosen.pop(fold(ruling["token"]), None)
            continue
        known = chosen.get(fold(ruling["token"]))
        source = "+".join(sorted({*known["source"].split("+"), "hand"})) if known else "hand"
        chosen[fold(ruling["token"])] = {**ruling, "source": source}
    return sorted(chosen.values(), key=lambda row: row["token"])


def latin_table(root, units, tokens):
    """The rows of name-latin.csv: hand rules, then the commonest attested spelling."""
    chosen = {fold(r["token"]): dict(r, source="hand") for r in rows(pathlib.Path(__file__).with_name("name-latin-hand.csv"))}
    counts = collections.defaultdict(collections.Counter)
    for key, latin, country, _role, count in units:
        if usable(clean(key)) and " " not in key:
            counts[fold(key)][slug(latin)] += count * (3 if country in ARAB else 1)
    for key, spellings in sorted(counts.items()):
        close = {s: c for s, c in spellings.items() if s and close_enough(key, s)}
        if close and sum(close.values()) >= 4:
            best = min(close, key=lambda s: (-close[s], s))
            chosen.setdefault(key, {"token": tokens.written.get(key, key), "latin": best, "source": "wikidata"})
    aligned = collections.defaultdict(collections.Counter)
    for word, spelling, source in read_aligned(root):
        aligned[word][spelling, source] += 1
    for word, spellings in sorted(aligned.items()):
        best, source = min(spellings, key=lambda s: (-spellings[s], s))
        chosen.setdefault(fold(word), {"token": word, "latin": best, "source": source})
    candidates = collections.defaultdict(set)
    for arabic, latin in read_foreign(root):
        if " " not in arabic and usable(arabic):
            candidates[arabic].add(slug(latin))
    for arabic, spellings in sorted(candidates.items()):
        sound = naive(arabic)
        # Doubled vowels and consonants mark learned transliterations, not people's own spelling.
        best = min(spellings, key=lambda s: (distance(skeleton(sound), skeleton(s)), len(re.findall(r"aa|ii|uu|oo|ee|(.)\1", s)), len(s), s))
        if best:
            chosen.setdefault(fold(arabic), {"token": arabic, "latin": best, "source": "arabnamer"})
    for row in chosen.values():
        # The article is written apart from the name in an id.
        if row["token"].startswith("ال"):
            rest = re.sub("^(al|el)(?=[^-])", r"\1-", row["latin"])
            # Not where the Latin name merely begins so: الإسكندرية is alexandria.
            if close_enough(fold(row["token"]), rest):
                row["latin"] = rest
    return sorted(chosen.values(), key=lambda r: r["token"])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    tokens = Tokens()
    read_faker(root, tokens)
    read_egyptian(root, tokens)
    for arabic, _latin in read_foreign(root):
        for word in parts(arabic):
            tokens.add(word, "both", 2, "arabnamer")
    for word, _latin, source in read_aligned(root):
        tokens.add(word, "both", 2, source)
    units = wikidata_units(root)
    read_wikidata(units, tokens)
    table = token_table(tokens)
    write(GAZETTEERS / "name-tokens.csv", TOKEN_COLUMNS, table)
    latin = latin_table(root, units, tokens)
    write(GAZETTEERS / "name-latin.csv", LATIN_COLUMNS, latin)
    print(len(table), "name tokens,", sum(r["ambiguous"] == "yes" for r in table), "of them ambiguous;", len(latin), "Latin spellings")


if __name__ == "__main__":
    main()
