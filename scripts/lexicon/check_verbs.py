#!/usr/bin/env python3
"""Prove `lexicon/verbs.csv` complete, and cross-check a sample.

Every verb of the lists is conjugated again with mazini; the forms that the table
gives through slots, alternations and inflections must be the same, cell by cell.
With `--sample N`, N triliteral verbs are also compared with the PyPI package
libqutrub (GPL: it only checks, nothing of it enters the table).

Run: pip install mazini==0.2.2 libqutrub==1.2.4.1; python3 scripts/lexicon/check_verbs.py --sample 300
Exit status 1 if a form of the first comparison differs.
"""

import argparse
import random
import sys
from collections import defaultdict

from build_verbs import IMPERSONAL, conjugation, package_slot, written_forms
from tables import HERE, LEXICON, Grammar, listed, read, unvowelled


def differences(wanted, built, row, trans):
    """(cell, wanted, built) wherever the table's forms are not the package's."""
    for cell, forms in wanted.items():
        parts = cell.split(".")
        kept = {"i": IMPERSONAL, "n": ()}.get(trans, (cell,))
        if parts[0] in ("pp", "ip") and (cell not in kept or trans and not forms):
            continue
        have = built.get(cell, set())
        if parts[1] == "jus" and not row[parts[0] + "_j"]:
            have = built.get(f"{parts[0]}.{parts[2]}", set())
        if set(forms) != have:
            yield cell, sorted(forms), sorted(have)


def prove(rows, grammar, conjugate):
    """Compare every form of every listed verb; returns (forms compared, failures)."""
    by_verb = defaultdict(list)
    for row in rows:
        for root in listed(row["root"]):
            by_verb[row["lemma"], row["form"], root].append(row)
    cells = list(dict.fromkeys(line["cell"] for line in grammar.inflections["verb"]))
    compared = failures = 0
    for entry in read(HERE / "verb-list.csv") + read(LEXICON / "verbs-extra.csv"):
        verb, slots = conjugation(entry, conjugate)
        form = verb.form_code.partition("/")[0]
        key = unvowelled(slots["past_3ms"][0]), form, entry["root"]
        candidates = by_verb.get(key, [])
        wanted = written_forms(slots, cells)
        found = [
            list(differences(wanted, grammar.forms("verb", row), row, entry["trans"]))
            for row in candidates
        ]
        compared += sum(len(forms) for forms in wanted.values())
        best = min(found, key=len, default=[("row", key, [])])
        for cell, want, have in best:
            failures += 1
            print(f"{key[0]} ({form}) {cell}: expected {want}, table gives {have}")
    return compared, failures


#: The other package's names of tenses (Arabic) for the cells compared, and its pronouns.
TENSE_NAMES = {"pv": "الماضي المعلوم", "iv": "المضارع المعلوم", "pp": "الماضي المجهول", "ip": "المضارع المجهول"}
PRONOUNS = {"3ms": "هو", "3fs": "هي", "3mp": "هم", "1p": "نحن", "3fp": "هن", "2ms": "أنت"}


def cross_check(rows, grammar, sample):
    """Share of a sample's forms that libqutrub also has; prints those it writes otherwise."""
    import libqutrub.classverb as classverb

    chosen = random.Random(1).sample([row for row in rows if row["form"] not in ("I",)], sample)
    same = total = 0
    for row in chosen:
        verb = classverb.VerbClass(row["vocalised"].split("|")[0].replace("اِ", "ا"), True, "فتحة")
        built = grammar.forms("verb", row)
        for prefix, tense in TENSE_NAMES.items():
            for person, pronoun in PRONOUNS.items():
                names = (f"{prefix}.{person}", f"{prefix}.ind.{person}")
                mine = set().union(*(built.get(name, set()) for name in names))
                other = unvowelled(verb.conjugate_tense_for_pronoun(tense, pronoun) or "")
                if not mine or not other:
                    continue
                total += 1
                same += other in mine
                if other not in mine:
                    print(f"  {row['lemma']} {prefix}.{person}: table {sorted(mine)}, libqutrub {other}")
    print(f"libqutrub: {same} of {total} forms of {sample} verbs agree")


def main():
    from mazini import conjugate

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=0, help="verbs to compare with libqutrub")
    options = parser.parse_args()
    grammar = Grammar()
    rows = read(LEXICON / "verbs.csv")
    compared, failures = prove(rows, grammar, conjugate)
    print(f"mazini: {compared} forms compared, {failures} differ")
    if options.sample:
        cross_check(rows, grammar, options.sample)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
