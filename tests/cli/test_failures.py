# SPDX-License-Identifier: Apache-2.0
"""Inputs and places that fail: what can be used is used, the exit code tells, and no result is ever half there."""
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from harness import AGAIN, BUSY, DONE, SAMPLES, SEGMENT, SKIPPED, TIMEOUT, USAGE, WRITE, Case, contents

GOOD = "优化营商环境，话务接通率98.3%。\n"


def statuses(case, result):
    return dict(case.rows(result, "SELECT path, status FROM files"))


class Inputs(Case):
    def setUp(self):
        super().setUp()
        self.write("in/good.txt", GOOD)

    def failures(self, result):
        return dict(self.rows(result, "SELECT path, error FROM failures"))

    def test_missing(self):
        result = self.scan("in", "nowhere.txt", code=SKIPPED)
        self.assertEqual(list(self.failures(result)), ["nowhere.txt"])
        self.assertEqual(self.one(result, "SELECT documents FROM groups"), 1)

    def test_nothing_found_leaves_the_result_alone(self):
        result = self.scan("in")
        before = contents(result)
        for inputs, code, words in (("nowhere.txt",), USAGE, b"nowhere.txt"), (("in", "-g", "*.pdf"), USAGE, b"no file was found"):
            done = self.run_program("scan", "-q", *inputs, "-o", result, code=code)
            self.assertIn(words, done.stderr)
            self.assertEqual(contents(result), before)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_no_permission(self):
        os.chmod(self.write("in/secret.txt", GOOD), 0)
        os.mkdir(self.path("in/closed"), 0)
        result = self.scan("in", code=SKIPPED)
        self.assertEqual(sorted(self.failures(result)), ["in/closed", "in/secret.txt"])
        self.assertEqual(self.one(result, "SELECT documents FROM groups"), 1)

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "needs root and setpriv")
    def test_no_permission_as_another_user(self):
        os.chmod(self.write("in/secret.txt", GOOD), 0)
        os.mkdir(self.path("in/closed"), 0)
        os.mkdir(self.path("out"))
        os.chmod(self.path("out"), 0o777)
        os.chmod(self.scratch, 0o755)
        program = shutil.copy(os.environ["LIANGCE"], self.path("liangce"))
        os.chmod(program, 0o755)
        lexicon = shutil.copytree(os.environ["LIANGCE_LEXICON"], self.path("lexicon"))
        done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program, "scan", "-q", "--no-cache", "in", "-o",
                               "out/r.db"], cwd=self.scratch, env=dict(self.environment, LIANGCE_LEXICON=lexicon, TMPDIR=self.path("out")),
                              capture_output=True, timeout=TIMEOUT, check=False)
        self.assertEqual(done.returncode, SKIPPED, done.stderr)
        self.assertEqual(sorted(self.failures(self.path("out/r.db"))), ["in/closed", "in/secret.txt"])

    def test_loops_of_links(self):
        os.symlink("..", self.path("in/up"))
        os.symlink("self", self.path("in/self"))
        os.link(self.path("in/good.txt"), self.path("in/hard.txt"))
        result = self.scan("in")
        self.assertEqual(list(statuses(self, result)), ["in/good.txt"])
        result = self.scan("in/self", "in", code=SKIPPED)
        self.assertIn("in/self", self.failures(result))

    def test_empty(self):
        self.write("in/empty.txt", b"")
        result = self.scan("in")
        self.assertEqual(statuses(self, result), {"in/empty.txt": "ok", "in/good.txt": "ok"})
        self.assertEqual(self.one(result, "SELECT documents, bytes FROM groups"), (2, len(GOOD.encode())))

    def test_zeros(self):
        self.write("in/zeros", bytes(1000000))
        result = self.scan("in", code=None)
        self.assertIn("in/zeros", statuses(self, result))

    def test_random_bytes(self):
        self.write("in/noise", os.urandom(500000))
        result = self.scan("in", code=SKIPPED)
        self.assertIn("in/noise", self.failures(result))
        self.assertEqual(statuses(self, result)["in/good.txt"], "ok")
        self.assertEqual(self.one(result, "SELECT documents FROM groups"), 1)

    def test_short_texts(self):
        self.write("in/gb.txt", "营商环境".encode("gb18030"))
        self.write("in/cut.txt", "优化营商环境".encode()[1:-1])
        done = self.run_program("scan", "in", "-o", "r.db", code=SKIPPED)
        self.assertEqual(list(self.failures(self.path("r.db"))), ["in/gb.txt"])
        self.assertIn("damaged                   1   file (3 ill-formed characters)\n", done.stdout.decode())

    def test_closed_standard_input(self):
        result = self.scan("-", code=SKIPPED, stdin=None, preexec_fn=lambda: os.close(0))
        self.assertEqual(list(self.failures(result)), ["-"])
        self.run_program("scan", "-q", "--files-from", "-", "-o", "r.db", code=USAGE, stdin=None, preexec_fn=lambda: os.close(0))

    def test_lists_of_another_kind(self):
        done = self.run_program("scan", "-q", "--files-from", "-", "-o", "r.db", code=USAGE, input=b"in/good.txt\0in/more.txt\0")
        self.assertIn(b"use -0", done.stderr)

    def test_cut_off_in_a_character(self):
        self.write("in/cut.txt", GOOD.encode() * 50 + "营商环境".encode()[:-1])
        result = self.scan("in")
        self.assertEqual(statuses(self, result)["in/cut.txt"], "damaged")
        self.assertEqual(self.one(result, "SELECT invalid FROM files WHERE path = 'in/cut.txt'"), 1)

    def test_sockets_and_devices(self):
        os.mkfifo(self.path("in/pipe"))  # in a folder: not to be waited for
        result = self.scan("in", "/dev/null", code=None)
        self.assertEqual(statuses(self, result)["in/good.txt"], "ok")

    def test_shrinks_while_it_is_read(self):
        path = self.path("shrinks.txt")
        self.write("d.tsv", "营商环境\n")
        for way in ("map", "read"):
            with open(path, "wb") as file:
                file.write(GOOD.encode() * 1000)
                file.truncate(1 << 30)  # the rest is a hole: large, but not on disk
            run = self.start("scan", "-q", "-j", "2", "--no-facts", "-d", "d.tsv", "--io", way, "-o", way + ".db", "in", path)
            self.wait_until(lambda: path in self.open_files(run), run)
            os.truncate(path, 5000)
            _, errors = run.communicate(timeout=TIMEOUT)
            self.assertEqual(run.returncode, SKIPPED, errors)
            result = self.path(way + ".db")
            self.assertEqual(list(self.failures(result)), [path])
            self.assertEqual(self.one(result, "SELECT documents FROM groups"), 1)
            self.assertEqual(self.one(result, "SELECT occurrences FROM terms"), 1)

    def open_files(self, run):
        names = contents("/proc/%d/maps" % run.pid).decode()
        for number in os.listdir("/proc/%d/fd" % run.pid):
            try:
                names += os.readlink("/proc/%d/fd/%s" % (run.pid, number))
            except OSError:
                pass
        return names

    def wait_until(self, condition, run):
        end = time.monotonic() + TIMEOUT
        while run.poll() is None and time.monotonic() < end:
            try:
                if condition():
                    return
            except OSError:
                pass
            time.sleep(0.002)
        run.kill()
        self.fail("it did not come to this: %s" % run.communicate()[1])


class Memory(Case):
    """However little there is: a result, or one line and "try again"."""

    def test_dense_facts(self):
        program = contents(os.environ["LIANGCE"])
        if b"__asan_init" in program or b"__tsan_init" in program:
            self.skipTest("sanitizers take much more")
        self.write("dense.txt", "1件2个3%4元" * 350000)
        run = self.start("scan", "-q", "-j1", "dense.txt", "-o", "r.db", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, run.returncode, usage = os.wait4(run.pid, 0)
        self.assertEqual(run.returncode, 0)
        self.assertLess(usage.ru_maxrss, 200 << 10)  # half more than it takes; pieces of 4 MiB took 350 MB

    def test_little(self):
        program = contents(os.environ["LIANGCE"])
        if b"__asan_init" in program or b"__tsan_init" in program:
            self.skipTest("sanitizers reserve much more")
        self.write("in/good.txt", GOOD)
        self.write("d.tsv", "优化*环境\n话务接通率\n")  # a gap: the engine compiles
        codes = set()
        for megabytes in range(24, 160, 6):
            def limit(size=megabytes << 20):
                resource.setrlimit(resource.RLIMIT_AS, (size, size))
            done = self.run_program("scan", "-q", "--no-cache", "-j2", "-d", "d.tsv", "in", "-o", "r.db", code=None, preexec_fn=limit)
            if done.returncode == 127:  # not even the program's libraries
                continue
            codes.add(done.returncode)
            self.assertIn(done.returncode, (DONE, AGAIN), (megabytes, done.stderr))
            self.assertEqual(done.stderr.count(b"\n"), done.returncode == AGAIN, (megabytes, done.stderr))
        self.assertEqual(codes, {DONE, AGAIN})


class Results(Case):
    def setUp(self):
        super().setUp()
        self.write("in/good.txt", GOOD)
        self.before = None

    def test_foreign_file_is_left_alone(self):
        path = self.write("mine.db", "my diary")
        self.scan("in", output="mine.db", code=WRITE)
        self.assertEqual(contents(path), b"my diary")
        os.mkdir(self.path("folder"))
        kept = self.write("folder/note", "my note")
        self.scan("--format", "csv", "in", output="folder", code=WRITE)
        self.assertEqual(contents(kept), b"my note")
        self.assertEqual(self.leftovers(), ["folder", "in", "mine.db"])

    def test_names_beside_the_result_may_be_taken(self):
        for name, words in (("r.lock", b"is not a lock of liangce"), ("r.partial", b"is in the way")):
            mine = self.write(name, "mine\n")
            for form in ("sqlite", "csv"):
                done = self.run_program("scan", "-q", "--format", form, "in", "-o", "r", code=WRITE)
                self.assertIn(words, done.stderr)
                self.assertEqual(contents(mine), b"mine\n")
                self.assertEqual(self.leftovers(), ["in", name])
            os.remove(mine)

    def test_mode_is_kept(self):
        for form, name in (("sqlite", "r.db"), ("csv", "tables")):
            mode = 0o640 if form == "sqlite" else 0o750
            os.chmod(self.scan("--format", form, "in", output=name), mode)
            self.scan("--format", form, "in", output=name)
            self.assertEqual(stat.S_IMODE(os.stat(self.path(name)).st_mode), mode)
        self.write("words.txt", "一网通办\n")
        self.run_program("dict", "import", "-q", "words.txt", "-o", "words.tsv")
        os.chmod(self.path("words.tsv"), 0o604)
        self.run_program("dict", "import", "-q", "words.txt", "-o", "words.tsv")
        self.assertEqual(stat.S_IMODE(os.stat(self.path("words.tsv")).st_mode), 0o604)

    def test_links_to_results(self):
        os.mkdir(self.path("elsewhere"))
        self.scan("in", output="elsewhere/r.db")
        os.symlink("elsewhere/r.db", self.path("link.db"))
        self.write("in/more.txt", GOOD)
        self.scan("in", output="link.db")
        self.assertTrue(os.path.islink(self.path("link.db")))
        self.assertEqual(self.one(self.path("elsewhere/r.db"), "SELECT documents FROM groups"), 2)
        os.symlink("nowhere", self.path("lost.db"))
        done = self.run_program("scan", "-q", "in", "-o", "lost.db", code=WRITE)
        self.assertIn(b"leads nowhere", done.stderr)
        self.write("words.txt", "一网通办\n")
        done = self.run_program("dict", "import", "-q", "words.txt", "-o", "lost.db", code=WRITE)
        self.assertIn(b"leads nowhere", done.stderr)
        self.assertEqual(os.readlink(self.path("lost.db")), "nowhere")
        note = self.write("note", "my note")
        os.symlink("note", self.path("foreign.db"))
        self.scan("in", output="foreign.db", code=WRITE)
        self.assertEqual(contents(note), b"my note")
        self.assertEqual(sorted(os.listdir(self.path("elsewhere"))), ["r.db"])

    def test_no_folder_for_it(self):
        self.scan("in", output="nowhere/r.db", code=WRITE)
        self.assertEqual(self.leftovers(), ["in"])

    def test_replaced_when_whole(self):
        first = contents(self.scan("in", output="r.db"))
        self.write("in/more.txt", GOOD)
        second = self.scan("in", output="r.db")
        self.assertNotEqual(first, contents(second))
        self.assertEqual(self.one(second, "SELECT documents FROM groups"), 2)
        self.assertEqual(self.leftovers(), ["in", "r.db"])

    def limit_files(self):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    def check_full(self, name, form, *arguments, **options):
        """The old result stays, byte for byte, and nothing lies beside it."""
        old = contents(self.scan("--format", form, "in", output=name))
        before = self.leftovers()
        done = self.run_program("scan", "-q", "--no-cache", "--format", form, "-o", name, SAMPLES, *arguments, code=WRITE, **options)
        self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
        self.assertEqual(contents(self.path(name)), old)
        self.assertEqual(self.leftovers(), before)

    def test_files_may_not_grow(self):
        for form, name in (("sqlite", "r.db"), ("csv", "r.csv"), ("jsonl", "r.jsonl")):
            self.check_full(name, form, preexec_fn=self.limit_files)

    @unittest.skipUnless(os.geteuid() == 0, "needs root to mount")
    def test_full_disk(self):
        os.mkdir(self.path("disk"))
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", self.path("disk")], check=False, capture_output=True).returncode:
            self.skipTest("no mount here")
        self.addCleanup(lambda: subprocess.run(["umount", self.path("disk")], check=True))
        for form, name in (("sqlite", "disk/r.db"), ("csv", "disk/r.csv")):
            self.run_program("scan", "-q", "--format", form, "-o", name, SAMPLES, "--facts", "disk/f.jsonl", code=WRITE)
            self.assertEqual(os.listdir(self.path("disk")), [])

    def test_a_disk_too_small_for_anything(self):
        """In a name space of its own, where anybody may mount: 16 KiB are less than any result."""
        script = ("set -e; mkdir -p disk; mount -t tmpfs -o size=16k tmpfs disk; for form in sqlite csv jsonl; do code=0; "
                  '"$0" scan -q --format $form -o disk/r --facts disk/f.jsonl "$1" 2>>errors || code=$?; echo $code $(ls -A disk); done')
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, os.environ["LIANGCE"], SAMPLES], cwd=self.scratch, env=self.environment,
                              capture_output=True, check=False)
        if done.returncode:
            self.skipTest("no name spaces here: %s" % done.stderr.decode())
        self.assertEqual(done.stdout, b"74\n" * 3)
        errors = contents(self.path("errors")).decode()
        self.assertEqual(errors.count("No space left on device\n"), 3, errors)
        self.assertEqual(errors.count("\n"), 3, errors)

    def test_killed_while_it_writes(self):
        """At any moment: the old result is whole, and what is left of the new one goes with the next run."""
        for i in range(40):
            self.write("in/%d.txt" % i, GOOD * 2000)
        for form, name in (("sqlite", "r.db"), ("csv", "tables")):
            old = contents(self.scan("in/good.txt", "--format", form, "--facts", "f.jsonl", output=name))
            for moment in (0, 0.001, 0.005, 0.02):
                run = self.start("scan", "-q", "in", "--format", form, "--facts", "f.jsonl", "-o", name)
                self.addCleanup(run.kill)
                while run.poll() is None and not os.path.exists(self.path("f.jsonl.partial")):
                    time.sleep(0.0005)
                time.sleep(moment)
                run.kill()
                run.communicate(timeout=TIMEOUT)
                now = contents(self.path(name))
                if now != old:  # it was just done
                    break
            done = self.scan("in", "--format", form, "--facts", "f.jsonl", output=name)
            self.assertEqual(self.leftovers(), sorted({"f.jsonl", "in", "r.db", name}))
            if form == "sqlite":
                self.assertEqual(self.rows(done, "PRAGMA integrity_check"), [("ok",)])
                self.assertEqual(self.one(done, "SELECT documents FROM run"), 41)

    def test_standard_output_is_full(self):
        result = self.scan("in", output="r.db")
        for arguments in (("export", result, "--table", "terms"), ("--version",), ("help",), ("scan", "in", "-o", "s.db"),
                          ("dict", "stats"), ("show", "in/good.txt")):
            with open("/dev/full", "wb") as full:
                self.run_program(*arguments, code=WRITE, stdout=full, stderr=subprocess.PIPE)

    def test_reader_went_away(self):
        result = self.scan(SAMPLES, output="r.db")
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as closed:
            done = subprocess.run([os.environ["LIANGCE"], "export", result, "--table", "terms"], stdout=closed, stderr=subprocess.PIPE,
                                  env=self.environment, check=False)
        self.assertIn(done.returncode, (WRITE, -signal.SIGPIPE, 128 + signal.SIGPIPE))


class Signals(Case):
    """A pipe that nobody writes to keeps a run from ending, so that it can be met in the middle."""

    def setUp(self):
        super().setUp()
        os.mkfifo(self.path("pipe"))
        self.writer = None
        for i in range(1000):
            self.write("in/%03d.txt" % i, GOOD * (1 + i % 5))

    def begin(self, output="r.db"):
        """A run one of whose threads has come to the pipe and waits there."""
        run = self.start("scan", "-q", "-j", "2", "-o", output, "in", "pipe")
        self.addCleanup(run.kill)
        end = time.monotonic() + TIMEOUT
        while self.writer is None:
            self.assertLess(time.monotonic(), end)
            self.assertIsNone(run.poll(), "it ended by itself")
            try:
                self.writer = os.open(self.path("pipe"), os.O_WRONLY | os.O_NONBLOCK)  # fails until somebody reads
            except OSError:
                time.sleep(0.01)
        self.addCleanup(self.close_writer)
        time.sleep(0.5)  # for the other thread to do some work
        return run

    def close_writer(self):
        if self.writer is not None:
            os.close(self.writer)
        self.writer = None

    def check_stopped(self, number):
        """Whole documents are in the result, and it says what a scan of just these says."""
        run = self.begin()
        run.send_signal(number)
        run.communicate(timeout=TIMEOUT)
        self.assertEqual(run.returncode, 128 + number)
        self.close_writer()
        result = self.path("r.db")
        partial, documents = self.one(result, "SELECT partial, documents FROM run")
        self.assertEqual(partial, 1)
        self.assertGreater(documents, 0)
        done = [path for (path,) in self.rows(result, "SELECT path FROM files")]
        self.assertEqual(len(done), documents)
        listed = self.write("list", "".join(path + "\n" for path in done))
        again = self.scan("--files-from", listed, output="again.db")
        for table in ("groups", "terms", "themes", "metrics", "files", "failures"):
            self.assertEqual(self.rows(result, "SELECT * FROM " + table), self.rows(again, "SELECT * FROM " + table), table)

    def test_interrupt(self):
        signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored stays so
        self.check_stopped(signal.SIGINT)

    def test_terminate(self):
        self.check_stopped(signal.SIGTERM)

    def test_hangup(self):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        self.check_stopped(signal.SIGHUP)

    def test_what_is_ignored_stays_so(self):
        self.addCleanup(signal.signal, signal.SIGHUP, signal.signal(signal.SIGHUP, signal.SIG_IGN))
        run = self.begin()
        run.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        self.assertIsNone(run.poll())
        self.close_writer()
        run.communicate(timeout=TIMEOUT)
        self.assertEqual(run.returncode, DONE)

    def test_killed_leaves_the_old_result(self):
        old = contents(self.scan("in", output="r.db"))
        run = self.begin()
        run.kill()
        run.communicate(timeout=TIMEOUT)
        self.close_writer()
        self.assertEqual(contents(self.path("r.db")), old)
        self.scan("in", output="r.db")  # what the killed run held is free again
        self.assertEqual(self.leftovers(), ["in", "pipe", "r.db"])

    def test_another_run_holds_the_result(self):
        run = self.begin()
        self.scan("in", output="r.db", code=BUSY)
        self.close_writer()
        run.communicate(timeout=TIMEOUT)
        self.assertEqual(run.returncode, DONE)
        self.assertEqual(self.one(self.path("r.db"), "SELECT partial, documents FROM run"), (0, 1001))


class Usage(Case):
    def test_csv_is_no_dictionary(self):
        self.write("list.csv", "# mine\nterm,theme\n营商环境,热线\n")
        for command in (("dict", "check", "list.csv"), ("scan", SAMPLES, "-d", "list.csv")):
            done = self.run_program(*command, code=USAGE)
            self.assertEqual(done.stderr.decode(), "liangce: list.csv:2: commas and no TAB: columns are separated by TABs, not as in CSV\n")

    def test_exit_codes(self):
        self.write("in/good.txt", GOOD)
        self.write("bad.tsv", "营商环境\t\t\tother\n")
        for arguments in ((), ("nonsense",), ("scan",), ("scan", "in", "--nonsense"), ("scan", "in", "-j", "0"), ("scan", "in", "-j", "many"),
                          ("scan", "in", "--format", "xml"), ("scan", "in", "--overlap", "some"), ("scan", "in", "--group", "("),
                          ("scan", "in", "--group", "no names"), ("scan", "in", "-d", "bad.tsv"), ("scan", "in", "-d", "nowhere.tsv"),
                          ("scan", "in", "--group", "(?<term>.)"), ("dict", "check", "bad.tsv"), ("dict",), ("export",),
                          ("export", "in/good.txt", "--table", "terms"), ("show", "nowhere.txt")):
            done = self.run_program(*arguments, code=USAGE)
            self.assertEqual(done.stdout, b"", arguments)
            self.assertIn(b"liangce", done.stderr, arguments)
            self.assertTrue(not arguments or done.stderr.count(b"\n") == 1, (arguments, done.stderr))
        self.assertEqual(self.leftovers(), ["bad.tsv", "in"])


if __name__ == "__main__":
    unittest.main()
