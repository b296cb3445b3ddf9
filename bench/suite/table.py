# SPDX-License-Identifier: Apache-2.0
"""Reads the CSV of a run back and takes medians. Summary and plots know a run by its files alone, so both can be made again."""
import csv
import dataclasses
import os
import statistics

TEXT_COLUMNS = {"case", "dictionary", "input", "cache", "stage", "command", "series"}


@dataclasses.dataclass
class Spread:
    median: float
    least: float
    most: float

    def scaled(self, factor):
        return Spread(self.median * factor, self.least * factor, self.most * factor)


def read(out, series):
    """The rows of OUT/SERIES.csv without warm-up, numbers as numbers."""
    with open(os.path.join(out, series + ".csv"), newline="", encoding="utf-8") as file:
        rows = [{key: value if key in TEXT_COLUMNS else float(value) for key, value in row.items()} for row in csv.DictReader(file)]
    return [row for row in rows if row.get("repeat") != 0]


def select(rows, **where):
    return [row for row in rows if all(row[key] == value for key, value in where.items())]


def spread(rows, value, **where):
    """Of a column, or of what a function makes of a row."""
    taken = [value(row) if callable(value) else row[value] for row in select(rows, **where)]
    return Spread(statistics.median(taken), min(taken), max(taken)) if taken else None


def median(rows, value, **where):
    found = spread(rows, value, **where)
    return found.median if found else None


def distinct(rows, key):
    """The values of a column in the order in which they come."""
    return list(dict.fromkeys(row[key] for row in rows))


def rate(row):
    """GB/s of a program's run."""
    return row["bytes"] / row["seconds"] / 1e9
