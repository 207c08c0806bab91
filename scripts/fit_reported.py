#!/usr/bin/env python3
"""Derives the weights of `rules/grammar/reported.toml` from judged sentences.

    cargo build --release
    python3 scripts/fit_reported.py sentences.jsonl            cross-validation and the weights
    python3 scripts/fit_reported.py sentences.jsonl --write    and write the rule file

The sentences are lines of {"id", "type", "label", "text"} as for `rasd eval --set detection`, for
example those of openeventdata/arabic_event_gsr; those judged ambiguous are left out. What is seen
in a sentence is what `rasd explain --format json` prints as `report_features`.

The model is a logistic regression with a bias for each type, over the mention of the type that
scores highest in a sentence: chosen anew in each round. The threshold of a type is the one with
the best F1 on what it was fitted to. Python standard library only; same input, same output.
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
RULES = ROOT / "rules" / "grammar" / "reported.toml"

NOTE = """\
# Whether an event is what its sentence reports or only background to it: the weights of what is
# seen in the sentence. The sum less the threshold of the category is the event's `report_score`;
# above 0, it is `reported`.
#
# Written by scripts/fit_reported.py from {positives} sentences that report and {negatives} that do not
# ({types}); categories that were not judged share the mean threshold.
# F1 in {folds}-fold cross-validation: {cross}.
"""


def read_sentences(path, binary):
    """(type, positive, features of each mention of the type) for each judged sentence."""
    judged = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as texts:
        # Numbered: the same sentence may be judged for two types.
        for number, sentence in enumerate(judged):
            line = {"id": str(number), "text": sentence["text"]}
            texts.write(json.dumps(line, ensure_ascii=False) + "\n")
        texts.flush()
        command = [binary, "explain", "--format", "json", texts.name]
        output = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout
    seen = {}
    for line in output.splitlines():
        explained = json.loads(line)
        seen[int(explained["id"])] = explained["events"]
    sentences = []
    for number, sentence in enumerate(judged):
        if sentence["label"] == "ambiguous":
            continue
        told = (
            event
            for event in seen.get(number, [])
            if event["type"] == sentence["type"]
            and event["realis"] != "hypothetical"
            and not event["negated"]
        )
        mentions = [event["report_features"] for event in told]
        sentences.append((sentence["type"], sentence["label"] == "yes", mentions))
    return sentences


def score(weights, mention):
    return sum(weights[name] * value for name, value in mention.items())


def best_mention(weights, mentions):
    return max(mentions, key=lambda mention: score(weights, mention))


def fit(sentences, penalty=3.0, rounds=5, steps=200, rate=2.0):
    """Weights, and the bias of each type."""
    weights = defaultdict(float)
    bias = defaultdict(lambda: -1.0)
    told = [sentence for sentence in sentences if sentence[2]]
    for number in range(rounds):
        rows = []
        for kind, positive, mentions in told:
            chosen = max(mentions, key=len) if number == 0 else best_mention(weights, mentions)
            rows.append((kind, positive, list(chosen.items())))
        for _ in range(steps):
            slope, bias_slope = defaultdict(float), defaultdict(float)
            for kind, positive, mention in rows:
                total = bias[kind] + sum(weights[name] * value for name, value in mention)
                error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - positive
                bias_slope[kind] += error
                for name, value in mention:
                    slope[name] += error * value
            for name in slope:
                weights[name] -= rate * (slope[name] + penalty * weights[name]) / len(rows)
            for kind in bias_slope:
                bias[kind] -= 3 * rate * bias_slope[kind] / len(rows)
    return weights


def f1(right, predicted, gold):
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def best_threshold(weights, sentences, kind):
    """The threshold with the best F1, and that F1."""
    scored = sorted(
        (
            (max(score(weights, mention) for mention in mentions), positive)
            for of, positive, mentions in sentences
            if of == kind and mentions
        ),
        reverse=True,
    )
    gold = sum(positive for of, positive, _ in sentences if of == kind)
    best, threshold, right = 0.0, 0.0, 0
    for number, (value, positive) in enumerate(scored):
        right += positive
        after = scored[number + 1][0] if number + 1 < len(scored) else value - 1
        if after < value and f1(right, number + 1, gold) > best:
            best, threshold = f1(right, number + 1, gold), (value + max(after, value - 1)) / 2
    return threshold, best


def cross_validate(sentences, kinds, folds, repeats):
    """F1, precision and recall of each type on the folds that were not fitted to."""
    counts = {kind: [0, 0, 0] for kind in kinds}
    for repeat in range(repeats):
        order = list(range(len(sentences)))
        random.Random(repeat).shuffle(order)
        for fold in range(folds):
            held = set(order[fold::folds])
            train = [s for i, s in enumerate(sentences) if i not in held]
            weights = fit(train)
            thresholds = {kind: best_threshold(weights, train, kind)[0] for kind in kinds}
            for kind, positive, mentions in (sentences[i] for i in sorted(held)):
                said = any(score(weights, m) > thresholds[kind] for m in mentions)
                count = counts[kind]
                count[0] += said and positive
                count[1] += said
                count[2] += positive
    return {
        kind: (f1(*count), count[0] / max(1, count[1]), count[0] / max(1, count[2]))
        for kind, count in counts.items()
    }


def rule_file(sentences, kinds, weights, thresholds, figures, folds):
    positives = sum(positive for _, positive, _ in sentences)
    cross = ", ".join(f"{kind} {figures[kind][0]:.3f}" for kind in kinds)
    lines = [
        NOTE.format(
            positives=positives,
            negatives=len(sentences) - positives,
            types=", ".join(kinds),
            folds=folds,
            cross=cross,
        )
    ]
    mean = sum(thresholds.values()) / len(thresholds)
    lines.append(f"[[threshold]]\nvalue = {mean:.2f}\n")
    for kind in kinds:
        lines.append(f'[[threshold]]\ncategories = ["{kind}"]\nvalue = {thresholds[kind]:.2f}\n')
    for name in sorted(weights, key=lambda name: -weights[name]):
        lines.append(f'[[weight]]\nfeature = "{name}"\nvalue = {weights[name]:.2f}\n')
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences")
    parser.add_argument("--rasd", default=str(ROOT / "target" / "release" / "rasd"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {RULES.name}")
    arguments = parser.parse_args()

    sentences = read_sentences(arguments.sentences, arguments.rasd)
    kinds = sorted({kind for kind, _, _ in sentences})
    figures = cross_validate(sentences, kinds, arguments.folds, arguments.repeats)
    weights = fit(sentences)
    # As written, so that the figures are those of the rule file.
    weights = defaultdict(float, {name: round(value, 2) for name, value in weights.items()})
    thresholds = {}
    for kind in kinds:
        thresholds[kind], own = best_threshold(weights, sentences, kind)
        mean, precision, recall = figures[kind]
        print(
            f"{kind:9} cross-validated F1 {mean:.3f} (P {precision:.3f} R {recall:.3f});"
            f" on all {own:.3f} at {thresholds[kind]:.2f}"
        )
    for name in sorted(weights, key=lambda name: -weights[name]):
        print(f"  {weights[name]:6.2f}  {name}")
    if arguments.write:
        text = rule_file(sentences, kinds, weights, thresholds, figures, arguments.folds)
        RULES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
