# SPDX-License-Identifier: Apache-2.0
"""Cases that are measured side by side: all of them once, then all once more, so that what else the machine does falls on all
alike. Every repeat becomes a CSV row. Two repeats of one case that count differently end the bench."""
import csv
import dataclasses
import os
import sqlite3

import measure
from measure import tell
from text import TINY

COLUMNS = ["case", "dictionary", "terms", "input", "bytes", "files", "facts", "threads", "cache", "repeat", "seconds",
           "user_seconds", "system_seconds", "matches", "facts_found", "command"]
MEMORY_COLUMNS = ["series", "case", "dictionary", "terms", "input", "bytes", "files", "facts", "threads", "cache",
                  "beyond_input_bytes", "anonymous_bytes", "samples", "command"]


@dataclasses.dataclass
class Case:
    """One command, what is varied in it, and how its matches are counted afterwards."""
    case: str
    command: object
    count: object  # place -> (matches, facts)
    dictionary: str = ""
    terms: int = 0
    input: str = ""
    bytes: int = 0
    files: int = 1
    facts: bool = False
    threads: int = 1
    cache: str = "warm"
    repeats: int = 0  # 0: as many as the round has
    leaves: tuple = ()  # files to remove before each run, so that all runs begin alike
    primes: object = None  # a command that fills the cache, off the clock

    def columns(self):
        return {"case": self.case, "dictionary": self.dictionary, "terms": self.terms, "input": self.input, "bytes": self.bytes,
                "files": self.files, "facts": int(self.facts), "threads": self.threads, "cache": self.cache,
                "command": measure.command_line(self.command)}


def count_result(place):
    """Matches and numbers in the result that a scan wrote."""
    with sqlite3.connect(f"file:{place.path('result.db')}?mode=ro", uri=True) as database:
        return database.execute("SELECT occurrences, ifnull(facts, 0) FROM run").fetchone()


def scan_case(name, inputs, dictionary=None, facts=False, threads=1, cache="warm", repeats=0, matcher=""):
    """`liangce scan` of an input (name, bytes, files) with a dictionary (label, file, terms), None for the lexicon."""
    options = ([] if facts else ["--no-facts"]) + (["--no-cache"] if cache == "none" else ["--cache-dir", "cache"])
    options += (["-d", dictionary.file] if dictionary.file else []) + ["-o", "result.db"]
    options += ["--matcher", matcher] if matcher else []
    primes = None if cache == "none" else ["liangce", "scan", "-q", *options, TINY]
    return Case(name, ["liangce", "scan", "-q", "-j", str(threads), *options, inputs.name], count_result, dictionary.label,
                dictionary.terms, inputs.name, inputs.bytes, inputs.files, facts, threads, cache, repeats, ("result.db",), primes)


def prime(place, cases):
    """Has the compiled dictionary of each case in the cache before anything is measured."""
    done = []
    for case in cases:
        if case.primes is not None and case.primes not in done:
            measure.run(place, case.primes)
            done.append(case.primes)


def remove(place, names):
    for name in names:
        try:
            os.remove(place.path(name))
        except FileNotFoundError:
            pass


def run_rounds(place, out, series, cases, repeats):
    """Measures the cases; every repeat is a row of OUT/SERIES.csv."""
    seen = {}
    prime(place, cases)
    with open(os.path.join(out, series + ".csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for repeat in range(1, repeats + 1):
            tell(f"{series}, repeat {repeat} of {repeats}")
            for case in cases:
                if case.repeats and repeat > case.repeats:
                    continue
                remove(place, case.leaves)
                usage, _ = measure.run(place, case.command)
                found = case.count(place)
                if seen.setdefault(id(case), found) != found:
                    raise measure.BenchError(f"{series}, {measure.command_line(case.command)}: {found[0]} matches and {found[1]} "
                                             f"numbers in repeat {repeat}, {seen[id(case)][0]} and {seen[id(case)][1]} before")
                row = case.columns() | dataclasses.asdict(usage) | {"repeat": repeat, "matches": found[0], "facts_found": found[1]}
                writer.writerow({key: f"{value:.6f}" if isinstance(value, float) else value for key, value in row.items()})
                file.flush()


def run_memory(place, out, series, cases):
    """Runs each case once more, off the clock, its memory sampled; adds to OUT/memory.csv."""
    path = os.path.join(out, "memory.csv")
    begins = not os.path.exists(path)
    with open(path, "a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, MEMORY_COLUMNS, lineterminator="\n")
        if begins:
            writer.writeheader()
        tell(f"{series}, memory")
        prime(place, cases)
        for case in cases:
            remove(place, case.leaves)
            _, memory = measure.run(place, case.command, watch=True)
            writer.writerow(case.columns() | dataclasses.asdict(memory) | {"series": series})
