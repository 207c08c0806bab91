"""All readings that the tables give a written word; slow and simple, for counting and checks."""

from collections import defaultdict, namedtuple

from tables import LEXICON, Grammar, listed, nominal_stems, read

#: One reading. `row` is the lexicon row, `table` its table, `cell` the inflection ("" for whole words).
Reading = namedtuple("Reading", "proclitics host enclitic cell table row")

FOLD = str.maketrans("أإآىة", "ااايه")


class Lookup:
    """The tables, indexed by stem."""

    def __init__(self):
        self.grammar = Grammar()
        self.stems = defaultdict(set)
        self.rows = []
        for table, paradigm in (("verbs", "verb"), ("nominals", "nominal"), ("deverbals", "nominal")):
            for row in read(LEXICON / f"{table}.csv"):
                self._add(table, paradigm, row)
        self.frames = defaultdict(lambda: defaultdict(list))
        self.cells = {}
        for paradigm in ("verb", "nominal"):
            for line in self.grammar.inflections[paradigm]:
                self.frames[line["prefix"], line["suffix"]][paradigm, line["slot"]].append(line)
                if paradigm == "verb":
                    self.cells[line["cell"]] = line
        self.whole = self._whole_words()
        self.names = {}
        for row in read(LEXICON / "names.csv"):
            self.names.setdefault((row["name"].translate(FOLD), row["article"]), row)
        clitics = read(LEXICON / "clitics.csv")
        self.enclitics = [
            (row["form"], row["hosts"].split("|")) for row in clitics if row["kind"] == "enclitic"
        ]
        self.proclitics = [("", "", "", None)] + [
            (row["written"], row["next"], row["segments"], set(row["hosts"].split("|")))
            for row in read(LEXICON / "proclitics.csv")
        ]
        self._known = {}

    def _add(self, table, paradigm, row):
        number = len(self.rows)
        self.rows.append((table, row))
        if paradigm == "verb":
            filled = self.grammar.fill("verb", row)
        else:
            filled = nominal_stems(self.grammar, row)
        for slot, stems in filled.items():
            for stem in stems:
                self.stems[stem].add((paradigm, slot, number))
        for item in listed(row.get("whole", "")):
            cell, _, form = item.partition("=")
            self.stems[form].add(("whole", cell, number))

    @staticmethod
    def _whole_words():
        whole = defaultdict(list)
        for row in read(LEXICON / "function.csv"):
            if row["pron"] != "only":
                whole[row["form"]].append(("no", row))
            if row["pron"] != "no":
                for stem in listed(row["pron_stem"] or row["form"]):
                    whole[stem].append(("only", row))
        return whole

    def hosts(self, word):
        """(host class, pron, family for enclitics, cell, table, row) of a word without clitics."""
        if word not in self._known:
            self._known[word] = list(self._hosts(word))
        return self._known[word]

    def _hosts(self, word):
        for pron, row in self.whole.get(word, ()):
            family = {"ADP": "prep", "PART": "part", "SCONJ": "part"}.get(row["pos"], "noun")
            yield row["host"], pron, family, "", "function", row
        for (prefix, suffix), slots in self.frames.items():
            if len(word) <= len(prefix) + len(suffix):
                continue
            if not (word.startswith(prefix) and word.endswith(suffix)):
                continue
            stem = word[len(prefix) : len(word) - len(suffix)]
            for paradigm, slot, number in self.stems.get(stem, ()):
                family = "verb" if paradigm == "verb" else "noun"
                for line in slots.get((paradigm, slot), ()):
                    yield line["host"], line["pron"], family, line["cell"], *self.rows[number]
        for paradigm, cell, number in self.stems.get(word, ()):
            if paradigm == "whole":
                line = self.cells[cell]
                yield line["host"], line["pron"], "verb", cell, *self.rows[number]
        for article, host in (("", "name"), ("+", "noun")):
            row = self.names.get((word.translate(FOLD), article))
            if row and len(word) > 1:
                yield host, "no", "name", "", "names", row

    def readings(self, word):
        """Every reading of a written word."""
        found = []
        for written, swallowed, segments, hosts in self.proclitics:
            if not word.startswith(written):
                continue
            rest = swallowed + word[len(written) :]
            for enclitic, families in [("", None)] + self.enclitics:
                if not rest.endswith(enclitic) or len(rest) <= len(enclitic):
                    continue
                host = rest[: len(rest) - len(enclitic)]
                for kind, pron, family, cell, table, row in self.hosts(host):
                    if hosts is not None and kind not in hosts:
                        continue
                    if enclitic and (pron == "no" or family not in families):
                        continue
                    if not enclitic and pron == "only":
                        continue
                    found.append(Reading(segments, host, enclitic, cell, table, row))
        return found
