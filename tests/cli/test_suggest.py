# SPDX-License-Identifier: Apache-2.0
"""`dict suggest`: the same bytes whatever the threads, pieces and order of files, and what it does with inputs that fail."""
import csv
import io
import os
import random
import resource
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from harness import SAMPLES, SEGMENT, SKIPPED, USAGE, WRITE, Case, large_text


class Suggest(Case):
    def setUp(self):
        super().setUp()
        self.write("in/large.txt", large_text(3 * SEGMENT + 12345, 1))
        self.write("in/larger.txt", large_text(5 * SEGMENT, 2))
        self.write("in/bad.txt", large_text(3 * SEGMENT, 3) + bytes(range(128, 256)) * 8000)  # whose words must not count
        self.write("in/quotes.txt", "推行“云岭模式”，“云岭模式”见效，零工驿站12家。\n")
        for i in range(40):
            self.write("in/c/%02d.txt" % i, large_text(700 * (i % 7), 100 + i))

    def suggest(self, *arguments, paths=(SAMPLES, "in"), code=SKIPPED):
        done = self.run_program("dict", "suggest", "-q", "--min", "1", "--top", "0", "--format", "csv", *paths, *arguments, code=code)
        self.assertEqual(b"bad.txt" in done.stderr, code == SKIPPED, done.stderr)
        return done.stdout

    def test_same(self):
        reference = self.suggest("-j", "1")
        self.assertGreater(reference.count(b"\n"), 100)
        for arguments in (("-j", "2"), ("-j", "7"), ("-j", "3", "--piece-size", str(SEGMENT)), ("-j", "1", "--piece-size", str(2 * SEGMENT))):
            self.assertEqual(self.suggest(*arguments), reference, arguments)
        files = [os.path.join(folder, name) for top in (SAMPLES, self.path("in")) for folder, _, names in os.walk(top) for name in names]
        random.Random(5).shuffle(files)
        listed = self.write("list", "\n".join(files) + "\n")
        self.assertEqual(self.suggest("--files-from", listed, paths=()), reference)
        listed = self.write("list0", "\0".join(reversed(files)) + "\0")
        self.assertEqual(self.suggest("--files-from", listed, "-0", "-j", "4", paths=()), reference)

    def test_rows_are_a_dictionary(self):
        """Pasted into a dictionary, they are suggested no more."""
        rows = self.run_program("dict", "suggest", "--min", "2", "--top", "30", "in/quotes.txt", SAMPLES).stdout
        self.write("mine.tsv", rows)
        self.run_program("dict", "check", "mine.tsv")
        words = {line.split("\t")[0] for line in rows.decode().splitlines()[1:]}
        self.assertIn("云岭模式", words)
        again = self.run_program("dict", "suggest", "-d", "default", "-d", "mine.tsv", "--min", "2", "in/quotes.txt", SAMPLES).stdout
        self.assertFalse(words & {line.split("\t")[0] for line in again.decode().splitlines()[1:]})

    def test_options(self):
        one = list(csv.DictReader(io.StringIO(self.suggest(paths=("in/quotes.txt",), code=0).decode())))
        self.assertEqual(one[0]["word"], "云岭模式")
        self.assertEqual((one[0]["quoted"], one[0]["quoted_documents"], one[0]["measured"]), ("2", "1", "0"))
        self.assertEqual(self.suggest("-g", "quotes.*", paths=("in",), code=0), self.suggest(paths=("in/quotes.txt",), code=0))
        with open(self.path("in/quotes.txt"), "rb") as file:
            piped = self.run_program("dict", "suggest", "--format", "csv", "--min", "1", "--top", "0", "-", stdin=file, stdout=subprocess.PIPE)
        self.assertEqual(piped.stdout, self.suggest(paths=("in/quotes.txt",), code=0))

    def test_file_size_limit(self):
        """What waits on disk is over it: an error of writing, not the end of the process."""
        paths = []
        for i in range(3):  # words of their own, so that they do not fit into memory
            source = random.Random(i)
            han = "".join("“%s”，" % "".join(chr(source.randrange(0x4E00, 0x9FA6)) for _ in range(8)) for _ in range(100000))
            paths.append(self.write("many/%d.txt" % i, han))
        done = self.run_program("dict", "suggest", "-q", "--no-cache", *paths, code=WRITE,
                                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_usage(self):
        self.write("empty/.hidden", "“云岭模式”")
        for arguments in ((), ("-j", "0", "in"), ("--min", "0", "in"), ("--top", "x", "in"), ("--format", "db", "in"), ("--nonsense", "in"), ("-0", "in"),
                          ("-d", "nowhere.tsv", "in"), ("empty",), ("--piece-size", "300000", "in"), ("--files-from",)):
            done = self.run_program("dict", "suggest", *arguments, code=USAGE)
            self.assertEqual(done.stdout, b"", arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1, (arguments, done.stderr))
        done = self.run_program("dict", "suggest", "nowhere", "in/quotes.txt", code=SKIPPED)
        self.assertIn(b"nowhere", done.stderr)


if __name__ == "__main__":
    unittest.main()
