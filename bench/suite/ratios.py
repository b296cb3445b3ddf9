# SPDX-License-Identifier: Apache-2.0
"""The figures by which this program is judged, each beside what we aim for."""
from table import distinct, median, rate, read, select


def over(above, below):
    return above / below if above is not None and below else None


def speed_ratios(engine, competitors):
    """(what, value, aim, whether more is better)"""
    def seconds(dictionary, case):
        return median(competitors, "seconds", dictionary=dictionary, case=case)

    def stage(dictionary, name):
        return median(engine, "seconds", dictionary=dictionary, stage=name)

    for dictionary, aim in (("1k", 5), ("10k", 14), ("100k", 12)):
        yield (f"`rg -o … | sort | uniq -c` ÷ `liangce scan`, terms only, {dictionary}",
               over(seconds(dictionary, "rg -o | sort | uniq -c"), seconds(dictionary, "liangce scan")), aim, True)
    for dictionary, aim in (("1k", 1.3), ("10k", 1.15), ("100k", None), ("lexicon", None)):
        yield f"whole scan ÷ raw `hs_scan` on the same units, {dictionary}", over(stage(dictionary, "scan"), stage(dictionary, "raw-folded")), \
            aim, False
    for dictionary in ("1k", "10k", "100k", "lexicon"):
        yield f"raw `hs_scan` on UTF-8 ÷ whole scan, {dictionary}", over(stage(dictionary, "raw-utf8"), stage(dictionary, "scan")), None, True
    yield "100k terms ÷ 10k terms, `liangce scan`", over(seconds("100k", "liangce scan"), seconds("10k", "liangce scan")), 2.0, False


def program_ratios(program, start, memory):
    large, small = "text/large.txt", "text/small"

    def seconds(name, facts, threads):
        return median(program, "seconds", input=name, facts=facts, threads=threads)

    for threads in distinct(program, "threads")[1:]:
        for facts, words in ((0, "terms only"), (1, "with facts")):
            yield f"1 thread ÷ {threads:.0f} threads, one large file, {words}", over(seconds(large, facts, 1), seconds(large, facts, threads)), \
                1.9 if threads == 2 else None, True
    yield "with facts ÷ terms only, one large file, 1 thread", over(seconds(large, 1, 1), seconds(large, 0, 1)), 1.6, False
    for threads in distinct(program, "threads"):
        yield (f"rate of many small files ÷ of one large file, terms only, {threads:.0f} thread{'s' if threads > 1 else ''}",
               over(*(median(program, rate, input=name, facts=0, threads=threads) for name in (small, large))), 0.5, True)
    for facts, words in ((0, "terms only"), (1, "with facts")):
        yield f"start compiled anew ÷ from the cache, {words}", \
            over(*(median(start, "seconds", facts=facts, cache=cache) for cache in ("none", "warm"))), None, True
    yield "start from the cache, with facts, whole run on a sentence or two, ms", median(start, "seconds", facts=1, cache="warm") * 1e3, 50, False
    for facts, words in ((0, "terms only"), (1, "with facts")):
        of_growth = select(memory, series="growth-input", facts=facts)
        biggest = max(row["bytes"] for row in of_growth) / 1e6
        yield f"peak memory beyond the mapped input, lexicon, {words}, inputs up to {biggest:,.0f} MB, 1 thread, MB", \
            max(row["beyond_input_bytes"] for row in of_growth) / 1e6, 64, False


def part(out):
    figures = [*speed_ratios(read(out, "engine"), read(out, "competitors")),
               *program_ratios(read(out, "program"), read(out, "start"), read(out, "memory"))]
    lines = ["## What matters", "", "Quotients of medians.", "", "| | measured | aim | met |", "| --- | ---: | ---: | --- |"]
    for what, value, aim, more in figures:
        if value is None:
            continue
        met = "" if aim is None else "yes" if (value >= aim if more else value <= aim) else "**no**"
        what = what.replace("|", "\\|")
        lines.append(f"| {what} | {value:.2f} | {'' if aim is None else ('≥ ' if more else '≤ ') + f'{aim:g}'} | {met} |")
    return lines + [""]
