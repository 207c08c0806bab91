#!/usr/bin/env python3
"""Build the bodies that every country has under a name of one pattern.

    python3 scripts/gazetteers/build_bodies.py

Reads scripts/gazetteers/bodies.csv and the nationality words of gazetteers/countries.csv and
writes gazetteers/generated/orgs-bodies.csv. In a pattern {m} stands for the definite masculine
nationality word and {f} for the feminine one; the scope is `all` countries, the `arab` ones, or the codes of those that have such a body.
Only patterns that the matcher's head nouns do not reach belong here: those whose complement
begins with ل and an indefinite noun (الاتحاد المصري لكرة القدم).
"""

import pathlib

from common import GAZETTEERS, fold, rows, slug, split, write

COLUMNS = ["id", "name_en", "country", "sector", "sectors", "names", "context", "wikidata", "source"]
# The Comoros have no nationality word that stands after a noun: قمري is lunar.
ARAB = set("DZA BHR DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM".split())


def definite(nisba, feminine):
    """A nationality word with its article: two adjectives have one each, after a noun only the noun."""
    words = nisba.split()
    adjectives = [word.endswith("ي") for word in words]
    if feminine:
        words = [w + "ة" if a else w for w, a in zip(words, adjectives)]
    if all(adjectives):
        return " ".join("ال" + word for word in words)
    return " ".join(["ال" + words[0], *words[1:]])


def attributive(nisbas):
    """The nationality words that stand after a noun: none that is a noun (كازاخ), none of several words
    beside one that has a single word (يمني شمالي, سري لانكي)."""
    adjectives = [n for n in nisbas if n.endswith("ي")]
    single = [n for n in adjectives if " " not in n]
    return single if adjectives and " " not in adjectives[0] else adjectives


def bodies():
    """One row for every country and pattern whose id and names no hand-written table has."""
    hand = [r for path in sorted(GAZETTEERS.glob("orgs-*.csv")) for r in rows(path)]
    ids = {r["id"] for r in hand}
    taken = {fold(n) for r in hand for n in split(r["names"])}
    patterns = rows(pathlib.Path(__file__).with_name("bodies.csv"))
    for country in rows(GAZETTEERS / "countries.csv"):
        nisbas = attributive(split(country["nisba"]))
        for pattern in patterns:
            scope = {"all": {country["code"]}, "arab": ARAB}.get(pattern["scope"], pattern["scope"].split())
            if country["code"] not in scope:
                continue
            names = []
            for shape in split(pattern["pattern"]):
                for nisba in nisbas:
                    name = shape.format(m=definite(nisba, False), f=definite(nisba, True))
                    if fold(name) not in taken:
                        taken.add(fold(name))
                        names.append(name)
            one = f"{slug(country['adjective_en'] or country['name_en'])}-{pattern['slug']}"
            if names and one not in ids:
                ids.add(one)
                yield dict.fromkeys(COLUMNS, "") | {
                    "id": one,
                    "name_en": f"{pattern['name_en']} of {country['name_en']}",
                    "country": country["code"],
                    "sector": pattern["sector"],
                    "names": "|".join(names),
                    "source": "bodies",
                }


def main():
    """Write the table, sorted by id."""
    write(GAZETTEERS / "generated/orgs-bodies.csv", COLUMNS, sorted(bodies(), key=lambda r: r["id"]))


if __name__ == "__main__":
    main()
