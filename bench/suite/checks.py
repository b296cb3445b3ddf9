# SPDX-License-Identifier: Apache-2.0
"""Do ripgrep and we count the same? On text and dictionaries in which folding has nothing to do (plain_bench) every term must be
there as often for both, or the bench stops. On the text as it stands differences are told, for that is what folding is for."""
import csv
import os
import sqlite3

import measure
from measure import tell
from rounds import remove
from text import BASE

COLUMNS = ["dictionary", "spellings", "spellings_left_out", "lines", "lines_left_out", "terms_found", "matches",
           "terms_that_differ"]


def read_pipe_counts(path):
    """The output of uniq -c."""
    with open(path, encoding="utf-8") as file:
        pairs = (line.rstrip("\n").lstrip(" ").split(" ", 1) for line in file)
        return {term: int(count) for count, term in pairs}


def read_term_counts(path):
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT term, occurrences FROM terms"))


def count_ours(place, dictionary_name, input_name):
    remove(place, ["ours.db"])
    measure.run(place, ["liangce", "scan", "-q", "--no-facts", "--cache-dir", "cache", "-d", dictionary_name, "-o", "ours.db",
                        input_name])
    return read_term_counts(place.path("ours.db"))


def make_plain(place, kind, source, name):
    """Runs plain_bench; returns (written, left out)."""
    measure.run(place, f"plain_bench {kind} {source} > {name}")
    with open(place.path("errors"), encoding="utf-8") as file:
        words = file.read().split()
    return int(words[0]), int(words[2])


def read_rows(path):
    """Spelling and kind of a plain dictionary."""
    with open(path, encoding="utf-8") as file:
        return [(columns[0], columns[3]) for columns in (line.rstrip("\n").split("\t") for line in file)]


def compare_one(place, label, source, lines):
    spellings = make_plain(place, "dictionary", source, "plain.tsv")
    rows = read_rows(place.path("plain.tsv"))
    with open(place.path("plain-longest-first.txt"), "w", encoding="utf-8") as file:
        file.writelines(term + "\n" for term, _ in sorted(rows, key=lambda row: (-len(row[0].encode()), row[0])))
    measure.run(place, "rg -j1 -o -F -f plain-longest-first.txt --no-filename -N plain.txt | sort | uniq -c > plain.counts")
    ours = count_ours(place, "plain.tsv", "plain.txt")
    shields = {term for term, kind in rows if kind == "shield"}
    theirs = {term: count for term, count in read_pipe_counts(place.path("plain.counts")).items() if term not in shields}
    differ = sorted(term for term in ours.keys() | theirs.keys() if ours.get(term) != theirs.get(term))
    if differ:
        some = ", ".join(f"{term} {ours.get(term, 0)} and {theirs.get(term, 0)}" for term in differ[:8])
        raise measure.BenchError(f"{label}: we and rg count {len(differ)} terms differently where folding has nothing to do: "
                                 f"{some}")
    return dict(zip(COLUMNS, [label, *spellings, *lines, len(ours), sum(ours.values()), len(differ)]))


def compare_plain(place, out, terms, labels):
    """For each list, and for the lexicon: the same counts, term by term. Writes OUT/counts.csv."""
    lines = make_plain(place, "text", BASE, "plain.txt")
    sources = {label: terms.lists[label].file for label in labels} | {"lexicon": "lexicon/terms"}
    with open(os.path.join(out, "counts.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for label, source in sources.items():
            tell(f"counts of rg and ours, {label}")
            writer.writerow(compare_one(place, label, source, lines))


def compare_raw(place, dictionary, input_name):
    """On the text as it stands, after competitors: (matches of rg, more of ours, fewer of ours), summed over terms."""
    theirs = read_pipe_counts(place.path(f"rg-{dictionary.label}.counts"))
    ours = count_ours(place, dictionary.file, input_name)
    differences = [ours.get(term, 0) - theirs.get(term, 0) for term in ours.keys() | theirs.keys()]
    return sum(theirs.values()), sum(d for d in differences if d > 0), -sum(d for d in differences if d < 0)
