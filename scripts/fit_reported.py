#!/usr/bin/env python3
# /// script
# requires-python = ">=3.10"
# dependencies = ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1"]
# ///
"""Derives `rules/grammar/reported.toml` and `reported-words.toml` from judged sentences.

    cargo build --release
    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    python3 scripts/fit_reported.py sentences.jsonl            cross-validation and the weights
    python3 scripts/fit_reported.py sentences.jsonl --write    and write the rule files

The sentences are lines of {"id", "type", "label", "text"} as for `rasd eval --set detection`, for
example those of openeventdata/arabic_event_gsr; those judged ambiguous are left out. What is seen
in a sentence is what `rasd explain --format json` prints as `report_features` and `report_words`.

The model is a logistic regression with a bias for each type, over the mention of the type that
scores highest in a sentence: chosen anew in each round. Lemmas that are in at least FREQUENT
sentences with a mention count as words. The threshold of a type is the one with the best F1 on
sentences that the weights were not fitted to; sentences of one document (the id up to its last
hyphen) are never on both sides. Same input, same output.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile
from collections import Counter, defaultdict

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parent.parent
RULES = ROOT / "rules" / "grammar" / "reported.toml"
WORDS = ROOT / "rules" / "grammar" / "reported-words.toml"

FREQUENT = 8
FOLDS = 5
# How freely weights move, and how much less those of words do.
FREEDOM = 2.0
WORD = 0.3
# Weights of words are rounded to this; those that become 0 are left out.
STEP = 0.05
# Parts of speech that name somebody or something by a name, or are no words.
UNTOLD = {"PROPN", "NUM", "PUNCT", "SYM", "X"}
# Mentions that describe rather than name.
DESCRIBED = {"NOM", "OCC"}

NOTE = """\
# Whether an event is what its sentence reports or only background to it: the weights of what is
# seen in the sentence. The sum less the threshold of the category is the event's `report_score`;
# above 0, it is `reported`. What words weigh is in reported-words.toml.
#
# Written by scripts/fit_reported.py from {positives} sentences that report and {negatives} that do not
# ({types}); categories that were not judged share the mean threshold.
# F1 in {folds}-fold cross-validation: {cross}.
"""
WORDS_NOTE = """\
# What lemmas of a sentence weigh, each once, in whether it reports an event (the feature `words` in
# reported.toml); names weigh nothing. Written by scripts/fit_reported.py.
"""


def run(binary, *command):
    done = subprocess.run([binary, *command], stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def frequent_lemmas(binary, texts):
    """Lemmas of many texts that mostly stand outside names and times."""
    inside, texts_with = Counter(), Counter()
    occurrences = Counter()
    found = run(binary, "extract", "--format", "doc", texts)
    for document, layer in zip(found, run(binary, "tokens", "--format", "jsonl", texts)):
        spans = [e for e in document["entities"] if e["type"] not in DESCRIBED] + document["times"]
        lemmas = set()
        for token in layer["tokens"]:
            named = any(s["start"] < token["end"] and token["start"] < s["end"] for s in spans)
            for segment in token["segments"]:
                if segment["pos"] in UNTOLD or len(segment["lemma"]) < 2:
                    continue
                lemmas.add(segment["lemma"])
                occurrences[segment["lemma"]] += 1
                inside[segment["lemma"]] += named
        texts_with.update(lemmas)
    frequent = (lemma for lemma, count in texts_with.items() if count >= FREQUENT)
    return sorted(lemma for lemma in frequent if 2 * inside[lemma] < occurrences[lemma])


def read_sentences(path, binary):
    """(type, positive, document, features of each mention of the type) for each judged sentence."""
    judged = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        texts = pathlib.Path(folder) / "texts.jsonl"
        # Numbered: the same sentence may be judged for two types.
        lines = ({"id": str(n), "text": sentence["text"]} for n, sentence in enumerate(judged))
        texts.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
        # With every frequent lemma in the table, the explanation tells which are in a sentence.
        every = pathlib.Path(folder) / WORDS.relative_to(ROOT)
        every.parent.mkdir(parents=True)
        lemmas = frequent_lemmas(binary, texts)
        every.write_text(word_tables({lemma: 1.0 for lemma in lemmas}))
        told = run(binary, "--data", folder, "explain", "--format", "json", texts)
    seen = {int(explained["id"]): explained["events"] for explained in told}
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
        mentions = [features_of(event) for event in told]
        document = sentence["id"].rsplit("-", 1)[0]
        sentences.append((sentence["type"], sentence["label"] == "yes", document, mentions))
    counts = Counter(name for s in sentences for name in set().union(*s[3]) if name[0] == "word")
    for _, _, _, mentions in sentences:
        for mention in mentions:
            for name in [n for n in mention if n[0] == "word" and counts[n] < FREQUENT]:
                del mention[name]
    return sentences


def features_of(event):
    features = {("seen", n): v for n, v in event["report_features"].items() if n != "words"}
    features.update((("word", lemma), WORD) for lemma in event["report_words"])
    return features


def score(weights, mention):
    return sum(weights.get(name, 0.0) * value for name, value in mention.items())


def fit(sentences, rounds=3):
    """Weights of features and words."""
    weights = {}
    told = [sentence for sentence in sentences if sentence[3]]
    labels = [positive for _, positive, _, _ in told]
    for number in range(rounds):
        rows = []
        for kind, _, _, mentions in told:
            chosen = max(mentions, key=len if number == 0 else lambda m: score(weights, m))
            rows.append({**chosen, ("bias", kind): 1.0})
        vectors = DictVectorizer(sort=False)
        model = LogisticRegression(C=FREEDOM, max_iter=500)
        model.fit(vectors.fit_transform(rows), labels)
        weights = dict(zip(vectors.feature_names_, map(float, model.coef_[0])))
    return {name: weight for name, weight in weights.items() if name[0] != "bias"}


def folds_of(sentences, seed):
    documents = sorted({document for _, _, document, _ in sentences})
    random.Random(seed).shuffle(documents)
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    return [fold[document] for _, _, document, _ in sentences]


def held_out_scores(sentences, seed):
    """What each sentence scores with weights fitted to others; None without a mention."""
    folds = folds_of(sentences, seed)
    scores = [None] * len(sentences)
    for held in range(FOLDS):
        weights = fit([s for s, fold in zip(sentences, folds) if fold != held])
        for number, (sentence, fold) in enumerate(zip(sentences, folds)):
            if fold == held and sentence[3]:
                scores[number] = max(score(weights, mention) for mention in sentence[3])
    return scores


def f1(right, predicted, gold):
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def best_threshold(scores, sentences, kind):
    """The threshold with the best F1, and that F1."""
    told = zip(scores, sentences)
    scored = sorted(((value, s[1]) for value, s in told if s[0] == kind and value is not None), reverse=True)
    gold = sum(s[1] for s in sentences if s[0] == kind)
    best, threshold, right = 0.0, 0.0, 0
    for number, (value, positive) in enumerate(scored):
        right += positive
        after = scored[number + 1][0] if number + 1 < len(scored) else value - 1
        if after < value and f1(right, number + 1, gold) > best:
            best, threshold = f1(right, number + 1, gold), (value + max(after, value - 1)) / 2
    return threshold, best


def cross_validate(sentences, kinds, repeats):
    """F1, precision and recall of each type, weights and threshold from other documents."""
    counts = {kind: [0, 0, 0] for kind in kinds}
    for repeat in range(repeats):
        folds = folds_of(sentences, repeat)
        for held in range(FOLDS):
            train = [s for s, fold in zip(sentences, folds) if fold != held]
            weights, scores = fit(train), held_out_scores(train, repeat + 1)
            for kind in kinds:
                threshold, _ = best_threshold(scores, train, kind)
                for sentence, fold in zip(sentences, folds):
                    if fold != held or sentence[0] != kind:
                        continue
                    said = any(score(weights, mention) > threshold for mention in sentence[3])
                    counts[kind][0] += said and sentence[1]
                    counts[kind][1] += said
                    counts[kind][2] += sentence[1]
    return {
        kind: (f1(*count), count[0] / max(1, count[1]), count[0] / max(1, count[2]))
        for kind, count in counts.items()
    }


def word_tables(words):
    """Tables of lemmas, those of one weight together."""
    groups = defaultdict(list)
    for lemma, value in words.items():
        groups[round(value, 2)].append(lemma)
    lines = []
    for value in sorted(groups, reverse=True):
        lemmas = ", ".join(f'"{lemma}"' for lemma in sorted(groups[value]))
        lines.append(f"[[report-words]]\nvalue = {value:.2f}\nlemmas = [{lemmas}]\n")
    return "\n".join(lines)


def tables(kinds, weights, thresholds):
    mean = sum(thresholds.values()) / len(thresholds)
    lines = [f"[[threshold]]\nvalue = {mean:.2f}\n"]
    for kind in kinds:
        lines.append(f'[[threshold]]\ncategories = ["{kind}"]\nvalue = {thresholds[kind]:.2f}\n')
    lines.append('[[weight]]\nfeature = "words"\nvalue = 1.00\n')
    for name in sorted(weights, key=lambda name: -weights[name]):
        lines.append(f'[[weight]]\nfeature = "{name}"\nvalue = {weights[name]:.2f}\n')
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences")
    parser.add_argument("--rasd", default=str(ROOT / "target" / "release" / "rasd"))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {RULES.name}, {WORDS.name}")
    arguments = parser.parse_args()

    sentences = read_sentences(arguments.sentences, arguments.rasd)
    kinds = sorted({kind for kind, _, _, _ in sentences})
    figures = cross_validate(sentences, kinds, arguments.repeats)
    fitted = fit(sentences)
    weights = {name: value for (of, name), value in fitted.items() if of == "seen"}
    words = {n: round(v * WORD / STEP) * STEP for (of, n), v in fitted.items() if of == "word"}
    words = {lemma: value for lemma, value in words.items() if abs(value) >= STEP / 2}
    scores = held_out_scores(sentences, 0)
    thresholds = {}
    for kind in kinds:
        thresholds[kind], _ = best_threshold(scores, sentences, kind)
        mean, precision, recall = figures[kind]
        print(
            f"{kind:9} cross-validated F1 {mean:.3f} (P {precision:.3f} R {recall:.3f}),"
            f" threshold {thresholds[kind]:.2f}"
        )
    for name in sorted(weights, key=lambda name: -weights[name]):
        print(f"  {weights[name]:6.2f}  {name}")
    print(word_tables(words))
    if arguments.write:
        positives = sum(positive for _, positive, _, _ in sentences)
        note = NOTE.format(
            positives=positives,
            negatives=len(sentences) - positives,
            types=", ".join(kinds),
            folds=FOLDS,
            cross=", ".join(f"{kind} {figures[kind][0]:.3f}" for kind in kinds),
        )
        RULES.write_text(f"{note}\n{tables(kinds, weights, thresholds)}", encoding="utf-8")
        WORDS.write_text(f"{WORDS_NOTE}\n{word_tables(words)}", encoding="utf-8")


if __name__ == "__main__":
    main()
