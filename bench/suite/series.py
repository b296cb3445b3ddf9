# SPDX-License-Identifier: Apache-2.0
"""What is measured: each function is one series, a row a repeat in OUT/SERIES.csv."""
import csv
import dataclasses
import os

import machine
import measure
import table
import text as texts
from measure import tell
from rounds import Case, run_memory, run_rounds, scan_case
from terms import longest_first_name, write_longest_first


def run_engine(place, out, series, input_name, dictionaries, repeats, facts):
    """engine_bench over one file."""
    tell(f"{series}, {repeats} repeats")
    command = ["engine_bench", "--repeats", str(repeats)] + (["--units", "lexicon/units.tsv"] if facts else []) + [input_name]
    command += [f"{dictionary.label}={dictionary.file or 'lexicon/terms'}" for dictionary in dictionaries]
    measure.run(place, command)
    with open(place.path("output"), encoding="utf-8") as output:
        rows = list(csv.DictReader(output))
    with open(os.path.join(out, series + ".csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*rows[0], "command"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"command": measure.command_line(command)} for row in rows)


def engine(place, out, plan, text, terms):
    """What the library makes of what the engine gives."""
    dictionaries = [terms.lists[label] for label in plan.lists] + [terms.lexicon]
    run_engine(place, out, "engine", text.large.name, dictionaries, plan.runs, True)


def thread_counts():
    """1, 2, 4 … and all cores."""
    cores = machine.usable_cores()
    counts = [1]
    while counts[-1] * 2 < cores:
        counts.append(counts[-1] * 2)
    return counts + ([cores] if cores > 1 else [])


def processes_case(text, terms, count):
    """As many runs at once as there are threads elsewhere, one thread each, each over the whole file: what the machine allows."""
    one = scan_case("", text.large, terms.lexicon)
    command = measure.command_line(one.command)
    others = "".join(f"{command.replace('result.db', f'other-{i}.db')} & " for i in range(1, count))
    return dataclasses.replace(one, case="processes", threads=count, bytes=one.bytes * count,
                               command=f"{others}{command} && wait $(jobs -p)",
                               leaves=("result.db", *(f"other-{i}.db" for i in range(1, count))))


def program(place, out, plan, text, terms):
    """The real lexicon: one large file and many small ones, terms only and with facts, on 1 to all cores."""
    cases = [scan_case("liangce scan", each, terms.lexicon, facts, threads,
                       repeats=plan.slow_runs if facts and each is text.small else 0)
             for threads in thread_counts() for each in (text.large, text.small) for facts in (False, True)]
    processes = [processes_case(text, terms, count) for count in thread_counts()[1:]]
    for each in (text.large, text.small):
        texts.warm(place, each.name)
    run_rounds(place, out, "program", cases + processes, plan.runs)
    run_memory(place, out, "program", cases)


def start(place, out, plan, text, terms):
    """A run on a sentence or two: what it costs to begin, with the compiled dictionary in the cache and without."""
    cases = []
    for facts in (False, True):
        cases.append(scan_case("liangce scan", text.tiny, terms.lexicon, facts))
        cases.append(scan_case("liangce scan", text.tiny, terms.lexicon, facts, cache="none", repeats=plan.runs))
    run_rounds(place, out, "start", cases, 4 * plan.runs)


def count_lines_of_uniq(name):
    def count(place):
        with open(place.path(name), "rb") as file:
            return sum(int(line.split(maxsplit=1)[0]) for line in file), 0
    return count


def count_output(place):
    """A command that prints nothing but a number."""
    with open(place.path("output"), "rb") as file:
        return int(file.read()), 0


def competitor_cases(plan, text, dictionary):
    """Programs over the large file; the commands that end in a pipe also count."""
    label, large = dictionary.label, text.large
    patterns = longest_first_name(dictionary)
    pipe = f"rg -j1 -o -F -f {patterns} --no-filename -N {large.name} | sort | uniq -c > rg-{label}.counts"
    others = {"rg --count-matches": f"rg -j1 --count-matches -F -f {patterns} {large.name}",
              "grep -o | wc -l": f"grep -a -o -F -f {patterns} {large.name} | wc -l",
              "ugrep -o | wc -l": f"ugrep -J1 -a -o -F -f {patterns} {large.name} | wc -l"}
    columns = {"dictionary": label, "terms": dictionary.terms, "input": large.name, "bytes": large.bytes, "cache": ""}
    return [scan_case("liangce scan", large, dictionary), scan_case("liangce scan, Hyperscan", large, dictionary, matcher="hyperscan"),
            Case("rg -o | sort | uniq -c", pipe, count_lines_of_uniq(f"rg-{label}.counts"), **columns)] + \
        [Case(name, command, count_output, repeats=plan.slow_runs, **columns) for name, command in others.items()]


def competitor_memory_cases(text, dictionary):
    """The searching programs alone, on the text taken once: what they hold does not grow with it."""
    base, patterns = text.base, longest_first_name(dictionary)
    columns = {"dictionary": dictionary.label, "terms": dictionary.terms, "input": base.name, "bytes": base.bytes, "cache": ""}
    commands = {"rg -o | sort | uniq -c": ["rg", "-j1", "-o", "-F", "-f", patterns, "--no-filename", "-N", base.name],
                "rg --count-matches": ["rg", "-j1", "--count-matches", "-F", "-f", patterns, base.name],
                "grep -o | wc -l": ["grep", "-a", "-o", "-F", "-f", patterns, base.name],
                "ugrep -o | wc -l": ["ugrep", "-J1", "-a", "-o", "-F", "-f", patterns, base.name]}
    others = [Case(name, command, None, **columns) for name, command in commands.items()]
    return [scan_case("liangce scan", base, dictionary), scan_case("liangce scan, Hyperscan", base, dictionary, matcher="hyperscan")] + others


def competitors(place, out, plan, text, terms):
    """What a user would do without us, one thread. All the others must count alike: they take the same words."""
    dictionaries = [terms.lists[label] for label in plan.lists]
    for dictionary in dictionaries:
        write_longest_first(place, dictionary)
    texts.warm(place, text.large.name)
    run_rounds(place, out, "competitors", [case for each in dictionaries for case in competitor_cases(plan, text, each)], plan.runs)
    run_memory(place, out, "competitors", [case for each in dictionaries for case in competitor_memory_cases(text, each)])
    rows = table.read(out, "competitors")
    for label in plan.lists:
        counts = {row["case"]: row["matches"] for row in rows if row["dictionary"] == label and not row["case"].startswith("liangce scan")}
        if len(set(counts.values())) > 1:
            raise measure.BenchError(f"{label}: the other programs do not agree: {counts}")


def growth_input(place, out, plan, terms):
    """Time and memory against the size of one file; with facts not to the largest, for it takes long and shows nothing new."""
    inputs = texts.write_sizes(place, plan.sizes)

    def cases(most_bytes_with_facts):
        return [scan_case("liangce scan", each, terms.lexicon, facts, repeats=plan.slow_runs if each.bytes > 300_000_000 else 0)
                for each in inputs for facts in (False, True) if not facts or each.bytes < most_bytes_with_facts]

    try:
        run_rounds(place, out, "growth-input", cases(300_000_000), plan.runs)
        run_memory(place, out, "growth-input", cases(1_100_000_000))
    finally:
        texts.remove_sizes(place)


def growth_dictionary(place, out, plan, text, terms):
    """Speed, start and memory against the number of terms."""
    dictionaries = terms.growing(plan.dictionary_sizes)
    run_engine(place, out, "growth-dictionary-engine", text.base.name, dictionaries, plan.runs, False)
    cases = [scan_case("liangce scan", text.tiny, each, cache=cache) for each in dictionaries for cache in ("none", "warm")]
    run_rounds(place, out, "growth-dictionary-start", cases, plan.slow_runs)
    run_memory(place, out, "growth-dictionary", cases + [scan_case("liangce scan", text.base, each) for each in dictionaries])


def density(place, out, plan, text, terms):
    """A thousand terms each, rare words to common ones."""
    run_engine(place, out, "density", text.base.name, terms.by_density(plan.densities, text.base), plan.runs, False)
