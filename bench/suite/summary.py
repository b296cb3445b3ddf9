# SPDX-License-Identifier: Apache-2.0
"""Writes summary.md of a run: medians with least and most, the ratios that matter, whether counts agree, machine and commands."""
import dataclasses
import os

import machine
import prose
import ratios
from table import distinct, median, rate, read, select, spread

STAGES = ["raw-utf8", "raw-folded", "fold", "scan", "scan-facts"]
STAGES_OF_GROWTH = ["raw-utf8", "raw-folded", "scan"]
SERIES = ["engine", "competitors", "program", "start", "density", "growth-dictionary-engine", "growth-dictionary-start",
          "growth-input"]


@dataclasses.dataclass
class About:
    """What the CSV files do not tell."""
    quick: bool
    text: object
    lists_origin: str
    raw_counts: dict  # dictionary -> (matches of rg, more of ours, fewer of ours)
    seconds: float


def show(found, digits=3):
    """Median (least–most)."""
    return "" if found is None else f"{found.median:.{digits}f} ({found.least:.{digits}f}–{found.most:.{digits}f})"


def mega(value):
    return f"{value / 1e6:,.1f}" if value < 1e8 else f"{value / 1e6:,.0f}"


def escape(cell):
    return str(cell).replace("|", "\\|")


def table(heads, rows):
    """A Markdown table; columns after the first are numbers, and stand to the right."""
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    return lines + ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows] + [""]


def beyond(memory, series, **where):
    """Peak memory in MB as text, "" where it was not measured."""
    taken = [row["beyond_input_bytes"] for row in select(memory, series=series, **where)]
    return f"{max(taken) / 1e6:.1f}" if taken else ""


def matches_per_kb(rows, dictionary):
    return median(rows, "matches_per_kb", dictionary=dictionary, stage="scan")


def dictionaries_of(rows):
    """Of an engine bench, in which the fold has none."""
    return [name for name in distinct(rows, "dictionary") if name]


def head(about, place):
    text, small = about.text, about.text.small
    left_out = f" ({text.left_out:,} that are not UTF-8 text left out)" if text.left_out else ""
    times = "once" if text.copies == 1 else f"{text.copies} times over"
    return [f"# {machine.run_name()}", "", *([prose.QUICK, ""] if about.quick else []),
            "- Machine: " + "; ".join(machine.describe()),
            "- Versions: " + "; ".join(machine.versions(place)),
            f"- Text: {text.origin}, {text.documents:,} documents, {mega(text.base.bytes)} MB{left_out}. One large file: the text "
            f"{times}, {mega(text.large.bytes)} MB. Many small files: {small.files:,} of {small.bytes / small.files / 1e3:.1f} KB, "
            f"{mega(small.bytes)} MB.",
            f"- Dictionaries 1k, 10k, 100k: {about.lists_origin}. lexicon: core/lexicon/terms.",
            f"- {prose.FIGURES}",
            f"- The whole bench took {about.seconds / 60:.0f} minutes.", ""]


def counts_part(out, about):
    counts = read(out, "counts")
    columns = ("spellings", "spellings_left_out", "terms_found", "matches", "terms_that_differ")
    plain = [[row["dictionary"], *(f"{row[key]:,.0f}" for key in columns)] for row in counts]
    raw = [[label, f"{theirs:,}", f"{theirs + more - fewer:,}", f"{more:,}", f"{fewer:,}"]
           for label, (theirs, more, fewer) in about.raw_counts.items()]
    return ["## Do the counts agree?", "", prose.COUNTS_PLAIN.format(**counts[0]), "",
            *table(["dictionary", "spellings", "left out", "terms found", "matches, both", "terms that differ"], plain),
            prose.COUNTS_RAW, "", *table(["dictionary", "rg", "liangce", "more", "fewer"], raw)]


def engine_part(engine):
    rows = []
    for name in dictionaries_of(engine):
        speeds = [spread(engine, "gb_per_s", dictionary="" if stage == "fold" else name, stage=stage) for stage in STAGES]
        terms = median(engine, "terms", dictionary=name)
        rows.append([name, f"{terms:,.0f}", f"{matches_per_kb(engine, name):.1f}", *(show(speed) for speed in speeds)])
    return ["## One buffer, one thread", "", prose.ENGINE, "", "![engine](engine.svg)", "",
            *table(["dictionary", "terms", "matches a KB", *STAGES], rows)]


def competitors_part(rows, memory):
    body = []
    for dictionary in distinct(rows, "dictionary"):
        ours = median(rows, "seconds", dictionary=dictionary, case="liangce scan")
        for case in distinct(rows, "case"):
            where = {"dictionary": dictionary, "case": case}
            found = spread(rows, "seconds", **where)
            body.append([f"{dictionary}: `{case}`", show(found, 2), f"{found.median / ours:.1f}",
                         f"{median(rows, 'matches', **where):,.0f}", beyond(memory, "competitors", **where)])
    return ["## What one would do without us", "", prose.COMPETITORS, "", "![competitors](competitors.svg)", "",
            *table(["dictionary and program", "seconds", "times ours", "matches", "memory, MB"], body)]


def program_part(program, memory):
    rows, program = [], select(program, case="liangce scan")
    for name in distinct(program, "input"):
        for facts, words in ((0, "terms only"), (1, "with facts")):
            for threads in distinct(program, "threads"):
                where = {"input": name, "facts": facts, "threads": threads}
                files, seconds = select(program, **where)[0]["files"], spread(program, "seconds", **where)
                rows.append([f"`{name}`, {words}", f"{threads:.0f}", show(seconds), show(spread(program, rate, **where)),
                             f"{files / seconds.median:,.0f}" if files > 1 else "", beyond(memory, "program", **where)])
    return ["## The program, with the real lexicon", "", prose.PROGRAM, "", "![threads](threads.svg)", "",
            *table(["input", "threads", "seconds", "GB/s", "files a second", "memory, MB"], rows)]


def start_part(start):
    rows = [[f"{words}, {whence}", show(spread(start, lambda row: row["seconds"] * 1e3, facts=facts, cache=cache), 1)]
            for facts, words in ((0, "terms only"), (1, "with facts"))
            for cache, whence in (("none", "compiled anew"), ("warm", "from the cache"))]
    return ["## Start", "", prose.START, "", *table(["dictionary", "ms"], rows)]


def growth_input_part(inputs, memory):
    rows = [[f"{size / 1e6:,.0f}", *(show(spread(inputs, "seconds", bytes=size, facts=facts)) for facts in (0, 1)),
             *(beyond(memory, "growth-input", bytes=size, facts=facts) for facts in (0, 1))] for size in distinct(inputs, "bytes")]
    return ["## Growth", "", prose.GROWTH_INPUT, "", "![input](growth-input.svg)", "",
            *table(["MB", "seconds, terms only", "seconds, with facts", "memory, MB", "with facts, MB"], rows)]


def speeds_of_growth(rows, name):
    return [show(spread(rows, "gb_per_s", dictionary=name, stage=stage)) for stage in STAGES_OF_GROWTH]


def growth_dictionary_part(speed, starts, memory):
    rows = [[f"{median(speed, 'terms', dictionary=name):,.0f}", f"{matches_per_kb(speed, name):.1f}",
             *speeds_of_growth(speed, name),
             *(show(spread(starts, "seconds", dictionary=name, cache=cache)) for cache in ("none", "warm")),
             *(beyond(memory, "growth-dictionary", dictionary=name, cache=cache) for cache in ("none", "warm"))]
            for name in dictionaries_of(speed)]
    return [prose.GROWTH_DICTIONARY, "", "![dictionary](growth-dictionary.svg)", "",
            *table(["terms", "matches a KB", *STAGES_OF_GROWTH, "compiled anew", "from the cache", "memory compiling, MB",
                    "memory scanning, MB"], rows)]


def density_part(rows):
    body = [[f"{matches_per_kb(rows, name):.2f}", *speeds_of_growth(rows, name)] for name in dictionaries_of(rows)]
    return [prose.DENSITY, "", "![density](density.svg)", "", *table(["matches a KB", *STAGES_OF_GROWTH], body)]


def commands_part(out):
    """Each command once, in the order in which they were first run."""
    commands = []
    for name in SERIES:
        commands += [f"# {name}"] + distinct(read(out, name), "command")
    return ["## Commands", "", prose.COMMANDS, "", "```", *commands, "```", ""]


def write(place, out, about):
    memory = read(out, "memory")
    lines = head(about, place) + ratios.part(out) + counts_part(out, about) + engine_part(read(out, "engine"))
    lines += competitors_part(read(out, "competitors"), memory) + program_part(read(out, "program"), memory)
    lines += start_part(read(out, "start")) + growth_input_part(read(out, "growth-input"), memory)
    lines += growth_dictionary_part(read(out, "growth-dictionary-engine"), read(out, "growth-dictionary-start"), memory)
    lines += density_part(read(out, "density")) + commands_part(out)
    with open(os.path.join(out, "summary.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
