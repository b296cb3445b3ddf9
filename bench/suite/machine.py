# SPDX-License-Identifier: Apache-2.0
"""What the bench ran on and with, in words that lead to no particular machine."""
import datetime
import os
import platform
import re
import subprocess


def read_first(path, pattern):
    with open(path, encoding="utf-8", errors="replace") as file:
        found = re.search(pattern, file.read(), re.MULTILINE)
    return found[1].strip() if found else ""


def cpu_model():
    return read_first("/proc/cpuinfo", r"^model name\s*:\s*(.*)$") or platform.machine()


def usable_cores():
    return len(os.sched_getaffinity(0))


def short_name():
    """xeon-2c, ryzen-9-5950x-16c: the model without maker, marks and clock, and the cores that may be used."""
    model = re.sub(r"\((R|TM|r|tm)\)|@.*|\b(Intel|AMD|CPU|Processor|\d+-Core|with .*)\b", " ", cpu_model())
    words = re.findall(r"[a-z0-9]+", model.lower()) or ["cpu"]
    return "-".join(words) + f"-{usable_cores()}c"


def run_name():
    return f"{datetime.date.today().isoformat()}-{short_name()}"


def version_of(place, command, pattern):
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=place.environment(), check=False)
    except FileNotFoundError:
        return "not there"
    found = re.search(pattern, done.stdout + done.stderr)
    return found[1] if found else "unknown"


def versions(place):
    first_number = r"(\d+\.\d+[.\d]*)"
    engine = version_of(place, ["engine_bench", "--version"], r"(.*)")
    tools = {name: version_of(place, [name, "--version"], first_number) for name in ("rg", "grep", "ugrep", "sort", "gnuplot")}
    return [engine] + [f"{name} {version}" for name, version in tools.items()]


def describe():
    cache = read_first("/proc/cpuinfo", r"^cache size\s*:\s*(.*)$")
    memory = int(read_first("/proc/meminfo", r"^MemTotal:\s*(\d+)")) * 1024
    system = read_first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]*)') if os.path.exists("/etc/os-release") else platform.system()
    return [f"{cpu_model()}, {usable_cores()} cores" + (f", {cache} cache" if cache else ""), f"{memory / 1e9:.0f} GB memory",
            f"{system}, Linux {platform.release().split('-')[0]}, {platform.machine()}"]
