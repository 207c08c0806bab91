#!/usr/bin/env python3
"""Build `lexicon/deverbals.csv`: masdars and participles of the verbs in `verbs.csv`.

Participles inflect as adjectives (feminine in ة, sound plurals); masdars of the
derived forms take the plural in ات. A word that `nominals.csv` lists with the same part
of speech is left to that table, where its broken plurals can be written.

The `freq` column is 0 until `count_frequencies.py` has filled it.

Run: python3 scripts/lexicon/build_nominals.py
"""

from tables import LEXICON, listed, read, write

HEADER = (
    "lemma,vocalised,pos,gender,human,freq,fem,plural_m,plural_f,broken,dual,stems,verb,root,source"
).split(",")
KINDS = (("masdar", "masdar"), ("actpart", "actpart"), ("passpart", "passpart"))


def entry(lemma, pos, verb):
    """The row of one masdar or participle, before rows of the same lemma are joined."""
    participle = pos != "masdar"
    # Alif and hamza meet: مفاجأة, plural مفاجآت.
    madda = lemma[:-2] + "آت" if lemma.endswith("أة") else ""
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
        "plural_f": "+" if not madda and (participle or verb["form"] != "I" or feminine) else "",
        "broken": madda,
        "dual": "+",
        "stems": "defective" if participle and lemma.endswith("ي") and pos == "actpart" else "",
        "verb": f"{verb['lemma']}/{verb['form']}",
        "root": verb["root"].partition("|")[0],
        "source": verb["source"],
    }


def main():
    nominals = read(LEXICON / "nominals.csv")
    listed_by_hand = {(row["lemma"], row["pos"]) for row in nominals}
    rows = {}
    for verb in read(LEXICON / "verbs.csv"):
        for column, pos in KINDS:
            for lemma in listed(verb[column]):
                if (lemma, pos) in listed_by_hand:
                    continue
                if pos == "passpart" and verb["trans"] == "n":
                    continue
                row = entry(lemma, pos, verb)
                known = rows.setdefault((lemma, pos), row)
                if known is not row:
                    verbs = dict.fromkeys(listed(known["verb"]) + [row["verb"]])
                    known["verb"] = "|".join(verbs)
                    known["plural_f"] = known["plural_f"] or row["plural_f"]
    table = [rows[key] for key in sorted(rows)]
    write(LEXICON / "deverbals.csv", HEADER, table)
    print(f"{len(table)} masdars and participles")


if __name__ == "__main__":
    main()
