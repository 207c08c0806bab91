#!/usr/bin/env python3
"""Build `lexicon/verbs.csv`.

Reads the verbs to include (`scripts/lexicon/verb-list.csv` and
`lexicon/verbs-extra.csv`: root, pattern, transitivity, hand-given masdars), conjugates each with
the PyPI package mazini (pinned: mazini==0.2.2, CC BY 4.0), strips the vowels and
writes the fewest stems from which `tables.Grammar` gives all forms back. A stem cell
that would be inherited unchanged is left empty; a form no stem can give goes to
`whole`. `check_verbs.py` proves the result complete.

Rows of `verbs.csv` whose source is `hand` are kept as they are.

Run: pip install mazini==0.2.2; python3 scripts/lexicon/build_verbs.py
"""

from tables import HERE, LEXICON, Grammar, listed, read, unvowelled, write

FIXED = ["lemma", "vocalised", "form", "root", "freq", "trans", "masdar", "actpart", "passpart"]
#: Slots in the order of their columns.
SLOTS = (
    "pv pv_pron pv_f pv_d pv_p pv_t pv_n iv iv_pron iv_j iv_d iv_p iv_fs iv_n "
    "cv cv_pron cv_fs cv_d cv_p cv_n pp pp_f pp_d pp_p pp_t pp_n "
    "ip ip_j ip_d ip_p ip_fs ip_n"
).split()
HEADER = FIXED + SLOTS + ["whole", "source"]

#: Columns that the rows are sorted by.
ORDER = ["lemma", "form", "root", "vocalised", "pv_t", "iv", "iv_j", "cv"]

#: Slots of the package for a cell of inflections.csv, by the cell's first part.
TENSES = {"pv": "past", "pp": "past_pass", "iv": "ind", "ip": "ind_pass", "cv": "imp"}
MOODS = {"ind": "ind", "sub": "sub", "jus": "juss"}


#: The passive of a verb without an object: only "there was …" (عُثر على).
IMPERSONAL = ("pp.3ms", "ip.3ms", "ip.jus.3ms")

#: A sound letter that no root with a strong و contains.
STAND_IN = "ظ"


def package_slot(cell):
    """The package's name of a cell (`iv.jus.3ms` → `juss_3ms`); None where it has none."""
    if cell.endswith("+"):
        return None
    parts = cell.split(".")
    tense = TENSES[parts[0]]
    if len(parts) == 3:
        tense = MOODS[parts[1]] + ("_pass" if parts[0] == "ip" else "")
    return f"{tense}_{parts[-1]}"


def with_variants(forms):
    """Forms plus the other seats of hamza that newspapers write beside them.

    قرؤوا is also written قرأوا, جاؤوا also جاءوا, تقرئين also تقرأين. The spelling
    جائوا, which the package gives beside جاؤوا, is dropped.
    """
    result = []
    for form in forms:
        if "ائو" in form and form.replace("ائو", "اؤو") in forms:
            continue
        if "يؤو" in form and form.replace("يؤو", "يئو") in forms:
            continue
        result.append(form)
        for ending in ("وا", "ون"):
            if form.endswith("اؤ" + ending):
                result.append(form[: -len("ؤ" + ending)] + "ء" + ending)
            elif form.endswith("ؤ" + ending):
                result.append(form[: -len("ؤ" + ending)] + "أ" + ending)
    return list(dict.fromkeys(result))


def written_forms(slots, cells):
    """{cell: written forms} of one conjugation, for the cells the package knows."""
    result = {}
    for cell in cells:
        name = package_slot(cell)
        if name is None:
            continue
        forms = [unvowelled(form) for form in slots.get(name, []) if form != "?"]
        result[cell] = with_variants(list(dict.fromkeys(forms)))
    return result


def stem_of(line, forms):
    """Stems left when a line's prefix and suffix are cut off its forms; None if one does not fit."""
    stems = []
    for form in forms:
        if not (form.startswith(line["prefix"]) and form.endswith(line["suffix"])):
            return None
        end = len(form) - len(line["suffix"])
        if end < len(line["prefix"]):
            return None
        stems.append(form[len(line["prefix"]) : end])
    return stems


def best_stems(lines, forms):
    """The stems of a slot that the most of its cells agree on."""
    votes = {}
    for line in lines:
        stems = stem_of(line, forms.get(line["cell"], []))
        if stems:
            votes.setdefault(tuple(stems), []).append(line["cell"])
    if not votes:
        return []
    return list(max(votes, key=lambda stems: (len(votes[stems]), -len(stems))))


def compress(grammar, forms):
    """Stem cells and `whole` for one verb's forms."""
    lines_of = {}
    for line in grammar.inflections["verb"]:
        if line["cell"] in forms:
            lines_of.setdefault(line["slot"], []).append(line)
    row, filled = {}, {}
    # The jussive is compared with the indicative, so it comes last.
    for slot in sorted(grammar.slots("verb"), key=lambda slot: slot in ("iv_j", "ip_j")):
        inherited = grammar.inherited("verb", slot, filled)
        if slot not in lines_of:
            unused = slot[:2] in ("pp", "ip")
            row[slot], filled[slot] = ("-", []) if unused else ("", inherited)
            continue
        wanted = best_stems(lines_of[slot], forms)
        if slot in ("iv_j", "ip_j"):
            # An unmarked jussive is written like the indicative, which covers it.
            if set(wanted) == set(filled[slot[:2]]):
                wanted = []
            row[slot], filled[slot] = "|".join(wanted), wanted
        elif set(wanted) == set(inherited):
            row[slot], filled[slot] = "", inherited
        else:
            row[slot] = "|".join(wanted) or "-"
            filled[slot] = wanted
    row["whole"] = whole_forms(grammar, row, forms)
    return row


def whole_forms(grammar, row, forms):
    """`cell=form` for each cell that the stems do not give exactly."""
    built = grammar.forms("verb", row)
    items = []
    for cell, wanted in forms.items():
        if cell.split(".")[1] == "jus" and not row[cell[:2] + "_j"]:
            continue
        if built.get(cell, set()) != set(wanted):
            items += [f"{cell}={form}" for form in wanted] or [f"{cell}=-"]
    return "|".join(items)


def nominal_lemma(form):
    """Lemma of a participle or masdar: unvowelled, the defective ones with their ي."""
    word = unvowelled(form)
    if "ٍ" not in form[-2:]:
        return word
    return word[:-1] + "ئي" if word.endswith("اء") else word + "ي"


def conjugation(entry, conjugate):
    """The package's verb of an entry, and its forms by slot."""
    root, strong = entry["root"], entry["note"] == "strong"
    if strong:
        # A و that stays a consonant (استحوذ, ازدوج): conjugated as a sound letter.
        root = root[0] + STAND_IN + root[2]
    passive = None if entry["trans"] in ("i", "n") else True
    verb = conjugate(root, entry["pattern"], reduced=entry["note"] == "reduced", passive=passive)
    slots = {
        name: [form.form.replace(STAND_IN, "و") if strong else form.form for form in forms]
        for name, forms in verb.slots.items()
    }
    return verb, slots


def build_row(grammar, entry, conjugate):
    """The table row of one entry of a verb list."""
    personal = entry["trans"] not in ("i", "n")
    verb, slots = conjugation(entry, conjugate)
    cells = dict.fromkeys(line["cell"] for line in grammar.inflections["verb"])
    forms = written_forms(slots, cells)
    if not personal:
        passive = IMPERSONAL if entry["trans"] == "i" else ()
        forms = {c: f for c, f in forms.items() if c[:2] not in ("pp", "ip") or c in passive}
    row = compress(grammar, forms)
    named = {
        name: "|".join(dict.fromkeys(nominal_lemma(f) for f in slots.get(slot, []) if f != "?"))
        for name, slot in (("masdar", "vn"), ("actpart", "ap"), ("passpart", "pp"))
    }
    lemma = slots["past_3ms"][0]
    row.update(named)
    row.update(
        lemma=unvowelled(lemma),
        vocalised=lemma,
        form=verb.form_code.partition("/")[0],
        root=entry["root"],
        freq=0,
        trans=entry["trans"],
        masdar=entry["masdar"] or named["masdar"],
        source=entry["source"],
    )
    return row


def merged(rows):
    """One row for the verbs that are written alike throughout (حسَب and حسِب, roots جرو and جري)."""
    result = {}
    for row in rows:
        key = tuple(row[name] for name in ["lemma", "form"] + SLOTS + ["whole"])
        if key not in result:
            result[key] = row
            continue
        kept = result[key]
        for name in ("vocalised", "root", "masdar", "actpart", "passpart"):
            kept[name] = "|".join(dict.fromkeys(listed(kept[name]) + listed(row[name])))
        kept["trans"] = kept["trans"] or row["trans"]
    return list(result.values())


def without_subsumed(grammar, rows):
    """Rows less those whose forms a fuller row of the same verb has too (طال: au and uu)."""
    groups = {}
    for row in rows:
        groups.setdefault((row["lemma"], row["form"], row["root"], row["vocalised"]), []).append(row)
    kept = []
    for group in groups.values():
        forms = [grammar.forms("verb", row) for row in group]
        for index, row in enumerate(group):
            mine = set().union(*forms[index].values())
            others = [set().union(*other.values()) for other in forms[:index] + forms[index + 1 :]]
            if not any(mine < other for other in others) and mine not in others[:index]:
                kept.append(row)
    return kept


def main():
    # Imported here so that the other scripts can use this module without the package.
    from mazini import conjugate

    grammar = Grammar()
    entries = read(HERE / "verb-list.csv") + read(LEXICON / "verbs-extra.csv")
    rows = without_subsumed(grammar, merged([build_row(grammar, entry, conjugate) for entry in entries]))
    target = LEXICON / "verbs.csv"
    if target.exists():
        rows += [row for row in read(target) if row["source"] == "hand-row"]
    rows.sort(key=lambda row: [row[name] for name in ORDER])
    write(target, HEADER, rows)
    print(f"{len(rows)} verbs, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
