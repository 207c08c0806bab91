#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1"]
# ///
"""Derives the weights of `rules/grammar/attachment.toml` from documents with labelled arguments.

    cargo build --release
    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    python3 scripts/fit_attachment.py --trusted gold MORE...            cross-validation
    python3 scripts/fit_attachment.py --trusted gold MORE... --write    and write the rule file
    python3 scripts/fit_attachment.py --adapt MORE... --write           move the weights that are there

Each argument is a folder of annotated documents as for `rasd eval --gold`; those of folders given
with --trusted (labelled with more care) count thrice. What holds of each
mention near a trigger is what `rasd rules candidates` prints; only triggers that are found and
labelled count, so that what is learnt is who takes part and not which words are events.

The model is a multinomial logistic regression over conjunctions of attributes (TEMPLATES), with the
role that the frames give as one of them. Figures are F1 of the arguments of these triggers, on
documents that were not fitted to. Same input, same output.

With --adapt the weights of the rule file are the start, and what is penalised is how far they move:
so a hundred labelled passages of another kind of text are enough to fit the weights to it.
"""

import argparse
import json
import pathlib
import subprocess
import tomllib
from collections import Counter, defaultdict

import numpy
import scipy.optimize
import scipy.sparse
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = ROOT / "rules" / "grammar" / "attachment.toml"

ROLES = ["none", "actor", "recipient", "place", "time"]

TEMPLATES = """
relation
category kind
category relation form
category rule
category side nearest
category definite
kind relation
kind rule apposed
kind number
kind side genitive
kind definite
kind site
relation rule
relation filled
lemma
category lemma
distance
distance side number
distance side commas
rule filled
elsewhere rule
elsewhere category
elsewhere elsewhere-category
rule side nearest
filled linked
sector site
sector genitive
preposition owner
preposition link
linked owner
previous link
says link
says duplicate
compatriots trigger-definite
apposed definite
form side trigger-pronoun
side trigger-preposition
side carried
word-before kind
word-before category
trigger-lemma kind
trigger-lemma preposition side
length kind
"""

# Added to the log odds of every role where the frames give one: in short plain sentences, of which the
# labelled articles have few, they are right more often than there.
KEPT = 0.8
# The same for the role that the frames give, over the other roles.
OWN = 0.4

KEPT_BY_RULE = {
    rule: [0.0 if rule == "none" else KEPT + OWN * (rule == role) for role in ROLES[1:]] for rule in ROLES
}

NOTE = """\
# What speaks for a mention near a trigger being its actor, recipient, place or time, in hundredths: the
# role with the highest sum is taken if that is above 0. `of` names the attributes that count together
# (docs/RULES.md), the keys of `weights` are their values.
#
# Written by scripts/fit_attachment.py from {rows} mentions near {triggers} labelled triggers in
# {documents} documents. F1 of the arguments of these triggers in {folds}-fold cross-validation:
# {weights:.1f}; of the frames alone: {frames:.1f}.
"""

MOVED = """\
{before}
# Moved by {rows} mentions near {triggers} triggers in {documents} more documents (--adapt): {now:.1f} before,
# {weights:.1f} in {folds}-fold cross-validation.
"""


def header():
    """The comment at the head of the rule file."""
    lines = RULES.read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[: lines.index("")])


def read_rows(arguments):
    command = [arguments.rasd, "rules", "candidates", *arguments.gold]
    text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = defaultdict(list)
    for line in text.splitlines():
        row = json.loads(line)
        rows[row["document"], *row["trigger"], row["category"]].append(row)
    return rows


def read_gold(folders):
    """Span and role of each labelled argument, by trigger."""
    labelled = {}
    for folder in folders:
        inner = pathlib.Path(folder) / "annotations"
        for path in sorted((inner if inner.is_dir() else pathlib.Path(folder)).glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            for event in document["events"]:
                trigger = event["trigger"]
                told = [a for a in event["args"] if a.get("start") is not None]
                key = (document["id"], trigger["start"], trigger["end"], event["type"])
                labelled[key] = {(a["start"], a["end"]): a["role"] for a in told}
    return labelled


def label(rows, told):
    """The role of each row; an argument that no candidate has exactly goes to the one it shares most
    with."""
    roles = [told.get(tuple(row["span"]), "none") for row in rows]
    spans = [tuple(row["span"]) for row in rows]
    for (start, end), role in told.items():
        if (start, end) in spans:
            continue
        shared = [min(end, e) - max(start, s) for s, e in spans]
        free = [n for n in range(len(rows)) if shared[n] > 0 and roles[n] == "none"]
        if free:
            roles[max(free, key=lambda n: shared[n])] = role
    return roles


def features(values):
    for number, template in enumerate(TEMPLATES.split("\n")[1:-1]):
        yield number, " | ".join(values[name] for name in template.split())


def matrix(rows, index):
    cells = [[index[f] for f in features(row["values"]) if f in index] for row in rows]
    ends = numpy.cumsum([0] + [len(cell) for cell in cells])
    columns = numpy.array([column for cell in cells for column in cell], dtype=numpy.int32)
    ones = numpy.ones(len(columns), dtype=numpy.float64)
    return scipy.sparse.csr_matrix((ones, columns, ends), shape=(len(rows), len(index)))


def present():
    """The weights of the rule file by feature, and what every mention starts with."""
    names = TEMPLATES.split("\n")[1:-1]
    weights, start = {}, None
    for block in tomllib.loads(RULES.read_text(encoding="utf-8"))["attachment"]:
        name = " ".join(block["of"])
        if name in names:
            number = names.index(name)
            own = block["weights"].items()
            weights |= {(number, values): numpy.array(numbers) / 100 for values, numbers in own}
        elif not name:
            start = numpy.array(block["weights"][""]) / 100
    return weights, start


def adapt(rows, roles, counted, index, arguments):
    """The weights of the rule file, moved towards labelled rows: a logistic regression to which the sums
    of the present weights are added, with an L2 penalty on what it adds."""
    before, start = present()
    index = {f: n for n, f in enumerate(sorted({*index, *before}))}
    weights = numpy.zeros((len(index), len(ROLES) - 1))
    for feature, numbers in before.items():
        weights[index[feature]] = numbers
    values, counted = matrix(rows, index), numpy.array(counted, dtype=float)[:, None]
    kept = numpy.array([KEPT_BY_RULE[row["values"]["rule"]] for row in rows])
    present_sums = values @ weights + start + kept
    right = numpy.eye(len(ROLES))[[ROLES.index(role) for role in roles]]

    def loss(flat):
        moved = flat.reshape(len(index) + 1, -1)
        sums = present_sums + values @ moved[:-1] + moved[-1]
        sums = numpy.hstack([numpy.zeros((len(rows), 1)), sums])
        sums -= sums.max(axis=1, keepdims=True)
        log = sums - numpy.log(numpy.exp(sums).sum(axis=1, keepdims=True))
        wrong = (counted * (numpy.exp(log) - right))[:, 1:]
        gradient = numpy.vstack([values.T @ wrong + arguments.hold * moved[:-1], wrong.sum(axis=0)])
        penalty = arguments.hold * (moved[:-1] ** 2).sum() / 2
        return penalty - (counted * right * log).sum(), gradient.ravel()

    size = (len(index) + 1) * (len(ROLES) - 1)
    options = {"jac": True, "method": "L-BFGS-B", "options": {"maxiter": 200}}
    found = scipy.optimize.minimize(loss, numpy.zeros(size), **options)
    moved = found.x.reshape(len(index) + 1, -1)
    return index, weights + moved[:-1], start + moved[-1] + arguments.lean


def fit(rows, roles, arguments):
    """The index of features and the weight of each for each role but none."""
    counted = [3 if row["document"] in arguments.thrice else 1 for row in rows]
    counts = Counter(f for row in rows for f in features(row["values"]))
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= arguments.least))}
    if arguments.adapt:
        return adapt(rows, roles, counted, index, arguments)
    model = LogisticRegression(C=arguments.freedom, max_iter=300, tol=1e-4)
    model.fit(matrix(rows, index), [ROLES.index(role) for role in roles], counted)
    weights = (model.coef_[1:] - model.coef_[0]).T
    start = model.intercept_[1:] - model.intercept_[0] + arguments.lean
    return index, weights, start


def predict(model, rows):
    index, weights, start = model
    kept = numpy.array([KEPT_BY_RULE[row["values"]["rule"]] for row in rows])
    sums = matrix(rows, index) @ weights + start + kept
    best = sums.argmax(axis=1)
    return [ROLES[b + 1] if s[b] > 0 else "none" for b, s in zip(best, sums)]


def f1(predicted, roles, labelled):
    right = sum(p == r != "none" for p, r in zip(predicted, roles))
    found = sum(p != "none" for p in predicted)
    return 200 * right / max(found + labelled, 1)


def write(model, figures):
    index, weights, start = model
    parts = defaultdict(list)
    for (template, values), row in index.items():
        hundredths = [round(100 * float(weight)) for weight in weights[row]]
        if max(map(abs, hundredths)) >= figures["arguments"].smallest:
            parts[template].append((values, hundredths))
    names = TEMPLATES.split("\n")[1:-1]
    # What every mention starts with stands with the first attributes that every mention has.
    adapted = figures["arguments"].adapt
    lines = [MOVED.format(before=header(), **figures) if adapted else NOTE.format(**figures)]
    hundredths = [round(100 * float(weight)) for weight in start]
    lines.append(f'[[attachment]]\nof = []\n[attachment.weights]\n"" = {hundredths}\n')
    lines.append('[[attachment]]\nof = ["rule"]\n[attachment.weights]')
    for role in ROLES[1:]:
        lines.append(f'"{role}" = {[round(100 * kept) for kept in KEPT_BY_RULE[role]]}')
    lines.append("")
    for number, name in enumerate(names):
        of = ", ".join(f'"{attribute}"' for attribute in name.split())
        lines.append(f"[[attachment]]\nof = [{of}]\n[attachment.weights]")
        quoted = ((json.dumps(values, ensure_ascii=False), numbers) for values, numbers in parts[number])
        lines += [f"{values} = {numbers}" for values, numbers in quoted]
        lines.append("")
    RULES.write_text("\n".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="*", default=[])
    parser.add_argument("--rasd", default=str(ROOT / "target" / "release" / "rasd"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--freedom", type=float, default=0.2, help="inverse of the L2 penalty")
    parser.add_argument(
        "--lean", type=float, help="added to the log odds of every role: 0.3, with --adapt 0.7"
    )
    parser.add_argument(
        "--trusted", action="append", default=[], help="a folder more, whose documents count thrice"
    )
    parser.add_argument("--adapt", action="store_true", help="move the weights that are in the rule file")
    parser.add_argument("--hold", type=float, default=80.0, help="penalty on how far --adapt moves them")
    parser.add_argument("--least", type=int, default=4, help="rows that a feature must hold of")
    parser.add_argument("--smallest", type=int, default=8, help="hundredths below which a weight is left out")
    parser.add_argument("--write", action="store_true", help=f"write {RULES.name}")
    arguments = parser.parse_args()
    arguments.gold = [*arguments.trusted, *arguments.gold]
    if arguments.lean is None:
        arguments.lean = 0.7 if arguments.adapt else 0.3

    candidates, labelled = read_rows(arguments), read_gold(arguments.gold)
    arguments.thrice = {key[0] for key in read_gold(arguments.trusted)}
    found = [key for key in candidates if key in labelled]
    rows = [row for key in found for row in candidates[key]]
    roles = [role for key in found for role in label(candidates[key], labelled[key])]
    total = sum(len(labelled[key]) for key in found)
    documents = sorted({row["document"] for row in rows})
    crossed = ["none"] * len(rows)
    for fold in range(arguments.folds):
        held = set(documents[fold :: arguments.folds])
        inside = [n for n, row in enumerate(rows) if row["document"] not in held]
        outside = [n for n, row in enumerate(rows) if row["document"] in held]
        model = fit([rows[n] for n in inside], [roles[n] for n in inside], arguments)
        for n, role in zip(outside, predict(model, [rows[n] for n in outside])):
            crossed[n] = role
    frames = [row["values"]["rule"] for row in rows]
    names = ["frames", "weights (cross-validated)"]
    told = [frames, crossed]
    if arguments.adapt:
        before, start = present()
        index = {f: n for n, f in enumerate(before)}
        now = predict((index, numpy.array(list(before.values())), start), rows)
        names.insert(1, "weights as they are")
        told.insert(1, now)
    for folder in [*arguments.gold, None]:
        own = {k[0] for k in (read_gold([folder]) if folder else labelled)}
        part = [n for n, row in enumerate(rows) if row["document"] in own]
        size = sum(len(labelled[key]) for key in found if key[0] in own)
        figures = [f1([p[n] for n in part], [roles[n] for n in part], size) for p in told]
        print(f"{folder or 'all'}: " + ", ".join(f"{name} {f:.1f}" for name, f in zip(names, figures)))
    if arguments.write:
        model = fit(rows, roles, arguments)
        figures = {
            "arguments": arguments,
            "rows": len(rows),
            "triggers": len(found),
            "documents": len(documents),
            "folds": arguments.folds,
            "weights": f1(crossed, roles, total),
            "frames": f1(frames, roles, total),
            "now": f1(now, roles, total) if arguments.adapt else None,
        }
        write(model, figures)


if __name__ == "__main__":
    main()
