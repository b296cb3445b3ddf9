# SPDX-License-Identifier: Apache-2.0
"""The dictionaries that are measured with: lists of growing size and of growing frequency, and the real lexicon. Those that are
made here are always made alike."""
import dataclasses
import os
import random
import re
import sqlite3

import measure
from text import BASE, lexicon_terms


@dataclasses.dataclass
class Dictionary:
    label: str
    file: str  # relative to the scratch folder; "" for the real lexicon
    terms: int


LISTS = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
BAND_TERMS = 1_000


def write_list(place, name, label, terms):
    with open(place.path(name), "w", encoding="utf-8") as file:
        file.writelines(term + "\n" for term in terms)
    return Dictionary(label, name, len(terms))


def longest_first_name(dictionary):
    return dictionary.file.replace(".txt", "-longest-first.txt")


def write_longest_first(place, dictionary):
    """The list for programs that take the first of their patterns that fits."""
    with open(place.path(dictionary.file), encoding="utf-8") as file:
        terms = file.read().split("\n")[:-1]
    write_list(place, longest_first_name(dictionary), "", sorted(terms, key=lambda term: (-len(term.encode()), term)))


def cut_terms(place, count):
    """Distinct words of two to six Han characters, cut out of the text at random."""
    chance = random.Random(5)
    with open(place.path(BASE), encoding="utf-8") as base:
        runs = re.findall(r"[\u4e00-\u9fff]{2,}", base.read(60_000_000))
    terms = {}
    for _ in range(count * 20):
        run = chance.choice(runs)
        start = chance.randrange(len(run) - 1)
        terms.setdefault(run[start:start + chance.randint(2, 6)])
        if len(terms) >= count:
            break
    return [term for term in terms if len(term) > 1]


class Terms:
    """All dictionaries of a run; `origin` says for the summary where the lists are from."""

    def __init__(self, place, root):
        self.place = place
        beside = os.path.join(root, "..", "shared", "bench")
        paths = {label: os.path.join(beside, f"terms-{label}.txt") for label in LISTS}
        lexicon = lexicon_terms(place.path("lexicon"))
        self.lexicon = Dictionary("lexicon", "", len(lexicon))
        if all(os.path.exists(path) for path in paths.values()):
            self.origin = "lists of policy terms and words"
            read = {label: read_list(path) for label, path in paths.items()}
        else:
            self.origin = "terms of the lexicon, then words cut out of the text at random"
            pool = list(dict.fromkeys(random.Random(7).sample(lexicon, len(lexicon)) + cut_terms(place, LISTS["100k"])))
            read = {label: pool[:size] for label, size in LISTS.items()}
        self.lists = {label: write_list(place, f"terms-{label}.txt", label, terms) for label, terms in read.items()}
        self.pool = list(read["100k"])
        random.Random(11).shuffle(self.pool)

    def growing(self, sizes):
        """Lists of the given sizes, each holding the smaller ones; what the pool lacks is compounds of two of its short words."""
        chance = random.Random(13)
        terms = dict.fromkeys(self.pool)
        short = [term for term in self.pool if len(term) <= 3]
        while len(terms) < max(sizes):
            terms.setdefault(chance.choice(short) + chance.choice(short))
        terms = list(terms)
        return [write_list(self.place, f"growing-{size}.txt", str(size), terms[:size]) for size in sizes]

    def by_density(self, targets, base):
        """For each target a list of a thousand words that stand about so often in a KB of the text, where there are such."""
        pool = write_list(self.place, "pool.txt", "pool", self.pool)
        measure.run(self.place, ["liangce", "scan", "-q", "--no-facts", "--overlap", "all", "--cache-dir", "cache", "-d", pool.file,
                                 "-o", "pool.db", base.name])
        with sqlite3.connect(self.place.path("pool.db")) as database:
            counts = database.execute("SELECT term, occurrences FROM terms ORDER BY occurrences DESC, term").fetchall()
        lists = []
        for target in targets:
            start = band_start([count for _, count in counts], target * base.bytes / 1000)
            if start is not None:
                terms = [term for term, _ in counts[start:start + BAND_TERMS]]
                lists.append(write_list(self.place, f"density-{target:g}.txt", f"{target:g}", terms))
        return lists


def read_list(path):
    with open(path, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def band_start(counts, wanted):
    """Where in the descending counts a band of BAND_TERMS begins whose sum is the first not above what is wanted."""
    total = sum(counts[:BAND_TERMS])
    for start in range(len(counts) - BAND_TERMS):
        if total <= wanted:
            return start if start > 0 else None
        total += counts[start + BAND_TERMS] - counts[start]
    return None
