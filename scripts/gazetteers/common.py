"""Shared by the gazetteer scripts: folding, letter filters, slugs, table input and output."""

import csv
import pathlib
import re
import unicodedata

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
GAZETTEERS = REPOSITORY / "gazetteers"

# Letters of Persian, Urdu, Kurdish and Uyghur, and the zero-width non-joiner.
FOREIGN = re.compile("[\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u200c]")
MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ARABIC_NAME = re.compile("^[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*$")
LATIN_OF = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئةآ", "a b t th j h kh d dh r z s sh s d t z a gh f k k l m n h w y a w y a a".split()))
FOLDS = str.maketrans("أإآٱىة", "ااااي" + "ه")


def clean(label):
    """A label without vowel marks, invisible marks and doubled spaces."""
    return " ".join(MARKS.sub("", unicodedata.normalize("NFKC", label)).split())


def fold(name):
    """The key under which two spellings of one name count as the same."""
    return clean(name).translate(FOLDS)


def usable(name):
    """Whether a cleaned label is a name in Arabic spelling (not Persian, not reversed)."""
    if FOREIGN.search(name) or not ARABIC_NAME.match(name):
        return False
    # Letters that only end a word (or never begin one) elsewhere show a reversed or a
    # foreign string; a lone article, a lone letter or a tripled letter is a typing error.
    words = name.replace("-", " ").split()
    return not any(
        w[0] in "ةىءئؤ" or "ى" in w[:-1] or "ة" in w[:-1] or len(w) == 1 or w == "ال" or re.search(r"(.)\1\1", w)
        for w in words
    )


def slug(name):
    """A lower-case ASCII identifier of a Latin name."""
    name = re.sub("['’‘ʻ`ʿʾʼ]", "", name.replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    name = name.replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D").replace("ı", "i")
    name = name.replace("ə", "a").replace("Ə", "A").replace("æ", "ae").replace("Æ", "Ae")
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def rows(path):
    """The rows of a CSV table as dictionaries."""
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def write(path, columns, table):
    """Write dictionaries as a CSV table, in the order given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def split(cell):
    """The items of a `|`-joined cell."""
    return [item for item in cell.split("|") if item]


def rare_words():
    """Folded words that the lexicon has but its corpora do not, and duals of its nouns.

    Masdars, participles and verbs that news hardly uses: weaker evidence against a name.
    """
    words = lexicon_words(lambda row: row["freq"] == "0" and row["source"] != "hand")
    for name in ("nominals", "deverbals"):
        for row in rows(REPOSITORY / "lexicon" / f"{name}.csv"):
            stem = fold(row["lemma"].removesuffix("ة"))
            words |= {article + stem + ending for article in ("", "ال") for ending in ("ان", "ين")}
    return words


def plain_words():
    """Folded hand-written words of the lexicon that its corpora do not have, as they stand."""
    return lexicon_words(lambda row: row["freq"] == "0" and row["source"] == "hand", inflected=False)


def lexicon_words(keep, inflected=True):
    """Folded lemmas of the lexicon's rows that `keep` accepts, and their plain inflections."""
    words = set()
    for name in ("function", "nominals", "deverbals", "verbs"):
        path = REPOSITORY / "lexicon" / f"{name}.csv"
        if not path.exists():
            continue
        for row in rows(path):
            if not keep(row):
                continue
            forms = [row.get(key, "") for key in ("form", "lemma", "broken")]
            if inflected and name == "verbs":
                forms += [row["pv"] + "ت"] + [prefix + row["iv"] for prefix in "يتن" if row["iv"]]
            if inflected and name in ("nominals", "deverbals"):
                stem = row["lemma"].removesuffix("ة")
                forms += [stem + "ة", stem + "ي", stem + "ية", stem + "ات"]
            for form in forms:
                for variant in re.split("[| ]", form):
                    word = fold(variant)
                    if word and word not in "+-":
                        words.add(word)
                        if name != "verbs":
                            words.add("ال" + word)
    return words


def common_words():
    """Folded words of general Arabic: the lexicon's lemmas and their plain inflections.

    A place or person name that is also one of these needs context to be recognised.
    """
    words = lexicon_words(lambda row: row.get("freq") != "0")
    path = pathlib.Path(__file__).with_name("common-words.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words.add(fold(line))
    return words


def skeleton(latin):
    """Consonants of a Latin name, letters that Arabic does not tell apart made one."""
    text = re.sub("[^a-z]", "", latin.lower())
    text = text.replace("tch", "sh").replace("ch", "sh").replace("ph", "f").replace("gh", "g").replace("x", "ks").replace("tsh", "sh")
    text = text.replace("kh", "k").replace("th", "t").replace("dh", "d").translate(str.maketrans("pgcqvdzj", "bkkkftsk"))
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouyw]", "", text))


def naive(word):
    """A letter-by-letter romanisation, to judge candidates by."""
    return "".join(LATIN_OF.get(c, "") for c in fold(word))


def distance(a, b):
    """Edit distance of two short strings."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def close_enough(key, latin):
    """Whether a Latin spelling can be that name; Wikidata labels are now and then misaligned."""
    a, b = skeleton(naive(key).removeprefix("al")), skeleton(re.sub("^(al|el)-?", "", latin))
    return distance(a, b) <= max(1, len(a) // 3)
