#!/usr/bin/env python3
"""Derives the weights of `rules/grammar/ties.toml` from documents with labelled event clusters.

    cargo build --release
    python3 scripts/fit_ties.py gold MORE...            cross-validation and the weights
    python3 scripts/fit_ties.py gold MORE... --write    and write the rule file

Each argument is a folder of annotated documents as for `rasd eval --gold`. What ties a mention to
the events before it is what `rasd rules ties` prints; it looks at labelled mentions only, so that
what is learnt is which mentions are of one event and not which words are events.

The model ranks: the events before a mention and "a new one" (sum 0) share a probability that falls
off exponentially with the sum of ties. As there are few labelled documents, each weight is drawn
towards a tie's plain sense, the same for all (FOR and AGAINST below), and never changes its sign.

Figures are CoNLL F1 of event coreference on documents that were not fitted to: with all triggers as
Rasd finds them, and with those only that are found and labelled. Python standard library only; same
input, same output.
"""

import argparse
import json
import math
import pathlib
import random
import subprocess
import tempfile
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = ROOT / "rules" / "grammar" / "ties.toml"

FOR = """same-frame same-family same-lemma same-modifier bare same-sentence next-sentence near lead
shared-one shared-many shared-group shared-place shared-time""".split()
AGAINST = """indefinite verb statement another other-number far other-partner countrymen
other-actor other-place other-time distant-time apart""".split()
# Free of either sense; all other ties weigh nothing.
OPEN = ["base", "nobody"]
START = {"base": -0.7, **dict.fromkeys(FOR, 0.7), **dict.fromkeys(AGAINST, -0.7), "nobody": 0.0}
# Rare in the labelled documents, but the text says outright that it is another one.
START["another"] = START["distant-time"] = -2.0

NOTE = """\
# What speaks for and against a mention being of the event of earlier ones of its families: a sum
# above 0 makes it one.
#
# Written by scripts/fit_ties.py from {examples} mentions in {documents} documents.
# CoNLL F1 in {folds}-fold cross-validation: {end:.1f}, {given:.1f} on the triggers found and labelled.
"""


def run(arguments, *command):
    command = [arguments.rasd, *map(str, command)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def read_examples(arguments):
    """For each document its mentions: the ties to each event before, and which of them it is."""
    examples = defaultdict(list)
    for line in run(arguments, "rules", "ties", *arguments.gold).splitlines():
        found = json.loads(line)
        examples[found["document"]].append((found["ties"], found["same"]))
    return examples


def fit(examples, penalty=8.0, steps=150, rate=0.5):
    """Weights by gradient descent with momentum, drawn towards START."""
    weights = dict(START)
    speed = dict.fromkeys(START, 0.0)
    for _ in range(steps):
        slope = {name: penalty * (weights[name] - START[name]) for name in START}
        for events, same in examples:
            sums = [sum(weights.get(tie, 0.0) for tie in ties) for ties in events]
            high = max(0.0, *sums)
            shares = [math.exp(value - high) for value in sums]
            total = sum(shares) + math.exp(-high)
            for number, ties in enumerate(events):
                error = shares[number] / total - (number == same)
                for tie in ties:
                    if tie in slope:
                        slope[tie] += error
        for name in START:
            speed[name] = 0.9 * speed[name] - rate * slope[name] / len(examples)
            weights[name] += speed[name]
            wrong = weights[name] < 0 if name in FOR else weights[name] > 0
            if name not in OPEN and wrong:
                weights[name], speed[name] = 0.0, 0.0
    return {name: round(weight, 2) for name, weight in weights.items()}


def predict(arguments, weights):
    """What Rasd finds in all documents with these weights, by document."""
    predicted = {}
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / RULES.relative_to(ROOT)
        rules.parent.mkdir(parents=True)
        rules.write_text(tables(weights), encoding="utf-8")
        saved = pathlib.Path(folder) / "predicted.jsonl"
        for gold in arguments.gold:
            options = ["--bootstrap", 0, "--gold", gold, "--save-pred", saved]
            run(arguments, "--data", folder, "eval", *options)
            for line in saved.read_text(encoding="utf-8").splitlines():
                document = json.loads(line)
                predicted[document["id"]] = document
    return predicted


def read_gold(folders):
    gold = {}
    for folder in folders:
        inner = pathlib.Path(folder) / "annotations"
        for path in sorted((inner if inner.is_dir() else pathlib.Path(folder)).glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            gold[document["id"]] = document
    return gold


def key(event):
    return event["trigger"]["start"], event["trigger"]["end"], event["type"]


def conll(arguments, gold, predicted, given):
    """CoNLL F1 over some documents; if `given`, of the triggers that are found and labelled."""
    with tempfile.TemporaryDirectory() as folder:
        sides = (pathlib.Path(folder) / "gold.jsonl", pathlib.Path(folder) / "predicted.jsonl")
        lines = ([], [])
        for name in gold:
            documents = [dict(gold[name]), dict(predicted[name])]
            told = [e for e in documents[1]["events"] if e["realis"] != "hypothetical"]
            documents[1]["events"] = told
            if given:
                both = {key(e) for e in documents[0]["events"]} & {key(e) for e in told}
                for document in documents:
                    document["events"] = [e for e in document["events"] if key(e) in both]
            for side, document in zip(lines, documents):
                side.append(json.dumps(document, ensure_ascii=False) + "\n")
        for path, side in zip(sides, lines):
            path.write_text("".join(side), encoding="utf-8")
        options = ["--gold", sides[0], "--pred", sides[1], "--metric", "coref.event.conll"]
        report = json.loads(run(arguments, "score", *options, "--format", "json"))
        return 100 * report["scores"]["coref.event.conll"]["f1"]


def cross_validate(arguments, gold, examples):
    """For each repeat what is predicted for each document with weights fitted to others."""
    repeats = []
    for repeat in range(arguments.repeats):
        order = sorted(gold)
        random.Random(repeat).shuffle(order)
        predicted = {}
        for fold in range(arguments.folds):
            held = order[fold :: arguments.folds]
            others = [e for name in order if name not in held for e in examples[name]]
            found = predict(arguments, fit(others))
            predicted.update({name: found[name] for name in held})
        repeats.append(predicted)
    return repeats


def tables(weights):
    lines = [f'[[tie]]\nname = "{name}"\nweight = {weight:.2f}\n' for name, weight in weights.items()]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--rasd", default=str(ROOT / "target" / "release" / "rasd"))
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {RULES.name}")
    arguments = parser.parse_args()

    gold = read_gold(arguments.gold)
    examples = read_examples(arguments)
    repeats = cross_validate(arguments, gold, examples)
    everything = [e for name in sorted(gold) for e in examples[name]]
    weights = fit(everything)
    own = predict(arguments, weights)

    parts = [(str(folder), read_gold([folder])) for folder in arguments.gold]
    for name, part in [*parts, ("all", gold)]:
        figures = []
        for given in (False, True):
            crossed = [conll(arguments, part, predicted, given) for predicted in repeats]
            figures += [sum(crossed) / len(crossed), conll(arguments, part, own, given)]
        print(
            f"{name}: cross-validated {figures[0]:.1f} (fitted to itself {figures[1]:.1f});"
            f" triggers given {figures[2]:.1f} ({figures[3]:.1f})"
        )
    for name, weight in weights.items():
        print(f"  {weight:6.2f}  {name}")
    if arguments.write:
        note = NOTE.format(
            examples=len(everything),
            documents=len(gold),
            folds=arguments.folds,
            end=figures[0],
            given=figures[2],
        )
        RULES.write_text(f"{note}\n{tables(weights)}", encoding="utf-8")


if __name__ == "__main__":
    main()
