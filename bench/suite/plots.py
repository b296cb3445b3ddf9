# SPDX-License-Identifier: Apache-2.0
"""Draws the plots of a run from its CSV files: takes medians here, leaves the drawing to the gnuplot scripts in bench/plots."""
import os
import subprocess
import tempfile

from measure import BenchError
from summary import STAGES, STAGES_OF_GROWTH, dictionaries_of, matches_per_kb
from table import distinct, median, rate, read, select, spread

SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "plots")
MISSING = "?"


def cells(found):
    return [MISSING] * 3 if found is None else [f"{value:.6g}" for value in (found.median, found.least, found.most)]


def all_cells(spreads):
    return [cell for each in spreads for cell in cells(each)]


def engine_data(out):
    """dictionary; GB/s of all stages: median, least, most each"""
    rows = read(out, "engine")
    for dictionary in dictionaries_of(rows):
        found = [spread(rows, "gb_per_s", dictionary="" if stage == "fold" else dictionary, stage=stage) for stage in STAGES]
        yield [f"{dictionary}\\n{matches_per_kb(rows, dictionary):.1f} matches a KB", *all_cells(found)]


def competitors_data(out):
    """program; seconds for each dictionary: median, least, most"""
    rows = read(out, "competitors")
    for case in distinct(rows, "case"):
        found = [spread(rows, "seconds", dictionary=dictionary, case=case) for dictionary in distinct(rows, "dictionary")]
        label = case.replace("liangce scan, ", "liangce scan\\n").replace(" | ", "\\n| ")
        yield [label, *all_cells(found)]


def threads_data(out):
    """threads; GB/s of large, large with facts, small, small with facts: median, least, most each"""
    rows = select(read(out, "program"), case="liangce scan")
    for threads in distinct(rows, "threads"):
        found = [spread(rows, rate, threads=threads, input=name, facts=facts)
                 for name in ("text/large.txt", "text/small") for facts in (0, 1)]
        yield [f"{threads:.0f}", *all_cells(found)]


def input_data(out):
    """MB; seconds without and with facts: median, least, most each; peak memory in MB without and with"""
    rows, memory = read(out, "growth-input"), select(read(out, "memory"), series="growth-input")
    for size in distinct(rows, "bytes"):
        found = [spread(rows, "seconds", bytes=size, facts=facts) for facts in (0, 1)]
        peaks = [spread(memory, lambda row: row["beyond_input_bytes"] / 1e6, bytes=size, facts=facts) for facts in (0, 1)]
        yield [f"{size / 1e6:.6g}", *all_cells(found), *(cells(peak)[0] for peak in peaks)]


def speeds(rows, dictionary):
    return all_cells(spread(rows, "gb_per_s", dictionary=dictionary, stage=stage) for stage in STAGES_OF_GROWTH)


def dictionary_data(out):
    """terms; GB/s of raw-utf8, raw-folded, scan: median, least, most each; seconds of a start compiled anew and cached: the same;
    peak memory in MB compiling and scanning"""
    rows, starts, memory = read(out, "growth-dictionary-engine"), read(out, "growth-dictionary-start"), read(out, "memory")
    memory = select(memory, series="growth-dictionary")
    for name in dictionaries_of(rows):
        found = [spread(starts, "seconds", dictionary=name, cache=cache) for cache in ("none", "warm")]
        peaks = [spread(memory, "beyond_input_bytes", dictionary=name, cache=cache).most / 1e6 for cache in ("none", "warm")]
        yield [f"{median(rows, 'terms', dictionary=name):.0f}", *speeds(rows, name), *all_cells(found),
               *(f"{peak:.6g}" for peak in peaks)]


def density_data(out):
    """matches a KB; GB/s of raw-utf8, raw-folded, scan: median, least, most each"""
    rows = read(out, "density")
    for name in dictionaries_of(rows):
        yield [f"{matches_per_kb(rows, name):.6g}", *speeds(rows, name)]


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
