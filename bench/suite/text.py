# SPDX-License-Identifier: Apache-2.0
"""The text that is measured on: taken from a folder or an archive, or written from the lexicon, then laid out as one large file,
many small ones, and files of growing size. Keeps what it made for the next run."""
import dataclasses
import glob
import io
import itertools
import json
import os
import random
import shutil
import subprocess
import tarfile
import zipfile

from measure import BenchError, tell

BASE, LARGE, SMALL, SIZES, TINY = "text/base.txt", "text/large.txt", "text/small", "text/sizes", "text/tiny.txt"
SMALL_FILE_BYTES = 2_750  # where a small file is cut, at the next line end: about 3 KB


@dataclasses.dataclass
class Input:
    name: str  # relative to the scratch folder
    bytes: int
    files: int = 1


@dataclasses.dataclass
class Text:
    origin: str  # for the summary
    documents: int
    left_out: int
    base: Input  # every document once
    large: Input  # the base, `copies` times over
    copies: int
    small: Input  # a folder
    tiny: Input  # on which a run is all start and end


def read_members(path, most_bytes):
    """The documents of a folder, an archive or a file as bytes, in an order that does not change; of a large file its beginning."""
    name = path.lower()
    if os.path.isdir(path):
        for folder, folders, files in os.walk(path):
            folders.sort()
            for file in sorted(files):
                with open(os.path.join(folder, file), "rb") as document:
                    yield document.read()
    elif name.endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")):
        with tarfile.open(path, "r|*") as archive:
            yield from read_tar(archive)
    elif name.endswith((".tar.zst", ".tzst")):
        with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as process, \
                tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            yield from read_tar(archive)
            process.stdout.close()
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield archive.read(member)
    else:
        with open(path, "rb") as document:
            yield document.read(most_bytes) + document.readline()


def read_tar(archive):
    for member in archive:
        if member.isfile():
            yield archive.extractfile(member).read()


def is_text(document):
    """Programs that search lines take a file with a NUL for a binary one, and would not be compared on the same text."""
    if not document or b"\0" in document:
        return False
    try:
        document.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def lexicon_terms(lexicon):
    """The first column of all files of the lexicon, spellings with gaps or alternatives left out."""
    terms = []
    for path in sorted(glob.glob(os.path.join(glob.escape(lexicon), "terms", "*.tsv"))):
        with open(path, encoding="utf-8") as file:
            terms += [line.split("\t")[0].strip() for line in file if line.strip() and not line.startswith("#")]
    return sorted({term for term in terms if not set(term) & set("*[]|")})


def write_documents(lexicon, most_bytes):
    """Documents made of the lexicon's terms, numbers and common words, always the same ones."""
    chance = random.Random(20)
    terms = lexicon_terms(lexicon)
    joints = ["的", "和", "以及", "进一步推进", "不断完善", "全面落实", "今年以来", "同比", "达到", "有关部门", "为了", "在此基础上", "认真做好"]
    ends = ["。", "。", "。", "；", "！"]
    size = 0
    while size < most_bytes:
        lines = []
        for _ in range(12):
            words = []
            for _ in range(chance.randint(6, 14)):
                words += chance.choices(joints, k=3) + [chance.choice(terms)]
                if chance.random() < 0.1:
                    words.append(f"{chance.randint(1, 9999)}{chance.choice(['件', '个', '万元', '%', '户', '公里'])}")
                if chance.random() < 0.2:
                    words.append("，")
            lines.append("".join(words) + chance.choice(ends))
        document = ("\n".join(lines) + "\n").encode()
        size += len(document)
        yield document


def choose_source(given, root):
    """The path that was given, or the text that lies beside the project, or None."""
    if given is not None:
        if not os.path.exists(given):
            raise BenchError(f"{given}: not there")
        return os.path.abspath(given)
    beside = os.path.join(root, "..", "shared", "corpus", "simplified.tar.zst")
    return os.path.normpath(beside) if os.path.exists(beside) else None


def write_base(place, source, lexicon, most_bytes):
    """Writes the base, of a larger archive its beginning; returns (documents, left out, what it is)."""
    members = read_members(source, most_bytes) if source else write_documents(lexicon, 8_000_000)
    origin = f"`{os.path.basename(source)}`" if source else "text generated from the lexicon: rates say little about real text"
    documents = left_out = size = 0
    with open(place.path(BASE), "wb") as base:
        for document in members:
            if not is_text(document):
                left_out += 1
                continue
            size += base.write(document if document.endswith(b"\n") else document + b"\n")
            documents += 1
            if size >= most_bytes:
                origin += f", the first {size / 1e6:.0f} MB of it"
                break
    if documents == 0:
        raise BenchError(f"{source}: no UTF-8 text in it")
    return documents, left_out, origin


def write_large(place, copies):
    with open(place.path(LARGE), "wb") as large:
        for _ in range(copies):
            with open(place.path(BASE), "rb") as base:
                shutil.copyfileobj(base, large, 1 << 22)


def small_documents(place):
    """The base cut into small files, and when it ends from its beginning."""
    part = io.BytesIO()
    while True:
        with open(place.path(BASE), "rb") as base:
            for line in base:
                part.write(line)
                if part.tell() >= SMALL_FILE_BYTES:
                    yield part.getvalue()
                    part = io.BytesIO()


def write_small(place, count):
    """A thousand files a folder; returns their bytes."""
    shutil.rmtree(place.path(SMALL), ignore_errors=True)
    size = 0
    for index, document in enumerate(itertools.islice(small_documents(place), count)):
        folder = place.path(f"{SMALL}/{index // 1000:03}")
        if index % 1000 == 0:
            os.makedirs(folder)
        with open(f"{folder}/{index % 1000:03}.txt", "wb") as file:
            size += file.write(document)
    return size


def signature(source):
    """Tells one source from another, and from what it was before it changed."""
    if source is None:
        return None
    paths = [source] if os.path.isfile(source) else sorted(itertools.chain.from_iterable(
        (os.path.join(folder, file) for file in files) for folder, _, files in os.walk(source)))
    facts = [os.stat(path) for path in paths]
    return [source, len(facts), sum(fact.st_size for fact in facts), max((fact.st_mtime_ns for fact in facts), default=0)]


def prepare(place, given, root, plan):
    """Makes the text, or finds it as an earlier run made it."""
    source = choose_source(given, root)
    lexicon = place.path("lexicon")
    wanted = [signature(source), plan.base_bytes, plan.large_bytes, plan.small_files, SMALL_FILE_BYTES]
    stamp = place.path("text/made.json")
    os.makedirs(place.path(SIZES), exist_ok=True)
    try:
        with open(stamp, encoding="utf-8") as file:
            made, fields = json.load(file)
        if made == wanted:
            fields |= {key: Input(**fields[key]) for key in ("base", "large", "small", "tiny")}
            return Text(**fields)
        os.remove(stamp)
    except (FileNotFoundError, ValueError, KeyError, TypeError):  # none, or one of an older bench
        pass
    documents, left_out, origin = write_base(place, source, lexicon, plan.base_bytes)
    base = Input(BASE, os.path.getsize(place.path(BASE)))
    copies = max(1, round(plan.large_bytes / base.bytes))
    write_large(place, copies)
    text = Text(origin, documents, left_out, base, Input(LARGE, base.bytes * copies), copies,
                Input(SMALL, write_small(place, plan.small_files), plan.small_files), write_tiny(place))
    with open(stamp, "w", encoding="utf-8") as file:
        json.dump([wanted, dataclasses.asdict(text)], file)
    return text


def write_sizes(place, sizes):
    """Files of about the given sizes, cut at a line end, from the base over and over. As many as there is room for."""
    inputs = []
    for size in sizes:
        if shutil.disk_usage(place.folder).free < size + 2_000_000_000:
            tell(f"no room for a file of {size / 1e6:,.0f} MB and larger ones: growth ends before it")
            break
        label = f"{size // 1_000_000} MB" if size < 1_000_000_000 else f"{size // 1_000_000_000} GB"
        name = f"{SIZES}/{label.replace(' ', '')}.txt"
        inputs.append(Input(name, write_size(place, name, size)))
    if not inputs:
        raise BenchError(f"{place.folder}: the disk is nearly full")
    return inputs


def write_size(place, name, size):
    with open(place.path(BASE), "rb") as base, open(place.path(name), "wb") as file:
        while file.tell() < size:
            block = base.read(min(1 << 22, size - file.tell()))
            if not block:
                base.seek(0)
            file.write(block)
        file.write(base.readline())
        return file.tell()


def remove_sizes(place):
    """The largest of them take as much room as all the rest."""
    shutil.rmtree(place.path(SIZES), ignore_errors=True)


def write_tiny(place):
    """A sentence or two."""
    with open(place.path(BASE), "rb") as base, open(place.path(TINY), "wb") as tiny:
        while tiny.tell() < 300:
            tiny.write(base.readline())
        return Input(TINY, tiny.tell())


def warm(place, name):
    """Reads an input, so that it is in memory before it is measured on."""
    path = place.path(name)
    names = [path] if os.path.isfile(path) else glob.glob(os.path.join(glob.escape(path), "**", "*.txt"), recursive=True)
    for each in names:
        with open(each, "rb", buffering=0) as file:
            while file.read(1 << 22):
                pass
