# SPDX-License-Identifier: Apache-2.0
"""The figures by which this program is judged, each beside what we aim for."""
import dataclasses

from table import distinct, median, rate, read, select

WORDS = ((0, "terms only"), (1, "with facts"))


@dataclasses.dataclass
class Figure:
    what: str
    value: float  # None: not measured in this run
    at_least: float = None
    at_most: float = None

    def line(self):
        aim = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}" if self.at_most is not None else ""
        met = (self.at_least is None or self.value >= self.at_least) and (self.at_most is None or self.value <= self.at_most)
        what = self.what.replace("|", "\\|")
        return f"| {what} | {self.value:.2f} | {aim} | {'' if not aim else 'yes' if met else '**no**'} |"


def over(above, below):
    return above / below if above is not None and below else None


def engine_figures(engine):
    def seconds(dictionary, stage):
        return median(engine, "seconds", dictionary=dictionary, stage=stage)

    for dictionary, most in (("1k", 1.3), ("10k", 1.15), ("100k", None), ("lexicon", None)):
        yield Figure(f"whole scan ÷ raw `hs_scan` on the same units, {dictionary}",
                     over(seconds(dictionary, "scan"), seconds(dictionary, "raw-folded")), at_most=most)
    yield Figure("fold alone ÷ whole scan, 1k", over(seconds("", "fold"), seconds("1k", "scan")), at_most=0.25)
    for dictionary in ("1k", "10k", "100k", "lexicon"):
        yield Figure(f"raw `hs_scan` on UTF-8 ÷ whole scan, {dictionary}",
                     over(seconds(dictionary, "raw-utf8"), seconds(dictionary, "scan")))


def competitor_figures(competitors):
    def seconds(dictionary, case="liangce scan"):
        return median(competitors, "seconds", dictionary=dictionary, case=case)

    for dictionary, least in (("1k", 5), ("10k", 14), ("100k", 12)):
        yield Figure(f"`rg -o … | sort | uniq -c` ÷ `liangce scan`, terms only, {dictionary}",
                     over(seconds(dictionary, "rg -o | sort | uniq -c"), seconds(dictionary)), at_least=least)
        yield Figure(f"the same ÷ `liangce scan --matcher hyperscan`, {dictionary}",
                     over(seconds(dictionary, "rg -o | sort | uniq -c"), seconds(dictionary, "liangce scan, Hyperscan")))
    yield Figure("100k terms ÷ 10k terms, `liangce scan`", over(seconds("100k"), seconds("10k")), at_most=2)


def program_figures(program):
    large, small = "text/large.txt", "text/small"

    def seconds(facts, threads):
        return median(program, "seconds", case="liangce scan", input=large, facts=facts, threads=threads)

    for threads in distinct(program, "threads")[1:]:
        at_once = median(program, "seconds", case="processes", threads=threads)
        yield Figure(f"what the machine allows: {threads:.0f} processes of 1 thread at once, rate of all ÷ of one alone, terms only",
                     over(threads * seconds(0, 1), at_once) if at_once else None)
        for facts, words in WORDS:
            yield Figure(f"1 thread ÷ {threads:.0f} threads, one large file, {words}",
                         over(seconds(facts, 1), seconds(facts, threads)), at_least=1.9 if threads == 2 else None)
    yield Figure("with facts ÷ terms only, one large file, 1 thread", over(seconds(1, 1), seconds(0, 1)), at_most=1.6)
    for threads in distinct(program, "threads"):
        rates = [median(program, rate, case="liangce scan", input=name, facts=0, threads=threads) for name in (small, large)]
        yield Figure(f"rate of many small files ÷ of one large file, terms only, {threads:.0f} thread{'s' if threads > 1 else ''}",
                     over(*rates), at_least=0.5)


def start_figures(start):
    for facts, words in WORDS:
        yield Figure(f"start compiled anew ÷ from the cache, {words}",
                     over(*(median(start, "seconds", facts=facts, cache=cache) for cache in ("none", "warm"))))
    yield Figure("start from the cache, with facts, a whole run on a sentence or two, ms",
                 median(start, lambda row: row["seconds"] * 1e3, facts=1, cache="warm"), at_most=50)


def memory_figures(memory):
    for facts, words in WORDS:
        rows = select(memory, series="growth-input", facts=facts)
        biggest = max(row["bytes"] for row in rows) / 1e6
        yield Figure(f"peak memory beyond the mapped input, lexicon, {words}, inputs up to {biggest:,.0f} MB, 1 thread, MB",
                     max(row["beyond_input_bytes"] for row in rows) / 1e6, at_most=64)


def part(out):
    figures = [*competitor_figures(read(out, "competitors")), *engine_figures(read(out, "engine")),
               *program_figures(read(out, "program")), *start_figures(read(out, "start")), *memory_figures(read(out, "memory"))]
    return ["## What matters", "", "Quotients of medians.", "", "| | measured | aim | met |", "| --- | ---: | ---: | --- |",
            *(figure.line() for figure in figures if figure.value is not None), ""]
