# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command line share: a scratch folder, runs of the program, looks into results.

Environment: LIANGCE is the program, LIANGCE_SAMPLES the folder of sample pages, XDG_CACHE_HOME keeps compiled dictionaries from test
to test. Python's standard library is all they need.
"""
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

LIANGCE = os.environ.get("LIANGCE", "liangce")
SAMPLES = os.environ.get("LIANGCE_SAMPLES", os.path.join(os.path.dirname(__file__), "..", "samples"))
TABLES = ("groups", "terms", "themes", "metrics", "facts", "files", "failures", "run")
SEGMENT = 1 << 18  # LIANGCE_SEGMENT_BYTES
TIMEOUT = 600

DONE, USAGE, SKIPPED, BUSY, WRITE, AGAIN = 0, 2, 3, 11, 74, 75


class Case(unittest.TestCase):
    """A test in a scratch folder of its own."""

    maxDiff = 2000

    def setUp(self):
        self.scratch = tempfile.mkdtemp(prefix="liangce-cli-")
        self.environment = dict(os.environ, HOME=self.scratch, TMPDIR=self.scratch, SOURCE_DATE_EPOCH="1700000000")
        self.addCleanup(self.remove_scratch)

    def remove_scratch(self):
        subprocess.run(["chmod", "-R", "u+rwx", self.scratch], check=False)
        shutil.rmtree(self.scratch)

    def path(self, *parts):
        return os.path.join(self.scratch, *parts)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def start(self, *arguments, **options):
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([LIANGCE, *arguments], cwd=self.scratch, env=self.environment, **options)

    def run_program(self, *arguments, code=DONE, **options):
        """Runs it to its end and checks the exit code (None: any); the finished process."""
        done = subprocess.run([LIANGCE, *arguments], cwd=self.scratch, env=self.environment, capture_output="stdout" not in options,
                              timeout=TIMEOUT, check=False, **options)
        if code is not None:
            self.assertEqual(done.returncode, code, (arguments, done.stderr))
        return done

    def scan(self, *arguments, output="result", code=DONE, **options):
        """A quiet scan into `output` in the scratch folder; its path."""
        self.run_program("scan", "-q", "-o", output, *arguments, code=code, **options)
        return self.path(output)

    def rows(self, result, query):
        with sqlite3.connect("file:%s?mode=ro" % result, uri=True) as database:
            return database.execute(query).fetchall()

    def one(self, result, query):
        (row,) = self.rows(result, query)
        return row if len(row) > 1 else row[0]

    def leftovers(self):
        """Names in the scratch folder that a run could have left behind."""
        return sorted(name for name in os.listdir(self.scratch) if name not in (".cache",))


def contents(path):
    """The bytes of a file, or of all files of a folder by name."""
    if os.path.isdir(path):
        return {name: contents(os.path.join(path, name)) for name in sorted(os.listdir(path))}
    with open(path, "rb") as file:
        return file.read()


def large_text(size, seed):
    """A text of several segments made from the samples, shuffled by paragraphs: safe places are there, but irregular."""
    paragraphs = []
    for folder, _, names in sorted(os.walk(SAMPLES)):
        for name in sorted(names):
            paragraphs += contents(os.path.join(folder, name)).splitlines(keepends=True)
    source = random.Random(seed)
    out = []
    length = 0
    while length < size:
        paragraph = source.choice(paragraphs)
        if source.random() < 0.2:
            paragraph = paragraph.rstrip(b"\n")  # long stretches without a line end
        out.append(paragraph)
        length += len(paragraph)
    return b"".join(out)


if __name__ == "__main__":
    unittest.main()
