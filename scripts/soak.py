#!/usr/bin/env python3
"""Runs many generated documents through `rasd extract` and checks memory and counts.

    cargo build --release
    python3 scripts/soak.py --documents 2000000

Documents are made from the paragraphs of the seed articles. Checked: every document comes out
once and in order, the bad ones are rejected and told, and peak memory late in the run is no
higher than early on, but for the 30 bytes a document that the search for repeated ids takes.
Linux only: memory is read from /proc.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVERY_BAD = 1000


def paragraphs():
    for path in sorted((ROOT / "gold" / "articles").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            # Sentences: links and menus alone would be no document.
            if len(line) > 60 and line.rstrip().endswith("."):
                yield line


def feed(stdin, count):
    lines = list(paragraphs())
    random.seed(1)
    for number in range(count):
        if number % EVERY_BAD == EVERY_BAD - 1:
            stdin.write(b'{"id": "bad"}\n')
            continue
        text = "\n".join(random.choices(lines, k=2))
        line = json.dumps({"id": str(number), "text": text, "date": "2024-03-11"}, ensure_ascii=False)
        stdin.write(line.encode() + b"\n")
    stdin.close()


def resident_kilobytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2_000_000)
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "rasd"))
    options = parser.parse_args()
    command = [options.binary, "extract", "-", "--format", "doc", "--log", "json", "--progress", "never"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    threading.Thread(target=feed, args=(process.stdin, options.documents), daemon=True).start()
    rejected = []
    threading.Thread(target=lambda: rejected.extend(process.stderr), daemon=True).start()

    seen, last, memory = 0, -1, []
    for line in process.stdout:
        number = int(line[7 : line.index(b'"', 7)])
        if number <= last:
            sys.exit(f"document {number} after {last}: order is broken")
        last = number
        seen += 1
        if seen % max(1, options.documents // 100) == 0:
            memory.append(resident_kilobytes(process.pid))
            print(f"{seen} documents, {memory[-1] / 1024:.0f} MB", flush=True)
    code = process.wait()

    bad = options.documents // EVERY_BAD
    expected = options.documents - bad
    told = sum(1 for line in rejected if b'"rejected"' in line and b'"warn"' in line)
    if (seen, told, code) != (expected, bad, 1 if bad else 0):
        sys.exit(f"{seen} documents of {expected}, {told} rejected of {bad}, exit code {code}")
    early = max(memory[: len(memory) // 4] or [0])
    late = max(memory or [0])
    allowed = early * 1.2 + options.documents * 32 / 1024
    if late > allowed:
        sys.exit(f"memory grew from {early} kB to {late} kB")
    print(f"{seen} documents in order, {told} rejected, memory {early} kB early, {late} kB at most")


if __name__ == "__main__":
    main()
