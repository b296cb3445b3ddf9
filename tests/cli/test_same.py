# SPDX-License-Identifier: Apache-2.0
"""The same input gives the same bytes: whatever the threads, pieces, ways of reading, order of files and format."""
import csv
import decimal
import io
import json
import os
import random
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from harness import SAMPLES, SEGMENT, TABLES, Case, contents, large_text

GROUP = r"(?<year>[0-9]{4})/(?<place>[a-z]+)/"


class Same(Case):
    def setUp(self):
        super().setUp()
        self.write("in/a/large.txt", large_text(3 * SEGMENT + 12345, 1))
        self.write("in/a/larger.txt", large_text(5 * SEGMENT, 2))
        self.write("in/b/wall.txt", ("营商环境" * 80000).encode())
        self.write("in/b/empty.txt", b"")
        self.write("in/damaged.txt", "优化营商环境1760件\n".encode() * 20 + b"\xe8\x90" + "办结率98.3%".encode())
        self.write("in/bad.bin", os.urandom(3000))
        for i in range(60):
            self.write("in/c/%02d.txt" % i, large_text(700 * (i % 7), 100 + i))
        self.reference = None

    def scan_in(self, *arguments, paths=(SAMPLES, "in"), output="result"):
        return contents(self.scan("--format", "csv", "--group", GROUP, "--facts", "facts.jsonl", *paths, *arguments, output=output, code=3))

    def check(self, *arguments, paths=(SAMPLES, "in"), but=()):
        """As with one thread and nothing else said, apart from what table `run` keeps of the command line."""
        if self.reference is None:
            self.reference = self.scan_in("-j", "1")
            self.reference_facts = contents(self.path("facts.jsonl"))
            self.assertGreater(self.reference["facts.csv"].count(b"\n"), 1000)
            self.assertGreater(self.reference["terms.csv"].count(b"\n"), 100)
        tables = self.scan_in(*arguments, paths=paths)
        for name in self.reference:
            if name not in but:
                self.assertEqual(tables[name], self.reference[name], (name, arguments))
        self.assertEqual(contents(self.path("facts.jsonl")), self.reference_facts, arguments)

    def test_threads(self):
        for jobs in ("1", "2", "4", "7"):
            self.check("-j", jobs)

    def test_pieces(self):
        for size in (SEGMENT, 2 * SEGMENT, 3 * SEGMENT, 1 << 30):
            self.check("--piece-size", str(size), "-j", "3")

    def test_reading(self):
        for way in ("map", "read", "auto"):
            self.check("--io", way, "-j", "2")
            self.check("--io", way, "-j", "2", "--piece-size", str(SEGMENT))

    def test_matchers(self):
        self.check("--matcher", "sweep")
        self.check("--matcher", "hyperscan")
        self.check("--matcher", "hyperscan", "-j", "3", "--piece-size", str(SEGMENT))

    def test_cache(self):
        self.check("--no-cache")
        self.check("--cache-dir", "fresh")
        self.check("--cache-dir", "fresh")
        for name in os.listdir(self.path("fresh")):  # every byte of it spoiled
            path = self.path("fresh", name)
            os.chmod(path, 0o600)
            spoiled = bytes(b ^ 0x55 for b in contents(path))
            with open(path, "wb") as file:
                file.write(spoiled)
        self.check("--cache-dir", "fresh")

    def test_order(self):
        self.check("-j", "1", paths=("in", SAMPLES), but=("run.csv",))
        files = [os.path.join(folder, name) for top in (SAMPLES, self.path("in")) for folder, _, names in os.walk(top) for name in names]
        files = [path.replace(self.scratch + "/", "") for path in files]
        for order in (sorted(files), sorted(files, reverse=True), random.Random(3).sample(files, len(files))):
            listed = self.write("list", "\n".join(order) + "\n")
            self.check("--files-from", listed, paths=(), but=("run.csv",))
        listed = self.write("list0", "\0".join(sorted(files)) + "\0")
        self.check("--files-from", listed, "-0", paths=(), but=("run.csv",))
        self.check(paths=("in", SAMPLES, "in/a", "in/a/large.txt"), but=("run.csv",))  # nothing twice


def plain(value):
    """A number of SQLite as tables of text have it."""
    if not isinstance(value, float):
        return value
    text = "{:f}".format(decimal.Decimal(repr(value)))
    return text.rstrip("0").rstrip(".") if "." in text else text


class Formats(Case):
    def setUp(self):
        super().setUp()
        self.write("in/quotes.txt", '办结率98.3%，“营商\n环境”, "甲"\t乙\n'.encode() * 30)
        self.write('in/odd "name",\n营商.txt', "一网通办：受理12件".encode())
        self.write("in/bad.bin", bytes(range(256)) * 20)
        self.common = ("--group", r"(?<year>[0-9]{4})?(?<rest>.*)", SAMPLES, "in")

    def test_export_is_what_scan_writes(self):
        database = self.scan(*self.common, "--facts", "f.jsonl", output="r.db", code=3)
        for form in ("csv", "jsonl"):
            folder = self.scan(*self.common, "--facts", "f.jsonl", "--format", form, output="r." + form, code=3)
            for table in TABLES:
                exported = self.run_program("export", database, "--table", table, "--format", form).stdout
                written = contents(os.path.join(folder, table + "." + form))
                if table != "run":  # it keeps the command line
                    self.assertEqual(exported, written, (table, form))

    def test_all_three_say_the_same(self):
        database = self.scan(*self.common, "--facts", "f.jsonl", output="r.db", code=3)
        for table in TABLES:
            rows = self.rows(database, "SELECT * FROM " + table)
            as_csv = self.run_program("export", database, "--table", table, "--format", "csv").stdout.decode()
            as_json = self.run_program("export", database, "--table", table, "--format", "jsonl").stdout.decode()
            lines = list(csv.reader(io.StringIO(as_csv, newline="")))
            objects = [json.loads(line, parse_float=str) for line in as_json.splitlines()]
            self.assertEqual(len(rows), len(lines) - 1, table)
            self.assertEqual(len(rows), len(objects), table)
            for row, line, fields in zip(rows, lines[1:], objects):
                row = [plain(value) for value in row]
                self.assertEqual(list(fields), lines[0], table)
                for value, text, field in zip(row, line, fields.values()):
                    self.assertEqual("" if value is None else str(value), text, (table, row))
                    self.assertEqual("" if field is None else str(field), text, (table, fields))

    def test_facts_file_is_the_table(self):
        database = self.scan(*self.common, "--facts", "f.jsonl", output="r.db", code=3)
        facts = contents(self.path("f.jsonl")).splitlines()
        self.assertEqual(len(facts), self.one(database, "SELECT count(*) FROM facts"))
        for line in facts:
            fact = json.loads(line)
            text = contents(os.path.join(self.scratch, fact["path"]))
            self.assertEqual(text[fact["byte_start"]:fact["byte_end"]].decode(), fact["text"])
            self.assertEqual(text.decode()[fact["char_start"]:fact["char_end"]], fact["text"])

    def test_standard_input_is_a_file(self):
        text = large_text(3 * SEGMENT, 7)
        path = self.write("page.txt", text)
        by_name = self.scan("--format", "csv", path, output="named")
        with open(path, "rb") as file:
            piped = self.scan("--format", "csv", "-", output="piped", stdin=file)
        through = self.start("scan", "-q", "--format", "csv", "-o", "through", "-", stdin=subprocess.PIPE)
        through.communicate(text, timeout=600)
        self.assertEqual(through.returncode, 0)
        for table in ("groups", "terms", "themes", "metrics"):
            self.assertEqual(contents(by_name)[table + ".csv"], contents(piped)[table + ".csv"], table)
            self.assertEqual(contents(by_name)[table + ".csv"], contents(self.path("through"))[table + ".csv"], table)

    def test_counts_of_the_files_table(self):
        database = self.scan(*self.common, output="r.db", code=3)
        for path, size, characters, invalid in self.rows(database, "SELECT path, bytes, characters, invalid FROM files WHERE status <> 'failed'"):
            text = contents(os.path.join(self.scratch, path))
            self.assertEqual(size, len(text), path)
            self.assertEqual(characters, len(text.decode("utf-8", "replace")), path)
            self.assertEqual(invalid == 0, text == text.decode("utf-8", "replace").encode(), path)


if __name__ == "__main__":
    unittest.main()
