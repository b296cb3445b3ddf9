# SPDX-License-Identifier: Apache-2.0
"""Draws the plots of a run from its CSV files: takes medians here, leaves the drawing to the gnuplot scripts in bench/plots."""
import os
import subprocess
import tempfile

from measure import BenchError
from table import distinct, median, rate, read, select, spread

SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "plots")
MISSING = "?"


def cells(found):
    return [MISSING] * 3 if found is None else [f"{value:.6g}" for value in (found.median, found.least, found.most)]


def engine_data(out):
    """dictionary; raw-utf8, raw-folded, fold, scan, scan-facts: median, least, most each; matches a KB"""
    rows = read(out, "engine")
    fold = cells(spread(rows, "gb_per_s", stage="fold"))
    for dictionary in [name for name in distinct(rows, "dictionary") if name]:
        stages = [cells(spread(rows, "gb_per_s", dictionary=dictionary, stage=stage)) for stage in ("raw-utf8", "raw-folded", "scan", "scan-facts")]
        density = median(rows, "matches_per_kb", dictionary=dictionary, stage="scan")
        yield [f"{dictionary}\\n{density:.1f} matches a KB", *stages[0], *stages[1], *fold, *stages[2], *stages[3]]


def competitors_data(out):
    """program; seconds for each dictionary: median, least, most"""
    rows = read(out, "competitors")
    for case in distinct(rows, "case"):
        found = [spread(rows, "seconds", dictionary=dictionary, case=case) for dictionary in distinct(rows, "dictionary")]
        yield [case.replace("liangce scan", "liangce scan\\nterms only").replace(" | ", "\\n| "), *(cell for each in found for cell in cells(each))]


def threads_data(out):
    """threads; GB/s of large, large with facts, small, small with facts: median, least, most each"""
    rows = read(out, "program")
    for threads in distinct(rows, "threads"):
        found = [spread(rows, rate, threads=threads, input=name, facts=facts) for name in ("text/large.txt", "text/small") for facts in (0, 1)]
        yield [f"{threads:.0f}", *(cell for each in found for cell in cells(each))]


def input_data(out):
    """MB; seconds without and with facts: median, least, most each; peak memory in MB without and with"""
    rows, memory = read(out, "growth-input"), select(read(out, "memory"), series="growth-input")
    for size in distinct(rows, "bytes"):
        found = [spread(rows, "seconds", bytes=size, facts=facts) for facts in (0, 1)]
        peaks = [spread(memory, lambda row: row["beyond_input_bytes"] / 1e6, bytes=size, facts=facts) for facts in (0, 1)]
        yield [f"{size / 1e6:.6g}", *cells(found[0]), *cells(found[1]), *(cells(peak)[0] for peak in peaks)]


def speeds(rows, dictionary):
    return [cell for stage in ("raw-utf8", "raw-folded", "scan") for cell in cells(spread(rows, "gb_per_s", dictionary=dictionary, stage=stage))]


def dictionary_data(out):
    """terms; GB/s of raw-utf8, raw-folded, scan: median, least, most each; seconds of a start compiled anew and cached: the same;
    peak memory in MB compiling and scanning"""
    rows, starts, memory = read(out, "growth-dictionary-engine"), read(out, "growth-dictionary-start"), read(out, "memory")
    memory = select(memory, series="growth-dictionary")
    for name in [name for name in distinct(rows, "dictionary") if name]:
        found = [spread(starts, "seconds", dictionary=name, cache=cache) for cache in ("none", "warm")]
        peaks = [max(row["beyond_input_bytes"] for row in select(memory, dictionary=name, cache=cache)) / 1e6 for cache in ("none", "warm")]
        yield [f"{median(rows, 'terms', dictionary=name):.0f}", *speeds(rows, name), *cells(found[0]), *cells(found[1]),
               *(f"{peak:.6g}" for peak in peaks)]


def density_data(out):
    """matches a KB; GB/s of raw-utf8, raw-folded, scan: median, least, most each"""
    rows = read(out, "density")
    for name in [name for name in distinct(rows, "dictionary") if name]:
        yield [f"{median(rows, 'matches_per_kb', dictionary=name, stage='scan'):.6g}", *speeds(rows, name)]


def draw(out, name, data, settings):
    """Runs a gnuplot script with the variables `data`, `output` and those of settings."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in data)
        file.flush()
        values = {"data": file.name, "output_file": os.path.join(out, name + ".svg")} | settings
        definitions = ";".join(f'{key}="{value}"' for key, value in values.items())
        done = subprocess.run(["gnuplot", "-e", definitions, os.path.join(SCRIPTS, name + ".gp")], cwd=SCRIPTS, capture_output=True,
                              text=True, check=False)
    if done.returncode != 0 or done.stderr.strip():
        raise BenchError(f"gnuplot, {name}: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")


def draw_all(out):
    run = os.path.basename(os.path.abspath(out))
    lists = distinct(read(out, "competitors"), "dictionary")
    large = f"{median(read(out, 'engine'), 'bytes') / 1e6:.0f} MB"
    plots = {"engine": engine_data, "competitors": competitors_data, "threads": threads_data, "growth-input": input_data,
             "growth-dictionary": dictionary_data, "density": density_data}
    for name, data in plots.items():
        draw(out, name, list(data(out)), {"run": run, "large": large, "lists": " ".join(lists)})
