#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the seed corpora: tests/fuzz/seeds.py FOLDER makes FOLDER/docx, FOLDER/text and FOLDER/rules.

They come from our own fixtures and rules, whole and cut into pieces, because a fuzzer learns faster from
short inputs; what it found before (tests/fuzz/found) is among them.
"""
import os
import re
import shutil
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PIECE = 6000


def write(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as out:
        out.write(data)


def parts(path):
    """A package in the form of tests/fuzz/parts.h."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def join(content):
    return b"\n".join(b"=== " + name.encode() + b"\n" + data for name, data in content.items())


def docx(out):
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "fixtures"))):
        for file in sorted(files):
            if not file.endswith(".docx"):
                continue
            path = os.path.join(folder, file)
            name = os.path.relpath(path, ROOT).replace("/", "-")
            content = parts(path)
            write(out, name, open(path, "rb").read())
            main = content.get("word/document.xml", b"")
            head, body, tail = main.partition(b"<w:body>")
            blocks = re.findall(rb"<w:p[ >].*?</w:p>|<w:tbl>.*?</w:tbl>", tail, re.S)
            piece, number = b"", 0
            for block in [*blocks, None]:
                if block is not None and len(piece) + len(block) < PIECE:
                    piece += block
                    continue
                if piece:
                    content["word/document.xml"] = head + body + piece + b"</w:body></w:document>"
                    write(out, f"{name}-{number}", join(content))
                number, piece = number + 1, block or b""


def text(out):
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "fixtures"))):
        for file in sorted(files):
            if not file.endswith((".txt", ".md", ".html")):
                continue
            path = os.path.join(folder, file)
            data = open(path, "rb").read()
            name = os.path.relpath(path, ROOT).replace("/", "-")
            for at in range(0, len(data), PIECE):
                write(out, f"{name}-{at // PIECE}", data[at:at + PIECE])
            write(out, f"{name}-utf16", data[:2000].decode("utf-8", "replace").encode("utf-16"))
            lines = data[:2500].decode("utf-8", "replace").splitlines()
            write(out, f"{name}-html", ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines)
                                        + "<ol><li>One<table><tr><td>2</td></tr></table></ol>").encode())
            write(out, f"{name}-markdown", ("# Title\n\n" + "\n".join(f"1. **{line}**" for line in lines)
                                            + "\n> | a | b |\n> |---|---|\n").encode())


def rules(out):
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "rules"))):
        for file in sorted(files):
            if not file.endswith(".yaml"):
                continue
            data = open(os.path.join(folder, file), "rb").read()
            name = os.path.relpath(os.path.join(folder, file), ROOT).replace("/", "-")
            pieces = re.split(rb"(?m)^(?=  - |- id:)", data)
            if len(data) < 2 * PIECE or len(pieces) < 2:
                write(out, name, data[:4 * PIECE])
            for number, piece in enumerate(pieces[1:]):
                write(out, f"{name}-{number}", pieces[0] + piece)


def main(folder):
    for name, make in (("docx", docx), ("text", text), ("rules", rules)):
        out = os.path.join(folder, name)
        os.makedirs(out, exist_ok=True)
        make(out)
        found = os.path.join(HERE, "found", name)
        for file in sorted(os.listdir(found)) if os.path.isdir(found) else ():
            shutil.copy(os.path.join(found, file), os.path.join(out, f"found-{file}"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
