# SPDX-License-Identifier: Apache-2.0
"""What is read and what is passed over, and what a user hears of it."""
import gzip
import os
import resource
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from harness import DONE, LIANGCE, SAMPLES, SEGMENT, SKIPPED, USAGE, Case, contents, large_text

GOOD = "优化营商环境，话务接通率98.3%。\n"


class Inputs(Case):
    def setUp(self):
        super().setUp()
        self.write("in/good.txt", GOOD)

    def summary(self, *arguments, code=DONE):
        """The lines of the summary that stand above its tables, by their first word."""
        done = self.run_program("scan", "-o", "result", *arguments, code=code)
        return {line.split()[0]: line for line in done.stdout.decode().split("\n\n")[0].splitlines()}, done.stderr.decode()

    def files(self, result="result"):
        return [path for (path,) in self.rows(self.path(result), "SELECT path FROM files ORDER BY path")]

    def test_earlier_results_are_passed_over(self):
        group = ("--group", "(?<place>[a-z]+)/")
        self.scan("in", output="in/old.db")
        self.scan(*group, "in/good.txt", SAMPLES, "--facts", "in/facts.jsonl", "--format", "csv", output="in/tables")
        self.scan("in/good.txt", "--format", "jsonl", output="in/sub-jsonl")  # some of its tables are empty
        for table, form in (("terms", "csv"), ("metrics", "jsonl"), ("run", "csv")):
            exported = self.run_program("export", "in/old.db", "--table", table, "--format", form)
            self.write("in/%s.%s" % (table, form), exported.stdout)
        self.write("in/killed.db.lock", "liangce: a result is being written\n")
        self.write("in/list.csv", "term,theme\n营商环境,热线\n")  # somebody's
        self.write("in/page.json", '{"title":"营商环境"}\n')
        lines, _ = self.summary("in", "-j", "2")
        self.assertEqual(self.files(), ["in/good.txt", "in/list.csv", "in/page.json"])
        self.assertEqual(lines["passed"].split()[2], "8", lines["passed"])
        self.assertIn("results of liangce", lines["passed"])
        # Named, they are read as what they are.
        self.scan("in/terms.csv", "in/old.db", output="named", code=SKIPPED)
        self.assertEqual(self.files("named"), ["in/old.db", "in/terms.csv"])
        self.assertEqual(self.rows(self.path("named"), "SELECT path, error FROM failures"), [("in/old.db", "not text: a SQLite database")])

    def test_only_results_are_nothing(self):
        os.mkdir(self.path("old"))
        self.scan("in/good.txt", output="old/a.db")
        done = self.run_program("scan", "old", "-o", "new.db", code=USAGE)
        self.assertIn(b"results of liangce", done.stderr)
        self.assertFalse(os.path.exists(self.path("new.db")))

    def test_large_facts_are_known_too(self):
        self.write("in/long.txt", GOOD * 4000)
        self.scan("in", "--facts", "in/facts.jsonl", output="in/r.db")
        self.assertGreater(os.path.getsize(self.path("in/facts.jsonl")), 1 << 20)
        self.scan("in", "-j", "2", "--piece-size", "262144")
        self.assertEqual(self.files(), ["in/good.txt", "in/long.txt"])

    def test_a_group_that_fits_nothing_is_told(self):
        self.write("in/2024/a.txt", GOOD)
        lines, errors = self.summary("in", "--group", r"(?<year>\d{4})/")
        self.assertIn(" 1 ", lines["no"])
        self.assertEqual(errors, "")
        _, errors = self.summary("in", "--group", "(?<year>[0-9]{6})/", "-q")
        self.assertIn("--group fits the path of none of the documents (2)", errors)
        self.assertEqual(errors.count("\n"), 1)
        lines, errors = self.summary("in", "--group", "(?<name>[a-z0-9]+)[.]")
        self.assertEqual(errors, "")
        self.assertNotIn("no", lines)

    def test_group_names(self):
        for name in ("term", "TERM", "documents", "rowid", "年"):
            done = self.run_program("scan", "in", "--group", "(?<%s>.)" % name, code=USAGE)
            self.assertIn("\"%s\" cannot name a group column: names are" % name, done.stderr.decode())
        self.run_program("scan", "in", "--group", "(?<a>.)", "--group", "(?<b>.)", code=USAGE)

    def test_compressed_files_are_told_as_such(self):
        self.write("in/a.gz", gzip.compress(GOOD.encode()))
        self.write("in/b.zip", b"PK\3\4" + bytes(60))
        self.write("in/c.zst", b"\x28\xB5\x2F\xFD" + bytes(60))
        result = self.scan("in", code=SKIPPED)
        told = dict(self.rows(result, "SELECT path, error FROM failures"))
        self.assertEqual(told["in/a.gz"], "compressed (gzip): decompress it first")
        self.assertIn("compressed (ZIP", told["in/b.zip"])
        self.assertIn("compressed (zstd)", told["in/c.zst"])

    def test_lists_of_windows(self):
        self.write("in/other.txt", GOOD)
        self.write("list", b"\xEF\xBB\xBFin/good.txt\r\n\r\nin/other.txt\r\n")
        self.scan("--files-from", "list")
        self.assertEqual(self.files(), ["in/good.txt", "in/other.txt"])

    def test_globs_that_leave_out(self):
        self.write("in/sub/a.md", GOOD)
        self.write("in/a.md", GOOD)
        self.scan("in", "-g", "!*.md")
        self.assertEqual(self.files(), ["in/good.txt"])
        self.scan("in", "-g", "!sub")
        self.assertEqual(self.files(), ["in/a.md", "in/good.txt"])

    def test_the_run_tells_its_command(self):
        self.write("list", "in\n")
        result = self.scan("--files-from", "list", "--facts", "f.jsonl", "--group", "(?<g>i)", "-g", "*.txt", "--overlap", "all", "--hidden",
                           "-d", "default", "in/good.txt")
        self.assertEqual(self.one(result, "SELECT options FROM run"), "scan --overlap all --facts --group '(?<g>i)' --hidden -d default "
                         "-g '*.txt' --files-from list in/good.txt")

    def test_the_summary_names_the_program_as_it_was_called(self):
        done = subprocess.run(["./somewhere/it", "scan", "in", "-o", "r.db"], executable=os.environ["LIANGCE"], cwd=self.scratch,
                              env=self.environment, capture_output=True, check=True)
        self.assertIn(b"./somewhere/it export 'r.db'", done.stdout)

    def test_too_few_open_files(self):
        for most in (5, 8, 20):
            done = self.run_program("scan", "in", "-j", "2", code=USAGE,
                                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))  # pylint: disable=W0640
            self.assertEqual(done.stderr.decode(), "liangce: only %d files may be open at once, and 2 threads need 36 (ulimit -n)\n" % most)

    def test_a_small_stack(self):
        if b"__asan_init" in contents(LIANGCE) or b"__tsan_init" in contents(LIANGCE):
            self.skipTest("sanitizers need more")
        for i in range(4):
            self.write("in/%d.txt" % i, large_text(4 * SEGMENT, i))
        self.scan("in")  # patterns are compiled: that takes what it takes
        self.scan("in", "-j", "2", "--facts", "facts.jsonl", output="other",
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (1 << 16, resource.RLIM_INFINITY)))
        self.assertEqual(len(self.files("other")), 5)

    def test_the_limit_is_raised_where_it_may_be(self):
        for i in range(60):
            self.write("in/" + "d/" * i + "page.txt", GOOD)
        self.scan("in", "-j", "4", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (24, 500)))
        self.assertEqual(len(self.files()), 61)


if __name__ == "__main__":
    unittest.main()
