# SPDX-License-Identifier: Apache-2.0
"""Runs one command at a time and tells how long it took and what memory it held. Knows nothing of what is run."""
import dataclasses
import os
import re
import shlex
import subprocess
import sys
import time


BEGIN = time.monotonic()


def tell(text):
    print(f"bench: {time.monotonic() - BEGIN:4.0f} s: {text}", file=sys.stderr, flush=True)


class BenchError(Exception):
    """The bench cannot go on; the message is one line for the user."""


@dataclasses.dataclass
class Usage:
    seconds: float
    user_seconds: float
    system_seconds: float


@dataclasses.dataclass
class Memory:
    """Peaks over samples of the mappings of one process."""
    beyond_input_bytes: int = 0  # resident, all mappings but those of input files: program, libraries, heap, stacks
    anonymous_bytes: int = 0     # of that what no file backs
    samples: int = 0


@dataclasses.dataclass
class Place:
    """Where commands run. They name files relative to the folder, so that what is written down leads nowhere else."""
    folder: str    # the text in its folder text
    programs: str  # put before PATH

    def environment(self):
        # Sorting by bytes is the fastest there is, and grep in this locale is not slowed by decoding.
        return os.environ | {"PATH": self.programs + os.pathsep + os.environ["PATH"], "LC_ALL": "C", "LIANGCE_LEXICON": "lexicon"}

    def path(self, name):
        return os.path.join(self.folder, name)


def command_line(command):
    """A command as a user would type it: a list is run as it is, a string by bash."""
    return command if isinstance(command, str) else shlex.join(command)


def run(place, command, watch=False):
    """Runs to the end, standard output kept in the file `output`. With watch, samples memory: it then is not for timing."""
    argv = ["bash", "-o", "pipefail", "-c", command] if isinstance(command, str) else command
    with open(place.path("output"), "wb") as output, open(place.path("errors"), "wb") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(argv, cwd=place.folder, env=place.environment(), stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=errors)
        memory, (_, status, usage) = watch_memory(process.pid, place.folder) if watch else (None, os.wait4(process.pid, 0))
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        with open(place.path("errors"), encoding="utf-8", errors="replace") as errors:
            lines = errors.read().strip().splitlines() or ["no message"]
        raise BenchError(f"{command_line(command)}: exit code {process.returncode}: {lines[-1]}")
    # Not ru_maxrss: a child begins with the peak of the process that started it.
    return Usage(seconds, usage.ru_utime, usage.ru_stime), memory


MAPPING = re.compile(rb"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)$")


def read_mappings(pid, folder):
    """(resident bytes that are no mapped file of the folder, anonymous bytes) of a process, now."""
    beyond = anonymous = 0
    is_input = False
    with open(f"/proc/{pid}/smaps", "rb") as smaps:
        for line in smaps:
            if line.startswith(b"Rss:"):
                beyond += 0 if is_input else int(line.split()[1])
            elif line.startswith(b"Anonymous:"):
                anonymous += int(line.split()[1])
            else:
                mapping = MAPPING.match(line)
                is_input = mapping[1].startswith(folder) if mapping else is_input
    return beyond * 1024, anonymous * 1024


def read_peak(pid):
    """The most bytes that have been resident so far, input files and all."""
    with open(f"/proc/{pid}/status", "rb") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith(b"VmHWM:")), 0)


def watch_memory(pid, folder):
    """Samples until the process ends; the peaks, and what wait4 gave."""
    folder = os.fsencode(os.path.realpath(folder)) + b"/text/"
    peak = Memory()
    while True:
        ended = os.wait4(pid, os.WNOHANG)
        if ended[0] != 0:
            return peak, ended
        try:
            beyond, anonymous = read_mappings(pid, folder)
            # What moves while the mappings are read is in two of them.
            resident = read_peak(pid)
            beyond, anonymous = min(beyond, resident), min(anonymous, resident)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        peak.beyond_input_bytes = max(peak.beyond_input_bytes, beyond)
        peak.anonymous_bytes = max(peak.anonymous_bytes, anonymous)
        peak.samples += 1
        time.sleep(0.003)
