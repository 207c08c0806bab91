#!/usr/bin/env python3
"""Loads very many names and measures what that takes.

    cargo build --release
    python3 scripts/many_names.py --names 1000000

Writes a data folder with one table of made-up persons, one name each, of two and three parts
from `gazetteers/name-tokens.csv`; then reads a seed article with it and without, several times.
Printed are the time by the clock, the processor time and the peak of the memory that the whole
program held (its resident set: the text of the table while it is read, everything embedded, the
article). Linux and macOS.
"""

import argparse
import csv
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def name_tokens():
    with open(ROOT / "gazetteers" / "name-tokens.csv", encoding="utf-8", newline="") as table:
        return [row["token"] for row in csv.DictReader(table)]


def write_persons(path, count):
    tokens = name_tokens()
    random.seed(1)
    names = {}
    while len(names) < count:
        names[" ".join(random.choices(tokens, k=2 + len(names) % 2))] = None
    with open(path, "w", encoding="utf-8", newline="") as table:
        out = csv.writer(table, lineterminator="\n")
        out.writerow("id name_en country sector names short wikidata source".split())
        for number, name in enumerate(names):
            out.writerow([f"made-up-{number}", f"Made Up {number}", "EGY", "CVL", name, "", "", "made-up"])


def measure(binary, folder):
    article = next(iter(sorted((ROOT / "gold" / "articles").glob("*.txt"))))
    command = [binary] + (["--data", folder] if folder else []) + ["extract", str(article)]
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.monotonic() - begun
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def report(label, runs):
    clock, processor, memory = (sorted(column)[len(runs) // 2] for column in zip(*runs))
    print(f"{label}: {clock:.2f} s by the clock, {processor:.2f} s of processor, peak {memory:.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "rasd"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "gazetteers" / "persons-many.csv"
        table.parent.mkdir()
        # In a process of its own: on Linux the peak that is told of a program is never less than
        # what the program that starts it holds.
        writer = multiprocessing.Process(target=write_persons, args=(table, options.names))
        writer.start()
        writer.join()
        print(f"the table of {options.names} names: {table.stat().st_size / 1e6:.0f} MB")
        report("without it", [measure(options.binary, None) for _ in range(options.runs)])
        report("with it", [measure(options.binary, folder) for _ in range(options.runs)])


if __name__ == "__main__":
    main()
