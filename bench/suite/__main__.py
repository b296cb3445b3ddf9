# SPDX-License-Identifier: Apache-2.0
"""The bench: prepares text, checks that the counts agree, measures, and writes CSV, a summary and plots. scripts/bench calls it."""
import argparse
import dataclasses
import os
import shutil
import sys
import time

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import checks
import machine
import measure
import plots
import series
import summary
import text as texts
from measure import tell
from terms import Terms

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@dataclasses.dataclass
class Plan:
    """How much is measured."""
    runs: int
    slow_runs: int  # of what takes long and is only there to be compared with
    base_bytes: int  # of a larger archive the beginning is enough
    large_bytes: int
    small_files: int
    lists: list
    sizes: list
    dictionary_sizes: list
    densities: list


FULL = Plan(5, 2, 256_000_000, 180_000_000, 100_000, ["1k", "10k", "100k"],
            [1_000_000, 4_000_000, 16_000_000, 64_000_000, 256_000_000, 1_000_000_000, 4_000_000_000],
            [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 200_000], [0.03, 0.1, 0.3, 1, 3, 10, 20])
QUICK = Plan(2, 1, 20_000_000, 20_000_000, 5_000, ["1k", "10k"],
             [1_000_000, 4_000_000, 16_000_000, 64_000_000],
             [100, 1_000, 10_000], [0.1, 1, 10])

DESCRIPTION = """Measures liangce beside the bare engine and beside rg, grep and ugrep, on real text, and draws it."""
EPILOG = """The text: PATH, a folder, an archive (tar, tar.gz, tar.zst, zip) or a file of UTF-8; without it the archive
../shared/corpus/simplified.tar.zst beside the project; without that, text is generated from the lexicon, and the summary says so.
OUT holds one CSV a series with every repeat, summary.md and the plots. The machine should do nothing else meanwhile."""


def parse():
    parser = argparse.ArgumentParser("bench", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--quick", action="store_true", help="less of everything, under two minutes: to try it out, not to quote")
    parser.add_argument("--text", metavar="PATH", help="text to measure on")
    parser.add_argument("--runs", metavar="N", type=int, help=f"interleaved repeats (default {FULL.runs}; quick {QUICK.runs})")
    parser.add_argument("--out", metavar="DIR", help="where to write (default: bench/runs/DATE-CPU)")
    parser.add_argument("--scratch", metavar="DIR", default=os.path.join(ROOT, "build", "bench"),
                        help="where text and results lie meanwhile, up to 8 GB (default: build/bench)")
    parser.add_argument("--programs", metavar="DIR", default=os.path.join(ROOT, "build", "release"),
                        help="a build folder to measure instead of build/release")
    parser.add_argument("--plots", metavar="DIR", help="measure nothing: draw the plots of a run again")
    arguments = parser.parse_args()
    if arguments.runs is not None and not 1 <= arguments.runs <= 100:
        parser.error("--runs takes a number from 1 to 100")
    return arguments


def prepare_scratch(arguments):
    """A folder of its own, with a copy of the lexicon, so that all is measured with the same one."""
    folder = os.path.abspath(arguments.scratch)
    for name in ("lexicon", "cache"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    shutil.copytree(os.path.join(ROOT, "core", "lexicon"), os.path.join(folder, "lexicon"))
    programs = os.path.abspath(arguments.programs)
    return measure.Place(folder, programs + os.pathsep + os.path.join(programs, "bench"))


def measure_all(arguments, plan, place, out):
    begin = time.monotonic()
    tell("preparing text")
    text = texts.prepare(place, arguments.text, ROOT, plan)
    terms = Terms(place, ROOT)
    checks.compare_plain(place, out, terms, plan.lists)
    series.engine(place, out, plan, text, terms)
    series.competitors(place, out, plan, text, terms)
    raw_counts = {label: checks.compare_raw(place, terms.lists[label], text.large.name) for label in plan.lists}
    series.program(place, out, plan, text, terms)
    series.start(place, out, plan, text, terms)
    series.density(place, out, plan, text, terms)
    series.growth_dictionary(place, out, plan, text, terms)
    series.growth_input(place, out, plan, terms)
    summary.write(place, out, summary.About(arguments.quick, text, terms.origin, raw_counts, time.monotonic() - begin))
    plots.draw_all(out)


def main():
    arguments = parse()
    try:
        if arguments.plots:
            plots.draw_all(os.path.abspath(arguments.plots))
            return 0
        plan = dataclasses.replace(QUICK if arguments.quick else FULL)
        plan.runs = arguments.runs or plan.runs
        plan.slow_runs = min(plan.slow_runs, plan.runs)
        out = arguments.out or os.path.join(ROOT, "bench", "runs", machine.run_name())
        os.makedirs(out, exist_ok=True)
        if os.path.exists(os.path.join(out, "memory.csv")):  # it is added to
            os.remove(os.path.join(out, "memory.csv"))
        measure_all(arguments, plan, prepare_scratch(arguments), out)
        tell(f"done: {os.path.join(os.path.relpath(out), 'summary.md')}")
        return 0
    except (measure.BenchError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
