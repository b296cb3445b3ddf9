# SPDX-License-Identifier: Apache-2.0
"""Writes summary.md of a run: medians with least and most, the ratios that matter, whether counts agree, machine and commands."""
import dataclasses
import os

import machine
import ratios
from table import distinct, median, rate, read, select, spread

STAGES = ["raw-utf8", "raw-folded", "fold", "scan", "scan-facts"]


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


def escape(cell):
    return str(cell).replace("|", "\\|")


def table(heads, rows):
    """A Markdown table; columns after the first are numbers, and stand to the right."""
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    return lines + ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows] + [""]


def mega(value):
    return f"{value / 1e6:,.1f}" if value < 1e8 else f"{value / 1e6:,.0f}"


def head(about, place):
    text = about.text
    quick = ["**A quick run: it shows that the bench works; its figures are not to be quoted.**", ""] if about.quick else []
    small = text.small
    return [f"# {machine.run_name()}", "", *quick,
            "- Machine: " + "; ".join(machine.describe()),
            "- Versions: " + "; ".join(machine.versions(place)),
            f"- Text: {text.origin}, {text.documents:,} documents, {mega(text.base.bytes)} MB"
            + (f" ({text.left_out:,} that are not UTF-8 text left out)" if text.left_out else "")
            + f". One large file: the text {'once' if text.copies == 1 else f'{text.copies} times over'}, {mega(text.large.bytes)} MB. Many small files: {small.files:,} of "
            f"{small.bytes / small.files / 1e3:.1f} KB, {mega(small.bytes)} MB.",
            f"- Dictionaries 1k, 10k, 100k: {about.lists_origin}. lexicon: core/lexicon/terms.",
            "- All inputs were in memory before they were measured on. Each figure is the median of the repeats, least and most in "
            "brackets; every repeat is in the CSV files. MB, GB and KB are powers of ten, of bytes of the UTF-8 text, in every stage.",
            f"- The whole bench took {about.seconds / 60:.0f} minutes.", ""]


def matches_per_kb(engine, dictionary):
    return median(engine, "matches_per_kb", dictionary=dictionary, stage="scan")


def engine_part(engine):
    rows = []
    for dictionary in [name for name in distinct(engine, "dictionary") if name]:
        cells = [show(spread(engine, "gb_per_s", dictionary="" if stage == "fold" else dictionary, stage=stage)) for stage in STAGES]
        terms = median(engine, "terms", dictionary=dictionary)
        rows.append([dictionary, f"{terms:,.0f}", f"{matches_per_kb(engine, dictionary):.1f}", *cells])
    return ["## One buffer, one thread", "",
            "raw-utf8: `hs_scan` on the text as it is, spellings as bytes. raw-folded: `hs_scan` on the folded and mixed units, folded "
            "before the clock starts. fold: the fold alone. scan: `lc_scan_text`, terms only, everything included. scan-facts: with "
            "numbers. GB/s.", "", "![engine](engine.svg)", "",
            *table(["dictionary", "terms", "matches a KB", *STAGES], rows)]


def counts_part(out, about):
    rows = [[row["dictionary"], *(f"{row[key]:,.0f}" for key in ("spellings", "spellings_left_out", "terms_found", "matches",
                                                                  "terms_that_differ"))] for row in read(out, "counts")]
    lines = read(out, "counts")[0]
    raw = [[label, f"{theirs:,}", f"{theirs + more - fewer:,}", f"{more:,}", f"{fewer:,}"]
           for label, (theirs, more, fewer) in about.raw_counts.items()]
    return ["## Do the counts agree?", "",
            f"Where folding has nothing to do: the folded text itself ({lines['lines']:,.0f} lines, {lines['lines_left_out']:,.0f} left "
            "out that do not fold to themselves), spellings as folded, without gaps (`*`) and without those that begin or end with a "
            "Latin letter or digit, which we do not find inside longer words and numbers. rg has the longest spelling first, so both "
            "take the leftmost longest. Every term must be counted alike, or the bench stops:", "",
            *table(["dictionary", "spellings", "left out", "terms found", "matches, both", "terms that differ"], rows),
            "On the large text as it stands, summed over terms: more of ours are words behind line ends, spaces, glosses, full-width and "
            "traditional characters; fewer are Latin words and numbers inside longer ones, and words that overlap an earlier or longer one "
            "that only folding finds:", "", *table(["dictionary", "rg", "liangce", "more", "fewer"], raw)]


def beyond(memory, series, **where):
    """Peak memory in MB as text, "" where it was not measured."""
    taken = [row["beyond_input_bytes"] for row in select(memory, series=series, **where)]
    return f"{max(taken) / 1e6:.1f}" if taken else ""


def competitors_part(rows, memory):
    body = []
    for dictionary in distinct(rows, "dictionary"):
        ours = median(rows, "seconds", dictionary=dictionary, case="liangce scan")
        for case in distinct(rows, "case"):
            found = spread(rows, "seconds", dictionary=dictionary, case=case)
            body.append([f"{dictionary}: `{case}`", show(found, 2), f"{found.median / ours:.1f}",
                         f"{median(rows, 'matches', dictionary=dictionary, case=case):,.0f}", beyond(memory, "competitors", dictionary=dictionary, case=case)])
    return ["## What one would do without us", "",
            "One thread each, one large file; `LC_ALL=C`, in which `sort` and `grep` are fastest. `rg -o | sort | uniq -c` and `liangce "
            "scan` give counts a term, the others one number. "
            "Memory: the peak of the searching process, all that is resident but mapped input.", "", "![competitors](competitors.svg)", "",
            *table(["dictionary and program", "seconds", "times ours", "matches", "memory, MB"], body)]


def program_part(program, memory):
    rows = []
    for name in distinct(program, "input"):
        for facts in (0, 1):
            for threads in distinct(program, "threads"):
                where = {"input": name, "facts": facts, "threads": threads}
                files = select(program, **where)[0]["files"]
                rows.append([f"`{name}`, {'with facts' if facts else 'terms only'}", f"{threads:.0f}", show(spread(program, "seconds", **where)),
                             show(spread(program, rate, **where)), f"{files / median(program, 'seconds', **where):,.0f}" if files > 1 else "",
                             beyond(memory, "program", **where)])
    return ["## The program, with the real lexicon", "",
            "Memory: the peak of all that is resident but the mapped input (program and libraries, database, heap, stacks), from runs of "
            "their own.", "", "![threads](threads.svg)", "",
            *table(["input", "threads", "seconds", "GB/s", "files a second", "memory, MB"], rows)]


def start_part(start):
    rows = [[f"{'with facts' if facts else 'terms only'}, " + ("from the cache" if cache == "warm" else "compiled anew"),
             show(spread(start, lambda row: row["seconds"] * 1e3, facts=facts, cache=cache), 1)]
            for facts in (0, 1) for cache in ("none", "warm")]
    return ["## Start", "", "A whole run on a sentence or two, result written: milliseconds.", "",
            *table(["dictionary", "ms"], rows)]


def growth_part(out, memory):
    inputs = read(out, "growth-input")
    sizes = [[f"{size / 1e6:,.0f}", show(spread(inputs, "seconds", bytes=size, facts=0)), show(spread(inputs, "seconds", bytes=size, facts=1)),
              beyond(memory, "growth-input", bytes=size, facts=0), beyond(memory, "growth-input", bytes=size, facts=1)]
             for size in distinct(inputs, "bytes")]
    speed, starts = read(out, "growth-dictionary-engine"), read(out, "growth-dictionary-start")
    dictionaries = [[f"{median(speed, 'terms', dictionary=name):,.0f}", f"{matches_per_kb(speed, name):.1f}",
                     *(show(spread(speed, "gb_per_s", dictionary=name, stage=stage)) for stage in ("raw-utf8", "raw-folded", "scan")),
                     *(show(spread(starts, "seconds", dictionary=name, cache=cache)) for cache in ("none", "warm")),
                     *(beyond(memory, "growth-dictionary", dictionary=name, cache=cache) for cache in ("none", "warm"))]
                    for name in distinct([row for row in speed if row["dictionary"]], "dictionary")]
    thick = read(out, "density")
    densities = [[f"{matches_per_kb(thick, name):.2f}",
                  *(show(spread(thick, "gb_per_s", dictionary=name, stage=stage)) for stage in ("raw-utf8", "raw-folded", "scan"))]
                 for name in distinct([row for row in thick if row["dictionary"]], "dictionary")]
    return ["## Growth", "", "With the size of one file: one thread, the lexicon.", "", "![input](growth-input.svg)", "",
            *table(["MB", "seconds, terms only", "seconds, with facts", "memory, MB", "with facts, MB"], sizes),
            "With the number of terms: GB/s of one buffer; whole runs on a sentence or two, in seconds; peak memory.", "",
            "![dictionary](growth-dictionary.svg)", "",
            *table(["terms", "matches a KB", "raw-utf8", "raw-folded", "scan", "compiled anew", "from the cache", "memory compiling, MB",
                    "memory scanning, MB"], dictionaries),
            "With the matches: a thousand terms each, from rare words to common ones; GB/s of one buffer.", "", "![density](density.svg)", "",
            *table(["matches a KB", "raw-utf8", "raw-folded", "scan"], densities)]


def commands_part(out):
    """Each command once, in the order in which they were first run."""
    series = ["engine", "competitors", "program", "start", "density", "growth-dictionary-engine", "growth-dictionary-start", "growth-input"]
    commands = []
    for name in series:
        commands += [f"# {name}"] + distinct(read(out, name), "command")
    return ["## Commands", "", "In a folder with the text in `text`, the lists, and a copy of the lexicon; `LC_ALL=C LIANGCE_LEXICON=lexicon`.", "", "```", *commands, "```", ""]


def write(place, out, about):
    memory = read(out, "memory")
    lines = head(about, place) + ratios.part(out) + counts_part(out, about) + engine_part(read(out, "engine"))
    lines += competitors_part(read(out, "competitors"), memory) + program_part(read(out, "program"), memory) + start_part(read(out, "start"))
    lines += growth_part(out, memory) + commands_part(out)
    with open(os.path.join(out, "summary.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
