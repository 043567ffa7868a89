#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes huge, deep and looping inputs one after the other and lints each beside a sound contract:
tests/hostile/extreme.py CLAUSELINT SOURCE_DIR [--scale N] [--verbose] [KIND…], or one of them to a file: tests/hostile/extreme.py --make KIND FILE

Each must end within 5 s of processor time and 300 MB, with the exit status of its row, a message that names what is
wrong, and the findings of the sound contract in the same report; nothing may be written. `--scale` divides the sizes
of what must be read (a sanitizer is slow; time and memory are then not judged).
"""
import os
import re
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from make import HEAD, RELATIONSHIPS, RULE, TYPES, W, document, noise, paragraph

SECONDS, MEGABYTES = 5, 300
# Kinds that the limit of the ratio is to stop; for the others it is lifted, so that they get further.
RATIO = ("spaces", "paragraphs-3-million", "entries")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SCALE = 1


def n(count):
    return max(1, count // SCALE)


# ---- zip files, written by hand so that a part may be 400 MiB, or a lie ----

class Run:
    """The same bytes many times: deflated once, the deflated form repeated (a full flush ends at a byte)."""
    def __init__(self, data, times):
        self.data, self.times = data.encode() if isinstance(data, str) else data, times


def deflated(pieces):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    out, crc, size = [], 0, 0
    for piece in pieces:
        run = piece if isinstance(piece, Run) else Run(piece, 1)
        # Blocks of about 1 MiB, so that the checksum does not cost a call for each small repetition.
        batch = max(1, min(run.times, (1 << 20) // max(1, len(run.data))))
        for data, times in ((run.data * batch, run.times // batch), (run.data * (run.times % batch), 1)):
            if not data or not times:
                continue
            out.append((squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH)))
            if times > 1:
                again = squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH)
                out.extend([again] * (times - 1))
            for _ in range(times):
                crc = zlib.crc32(data, crc)
            size += len(data) * times
    out.append(squeeze.flush())
    return b"".join(out), crc, size


def archive(path, parts):
    """parts: (name, content as str, bytes, or list of pieces, {method, flags, size, crc} to lie with)."""
    with open(path, "wb") as out:
        central = []
        for name, content, *lies in parts:
            lies = lies[0] if lies else {}
            data, crc, size = deflated(content if isinstance(content, list) else [content])
            raw = name.encode()
            header = struct.pack("<HHHIIIIHH", 20, lies.get("flags", 0), lies.get("method", 8), 0x210000,
                                 lies.get("crc", crc), len(data), lies.get("size", size), len(raw), 0)
            central.append(b"PK\1\2" + struct.pack("<H", 20) + header + struct.pack("<HHHII", 0, 0, 0, 0, out.tell())
                           + raw)
            out.write(b"PK\3\4" + header + raw + data)
        start = out.tell()
        directory = b"".join(central)
        out.write(directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(central) & 0xFFFF, len(central) & 0xFFFF,
                                                      len(directory), start, 0))


def relations(*targets):
    return (HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                      for i, (kind, target) in enumerate(targets)) + "</Relationships>")


def docx(body, before="", more=(), side=(), root=RELATIONSHIPS, lies=None, tail="</w:body></w:document>"):
    """A package whose main part has the body: a str or a list of pieces. `side`: (type, name, content)."""
    def make(path):
        pieces = body() if callable(body) else body
        pieces = pieces if isinstance(pieces, list) else [pieces]
        xml = [f'{HEAD}{before}<w:document {W} xmlns:r="{OFFICE}"><w:body>', *pieces, tail]
        beside = [(kind, name, content() if callable(content) else content) for kind, name, content in side]
        parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", root), ("word/document.xml", xml, lies or {})]
        parts += [(f"word/{name}", content) for _, name, content in beside]
        if side:
            parts.append(("word/_rels/document.xml.rels", relations(*((kind, name) for kind, name, _ in beside))))
        archive(path, parts + (list(more() if callable(more) else more)))
    return make


def raw(*pieces):
    """A file of pieces, each bytes or Run."""
    def make(path):
        with open(path, "wb") as out:
            for piece in pieces:
                piece = piece() if callable(piece) else piece
                piece = piece if isinstance(piece, Run) else Run(piece, 1)
                batch = max(1, min(piece.times, (1 << 20) // max(1, len(piece.data))))
                for _ in range(piece.times // batch):
                    out.write(piece.data * batch)
                out.write(piece.data * (piece.times % batch))
    return make


# ---- the kinds ----

CLAUSE = "The Provider shall perform the Services under Section 2 and may terminate this Agreement on 30 days' notice. "
ITEM = ('<w:p><w:pPr><w:pStyle w:val="S0"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        "<w:r><w:t>The Provider shall keep records.</w:t></w:r></w:p>")
STYLES = f"{HEAD}<w:styles {W}>"
NUMBERING = f"{HEAD}<w:numbering {W}>"


def styles(count, base):
    return [STYLES] + [f'<w:style w:type="paragraph" w:styleId="S{i}"><w:name w:val="Style {i}"/>'
                       f'<w:basedOn w:val="S{base(i)}"/></w:style>' for i in range(count)] + ["</w:styles>"]


def joined(pieces):
    return ["".join(pieces)]


def wild_numbering():
    levels = "".join(f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="'
                     f'%1.%2.%3.%4.%5.%6.%7.%8.%9"/></w:lvl>'
                     for level, start, kind in ((0, 2147483647, "upperRoman"), (1, -5, "lowerLetter"),
                                                (2, 99999999999999999999, "ordinalText"), (3, 0, "upperLetter"),
                                                (8, 1000000000, "cardinalText"), (9, 1, "decimal"), (-1, 1, "decimal"),
                                                (4000000000, 1, "decimal")))
    return (NUMBERING + f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')


def many_lists(count):
    return [NUMBERING] + [f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
                          f'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' for i in range(count)] + \
        [f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(count)] + ["</w:numbering>"]


def numbering_loop(count):
    return [NUMBERING] + [f'<w:abstractNum w:abstractNumId="{i}"><w:numStyleLink w:val="S{(i + 1) % count}"/>'
                          f'<w:styleLink w:val="S{i}"/></w:abstractNum>' for i in range(count)] + \
        [f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(count)] + ["</w:numbering>"]


def linked_styles(count):
    return [STYLES] + [f'<w:style w:type="numbering" w:styleId="S{i}"><w:pPr><w:numPr><w:numId w:val="{i}"/></w:numPr>'
                       f"</w:pPr></w:style>" for i in range(count)] + ["</w:styles>"]


BEGIN, SEPARATE = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>',
                   '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
NOTES = (f'{HEAD}<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>See note.</w:t><w:footnoteReference w:id="2"/>'
         "</w:r></w:p></w:footnote></w:footnotes>")
BIDI = "\u202e\u2066\u2069\u200f\u061c"
READ, REFUSED, EITHER = (0, 1), (2,), (0, 1, 2)
SOUND = paragraph("1. " + CLAUSE)


def word_for_word(count, form, seed=7):
    """Different words in no order, so that nothing compresses or repeats."""
    return " ".join(form.format(int.from_bytes(noise(2, seed + i), "little")) for i in range(count))


def docx_kinds():
    yield "entries-65000", REFUSED, "limit-parts", docx(SOUND, more=[(f"x/{i}", "") for i in range(65000)])
    yield "deflate64", REFUSED, "zip-method.*word/document.xml|word/document.xml.*zip-method", docx(SOUND, lies={"method": 9})
    yield "method-99", REFUSED, "zip-(method|encrypted|damaged)", docx(SOUND, lies={"method": 99})
    yield "encrypted", REFUSED, "word/document.xml.*encrypted", docx(SOUND, lies={"flags": 1})
    yield "bad-crc", REFUSED, "word/document.xml.*checksum", docx(SOUND, lies={"crc": 1})
    yield "size-0", READ, None, docx(SOUND, lies={"size": 0})
    yield "size-4-gib", REFUSED, "limit-|zip-damaged", docx(SOUND, lies={"size": 0xFFFFFFFE})
    yield "duplicate-part", REFUSED, "word/document.xml.*twice", docx(
        SOUND, more=[("word/document.xml", document(paragraph("Another text.")))])
    yield "duplicate-case", REFUSED, "WORD/document.xml.*twice|word/document.xml.*twice", docx(
        SOUND, more=[("WORD/document.xml", document(paragraph("Another text.")))])
    yield "traversal", READ, None, docx(SOUND, more=[("../../../../../../tmp/clauselint-was-here", "x"), ("/etc/passwd", "x"),
                                                     ("..\\..\\x.txt", "x"), ("word/../../y", "x")])
    for name, target in (("up", "../../../../../../etc/passwd"), ("file", "file:///etc/passwd"), ("absolute", "/etc/passwd"),
                         ("http", "http://127.0.0.1:9/x"), ("unc", "\\\\127.0.0.1\\x"), ("escaped", "%2e%2e/%2e%2e/etc/passwd")):
        yield f"main-{name}", REFUSED, "zip-part-missing.*(passwd|x)|(passwd|x).*zip-part-missing|docx-not-a-document", docx(
            SOUND, root=relations(("officeDocument", target)))
        yield f"side-{name}", READ, None, docx(SOUND, more=[(
            "word/_rels/document.xml.rels", relations(("styles", target), ("header", target), ("aFChunk", target),
                                                      ("footnotes", target), ("numbering", target)))])
    yield "xinclude", READ, None, docx('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" '
                                       'parse="text"/>' + SOUND)
    yield "entities", REFUSED, "word/document.xml.*xml-dtd|xml-dtd.*word/document.xml", docx(
        paragraph("&k;"), before="<!DOCTYPE w:document [" + '<!ENTITY a "ha">' + "".join(
            f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10)) + "]>")
    yield "entities-in-styles", READ, "word/styles.xml", docx(SOUND, side=[("styles", "styles.xml", f'{HEAD}<!DOCTYPE x [<!ENTITY a "b">]><w:styles {W}/>')])
    yield "parameter-entity", REFUSED, "xml-dtd", docx(SOUND, before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
    yield "spaces-400-mib", REFUSED, "word/document.xml.*limit-|limit-.*word/document.xml", docx(
        ["<w:p><w:r><w:t>", Run(" " * (1 << 20), 400), "</w:t></w:r></w:p>"])
    yield "spaces-outside", REFUSED, "limit-", docx([Run(" " * (1 << 20), 400), SOUND])
    yield "spaces-lied", REFUSED, "limit-|zip-damaged", docx(["<w:p><w:r><w:t>", Run(" " * (1 << 20), 400), "</w:t></w:r></w:p>"],
                                                             lies={"size": 4000})
    yield "paragraphs-3-million", REFUSED, "limit-", docx([Run(paragraph("x"), 3_000_000)])
    yield "more-paragraphs-3-million", REFUSED, "limit-paragraphs", docx([Run(paragraph("x"), 3_000_000)])
    yield "attributes-million", REFUSED, "limit-xml-attributes", docx(lambda: [
        "<w:p " + " ".join(f'a{i}=""' for i in range(1_000_000)) + "/>", SOUND])
    yield "attributes-fitting", EITHER, None, docx(lambda: [Run("<w:p " + " ".join(f'a{i}=""' for i in range(200)) + "/>", n(20_000)), SOUND])
    yield "namespaces-deep", EITHER, None, docx(lambda: [*(
        "<w:sdt " + " ".join(f"xmlns:n{k}x{i}='u'" for i in range(200)) + ">" for k in range(200)),
        Run("<n0x0:a/>", n(2_000_000)), "</w:sdt>" * 200])
    yield "text-in-all", REFUSED, "limit-text-bytes", docx(lambda: [Run("<w:p><w:r><w:t>" + CLAUSE * 1000 + "</w:t></w:r></w:p>", 300)])
    yield "text-just-fits", EITHER, None, docx(lambda: [Run("<w:p><w:r><w:t>" + CLAUSE * 100 + "</w:t></w:r></w:p>", n(280))])
    yield "paragraphs-mixed", REFUSED, "limit-paragraphs", docx(lambda: [paragraph(word_for_word(4000, "w{}")), Run(
        "".join(paragraph(f"{i} {noise(12, i).hex()}") for i in range(n(4000))), 100 if SCALE == 1 else 60 * SCALE)])
    yield "paragraphs-just-fit", READ, None, docx(lambda: [Run("".join(
        paragraph(f"({chr(97 + i % 26)}) {noise(4, i).hex()} Section {i}.") for i in range(1000)), n(49))])
    yield "empty-paragraphs", EITHER, None, docx(lambda: [Run("<w:p/>" * 100 + f"<!--{noise(8).hex()}-->", n(900)), SOUND])
    yield "deep-200000", REFUSED, "limit-xml-depth.*word/document.xml|word/document.xml.*limit-xml-depth", docx(
        [Run("<w:sdt><w:sdtContent>", 100_000), SOUND, Run("</w:sdtContent></w:sdt>", 100_000)])
    yield "deep-tables", EITHER, None, docx(["<w:tbl><w:tr><w:tc>" * 60, SOUND, "</w:tc></w:tr></w:tbl>" * 60])
    yield "attributes", REFUSED, "word/document.xml.*limit-xml-attributes", docx(lambda: [
        "<w:p " + " ".join(f'a{i}="{i}"' for i in range(50_000)) + "/>", SOUND])
    yield "long-attribute", EITHER, "xml-damaged|limit-", docx(['<w:p w:x="', Run("A" * 1000, 12_000), '"/>', SOUND])
    yield "namespaces", EITHER, None, docx(lambda: ["<w:p " + " ".join(f'xmlns:a{i}="u{i}"' for i in range(20_000)) + "/>", SOUND])
    yield "element-names", EITHER, None, docx(lambda: joined(f"<w:e{i}/>" for i in range(n(300_000))) + [SOUND])
    yield "text-node-12-mb", REFUSED, "limit-(paragraph|text)|limit-ratio|xml-damaged", docx(
        lambda: ["<w:p><w:r><w:t>", noise(60_000).hex(" ") * 70, "</w:t></w:r></w:p>"])
    yield "text-node-just-fits", EITHER, None, docx(lambda: [
        "<w:p><w:r><w:t>" + (CLAUSE.replace(".", ",") + word_for_word(8, "w{}") + " ") * n(4000) + "</w:t></w:r></w:p>"])
    yield "runs-1-million", EITHER, None, docx(lambda: ["<w:p>", Run("<w:r><w:t>a b</w:t></w:r>", n(900_000)), "</w:p>"])
    yield "comment-20-mb", EITHER, None, docx(lambda: ["<!--", Run(noise(30000).hex(), 300), "-->", SOUND])
    yield "wild-numbering", READ, None, docx(lambda: [ITEM.format(level=level, num=1) for level in
                                             (0, 1, 2, 3, 8, 9, -1, 4000000000, 99999999999999999999) for _ in range(200)],
                                             side=[("numbering", "numbering.xml", wild_numbering)])
    yield "lists-100000", EITHER, None, docx(lambda: joined(ITEM.format(level=0, num=i) for i in range(n(40_000))), side=[(
        "numbering", "numbering.xml", lambda: joined(many_lists(n(100_000))))])
    yield "numbering-loop", READ, None, docx(lambda: joined(ITEM.format(level=0, num=i) for i in range(n(2000))), side=[
        ("numbering", "numbering.xml", lambda: joined(numbering_loop(n(2000)))),
        ("styles", "styles.xml", lambda: joined(linked_styles(n(2000))))])
    yield "styles-100000", READ, None, docx(ITEM.format(level=0, num=1) * 100, side=[
        ("styles", "styles.xml", lambda: joined(styles(n(100_000), lambda i: 0)))])
    yield "style-chain", READ, None, docx(ITEM.format(level=0, num=1) * 1000, side=[
        ("styles", "styles.xml", lambda: joined(styles(n(100_000), lambda i: i + 1)))])
    yield "style-loop", READ, None, docx(ITEM.format(level=0, num=1) * 1000, side=[
        ("styles", "styles.xml", lambda: joined(styles(n(50_000), lambda i: (i + 1) % n(50_000))))])
    yield "style-names", READ, None, docx(lambda: joined(
        f'<w:p><w:pPr><w:pStyle w:val="No{i}"/></w:pPr><w:r><w:t>x {i}</w:t></w:r></w:p>' for i in range(n(30_000))), side=[
        ("styles", "styles.xml", lambda: joined(styles(n(100_000), lambda i: 0)))])
    yield "fields-open", READ, None, docx(lambda: ["<w:p>" + BEGIN * 5000 + "</w:p>", SOUND * 100])
    yield "fields-closed", READ, None, docx(lambda: ["<w:p>" + (END + SEPARATE) * 5000 + "</w:p>", SOUND * 100])
    yield "fields-deep", READ, None, docx(lambda: ["<w:p>" + BEGIN * 3000 + "</w:p>" + SOUND + "<w:p>" + (SEPARATE + END) * 3000 + "</w:p>", SOUND])
    yield "note-loop", READ, None, docx(SOUND + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 2000, side=[
        ("footnotes", "footnotes.xml", NOTES)])
    yield "notes-many", EITHER, None, docx(lambda: joined(
        f'<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="{i}"/></w:r></w:p>' for i in range(n(40_000))), side=[(
            "footnotes", "footnotes.xml", lambda: joined([f"{HEAD}<w:footnotes {W}>", *(
                f'<w:footnote w:id="{i}">{paragraph("note")}</w:footnote>' for i in range(n(40_000))), "</w:footnotes>"]))])
    yield "chunk-loop", READ, "docx-", docx(SOUND + '<w:altChunk r:id="rId0"/>' * 50, side=[("aFChunk", "document.xml#x", "")])
    yield "headers-many", EITHER, None, docx(SOUND, more=lambda: [("word/_rels/document.xml.rels", relations(*(
        ("header", f"h{i}.xml") for i in range(9000))))] + [(f"word/h{i}.xml", f"{HEAD}<w:hdr {W}>{SOUND}</w:hdr>") for i in range(n(5000))])
    yield "relationships-many", EITHER, None, docx(SOUND, more=lambda: [("word/_rels/document.xml.rels", relations(*(
        ("hyperlink", f"h{i}.xml") for i in range(n(100_000)))))])
    yield "content-types-many", EITHER, None, docx(SOUND, more=[])
    yield "revisions", EITHER, None, docx(lambda: ["<w:p>" + '<w:ins w:author="A"><w:r><w:t>in </w:t></w:r></w:ins><w:del w:author="B"><w:r>'
                                                   "<w:delText>out</w:delText></w:r></w:del>" * n(20_000) + "</w:p>"])
    yield "marks-deleted", EITHER, None, docx(lambda: [Run(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>joined text </w:t></w:r></w:p>", n(40_000))])
    yield "bidi", READ, None, docx(SOUND + paragraph(BIDI * 2000 + CLAUSE + BIDI * 2000) * 20)


def text_kinds():
    clause = CLAUSE.encode()
    yield "line-100-mb.txt", EITHER, "limit-", raw(Run(clause, 100_000_000 // len(clause)))
    yield "line-100-mb-letters.txt", EITHER, "limit-", raw(Run(b"a", 100_000_000))
    yield "line-4-mb-letters.txt", EITHER, None, raw(Run(b"a", n(4_000_000)))
    yield "text-just-fits.txt", EITHER, None, raw(Run(clause + b"\n\n", n(3_100_000 // len(clause))))
    yield "text-10-mb.txt", REFUSED, "limit-judged-bytes", raw(Run(clause + b"\n\n", 10_000_000 // len(clause)))
    yield "text-20-mb.txt", REFUSED, "limit-text-bytes", raw(Run(clause + b"\n\n", 20_000_000 // len(clause)))
    yield "text-just-fits-glued.txt", EITHER, None, raw(Run(b"1. " + clause * 30 + b"\n", n(3_100_000 // (30 * len(clause)))))
    yield "text-just-fits.md", EITHER, None, raw(b"# Title\n\n", Run(clause + b"\n\n", n(3_100_000 // len(clause))))
    yield "emphasis-15-mb.md", EITHER, None, raw(b"# Title\n\n", Run(b"*a* b\n\n", n(2_000_000)))
    yield "regex-everywhere.txt", EITHER, None, raw(b"1. ", Run(b"a" * 60 + b" ", 16_000))
    yield "sentence-12-mb.txt", EITHER, "limit-", raw(b"The ", Run(clause.replace(b".", b","), 12_000_000 // len(clause)))
    yield "sentence-just-fits.txt", EITHER, "pattern-limit|limit-", raw(b"1. The ", Run(clause.replace(b". ", b", "), n(1_000_000 // len(clause))))
    yield "sentence-gaps.txt", EITHER, None, raw(Run(b"may terminate the notice of renewal not liable shall in no event exceed ", n(50_000)))
    yield "semicolons.txt", EITHER, None, raw(b"1. The Provider shall: ", Run(b"(a) perform the Services, and may terminate; ", n(100_000)), b".\n")
    yield "semicolons-bare.txt", EITHER, None, raw(b"1. The Provider shall ", Run(b"pay; ", n(100_000)), b".\n")
    yield "headings-million.txt", EITHER, None, raw(Run(b"ARTICLE I\n\n", 1_000_000))
    yield "headings-million.md", EITHER, None, raw(Run(b"# Title\n\n", 1_000_000))
    yield "headings-numbered.md", EITHER, None, raw(lambda: "".join(f"## {i}. Title\n\nText of it.\n\n" for i in range(n(40_000))).encode())
    yield "nested-quotes.md", EITHER, None, raw(b"# A\n\n", Run(b"> ", 100_000), b"x\n", Run(b"> > > > > > > > a\n", n(20_000)))
    yield "nested-lists.md", EITHER, None, raw(lambda: b"# A\n\n" + b"".join(b"  " * i + b"- a\n" for i in range(2000)))
    yield "nested-lists-line.md", EITHER, None, raw(b"# A\n\n", Run(b"- ", 50_000), b"x\n")
    yield "nested-emphasis.md", EITHER, None, raw(b"# A\n\n", Run(b"*a **b ", n(100_000)), b"\n")
    yield "nested-emphasis-closed.md", EITHER, None, raw(b"# A\n\n", Run(b"*_", n(50_000)), b"a", Run(b"_*", n(50_000)), b"\n")
    yield "nested-links.md", EITHER, None, raw(b"# A\n\n", Run(b"[", n(100_000)), b"a", Run(b"](b)", n(100_000)), b"\n")
    yield "links-open.md", EITHER, None, raw(b"# A\n\n", Run(b"[a](<b", n(50_000)), b"\n\n", Run(b"![[]()", n(50_000)))
    yield "link-definitions.md", EITHER, None, raw(lambda: b"# A\n\n" + "".join(f"[a{i}]: b{i}\n" for i in range(n(50_000))).encode() + b"[a1] " * n(50_000))
    yield "table-wide.md", EITHER, None, raw(b"# A\n\n", Run(b"|a", 20_000), b"|\n", Run(b"|-", 20_000), b"|\n", Run(b"|b|\n", n(2000)))
    yield "html-in-md.md", EITHER, None, raw(b"# A\n\n", Run(b"<div>", n(100_000)), b"\n\n", Run(b"<a <!-- <![CDATA[ <? ", n(50_000)))
    yield "backticks.md", EITHER, None, raw(lambda: b"# A\n\n" + b"".join(b"e" + b"`" * i for i in range(1, n(2500))))
    yield "labels-million.txt", EITHER, None, raw(Run(b"(a)(b)(c)", n(333_333)))
    yield "labels-spaced.txt", EITHER, None, raw(b"1. The Provider: ", Run(b"(a) pay (b) perform (c) leave ", n(33_000)))
    yield "labels-successive.txt", EITHER, None, raw(lambda: " ".join(f"{i}. The Provider shall perform." for i in range(1, n(50_000))).encode())
    yield "labels-decimal.txt", EITHER, None, raw(lambda: "\n\n".join(f"{i}.{i % 9}.{i % 7} The Provider shall perform." for i in range(1, n(50_000))).encode())
    yield "parentheses.txt", EITHER, None, raw(b"1. The ", Run(b"(", n(500_000)), b" x ", Run(b")", n(500_000)))
    yield "parentheses-words.txt", EITHER, None, raw(b"1. The Provider may ", Run(b"(of ", n(60_000)), Run(b"it) ", n(60_000)), b"terminate.")
    yield "brackets-words.txt", EITHER, None, raw(b"1. The Provider may ", Run(b"[of the (", n(60_000)), b"terminate.")
    yield "spaces.txt", EITHER, None, raw(b"1. The", Run(b" ", 20_000_000), b"Provider shall pay.\n", Run(b"a" + b" " * 50, n(60_000)))
    yield "spaces-lines.txt", EITHER, None, raw(Run(b" " * 80 + b"\n", 200_000), clause)
    yield "newlines.txt", EITHER, None, raw(clause, Run(b"\n", 20_000_000), clause)
    yield "tabs.txt", EITHER, None, raw(b"1. A", Run(b"\t", 5_000_000), b"b\n")
    yield "nuls.txt", REFUSED, "binary-file", raw(Run(b"\0", 5_000_000))
    yield "nuls-late.txt", EITHER, None, raw(Run(clause + b"\n\n", 800), Run(b"a\0b ", n(200_000)))
    yield "bidi.txt", EITHER, None, raw(clause, b"\n\n", Run(BIDI.encode() + b" a", n(200_000)))
    yield "quotes.txt", EITHER, None, raw(b"1. ", Run(b'"a" ', n(200_000)), b"\n\n", Run(b'"', n(300_001)), b"\n\n", Run(b'("a', n(100_000)))
    yield "definitions.txt", EITHER, None, raw(lambda: "\n\n".join(f'"Term {i}" means the Term {i - 1} and the "Other {i}".' for i in range(n(20_000))).encode())
    yield "short-lines.txt", EITHER, None, raw(Run(b"a\n", 3_000_000))
    yield "short-paragraphs.txt", EITHER, "limit-|", raw(Run(b"a.\n\n", 2_000_000))
    yield "short-paragraphs-just-fit.txt", EITHER, None, raw(lambda: "\n\n".join(f"{i}. Pay {i}." for i in range(n(49_000))).encode())
    yield "references.txt", EITHER, None, raw(lambda: b"\n\n".join(f"{i}. See Sections {i}.1, {i}.2 and 3(a) to {i + 1}, Article IV and Exhibit B.".encode() for i in range(n(20_000))))
    yield "references-one-sentence.txt", EITHER, None, raw(b"1. See ", Run(b"Section 2.1(a), Clause 3 and Sections 4, 5, 6 to 9, ", n(40_000)))
    yield "amounts.txt", EITHER, None, raw(b"1. Pay ", Run(b"thirty (30) days or $1,000,000 or fifty percent (50%) by June 1, 2020, ", n(30_000)))
    yield "number-words.txt", EITHER, None, raw(b"1. Pay ", Run(b"twenty hundred thousand million and ", n(50_000)), b"days.")
    yield "digits.txt", EITHER, None, raw(b"1. Pay $", Run(b"1,234,", n(300_000)), b" by ", Run(b"9", n(1_000_000)), b" days.")
    yield "capitals.txt", EITHER, None, raw(Run(b"THE PROVIDER SHALL NOT BE LIABLE ", n(60_000)))
    yield "initials.txt", EITHER, None, raw(Run(b"A. B. Inc. No. U.S. e.g. ", n(100_000)))
    yield "dots.txt", EITHER, None, raw(b"1. Term ", Run(b".", n(1_000_000)), b" 5\n\n", Run(b". ", n(300_000)))
    yield "dashes.txt", EITHER, None, raw(Run(b"- ", n(500_000)), b"\n\n", Run(b"_", n(1_000_000)), b"\n", Run(b"non-", n(200_000)))
    yield "parties.txt", EITHER, None, raw(b"AGREEMENT between ", Run(b'Acme Inc. ("Acme") and ', n(40_000)), b"others.\n")
    yield "letters-spaced.txt", EITHER, None, raw(Run(b"B E T W E E N ", n(100_000)))
    yield "redactions.txt", EITHER, None, raw(b"1. Pay ", Run(b"[***] ", n(150_000)), b"\n\n", Run(b"[*", n(150_000)), b"\n\n", Run(b"*", n(500_000)))
    yield "columns.txt", EITHER, None, raw(Run(b"  By:            By:\n  Name:        Name:\n", n(50_000)))
    yield "pages.txt", EITHER, None, raw(lambda: b"".join(b"The Provider shall\n\n\n%d\n\f\nACME CONFIDENTIAL\n\nperform.\n" % i for i in range(n(20_000))))
    yield "contents.txt", EITHER, None, raw(lambda: b"".join(b"%d. Title ......... %d\n" % (i, i) for i in range(n(40_000))))
    yield "latin1.txt", EITHER, None, raw(Run("caf\xe9 \xa7 2 ".encode("latin-1"), n(300_000)))
    yield "utf16.txt", EITHER, None, raw(b"\xff\xfe", Run("1. Pay. \n\n".encode("utf-16-le"), n(40_000)))
    yield "broken-utf8.txt", EITHER, None, raw(clause, Run(b"a\xff\xfeb\xc3 ", n(200_000)))
    yield "nested.html", EITHER, None, raw(b"<!doctype html><html><body>", Run(b"<div><ol><li>", 100_000), b"x")
    yield "nested-inline.html", EITHER, None, raw(b"<!doctype html><html><body>", Run(b"<b><i><a href=x>", 100_000), b"x")
    yield "tables.html", EITHER, None, raw(b"<!doctype html><html><body>", Run(b"<table><tr><td>", n(20_000)), b"x")
    yield "entities.html", EITHER, None, raw(b'<!doctype html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;', Run(b"&amp;&#x202e;&lt;", n(200_000)))
    yield "paragraphs.html", EITHER, None, raw(b"<!doctype html><html><body>", Run(b"<p>a", 1_000_000))
    yield "attributes.html", EITHER, None, raw(b"<!doctype html><html><body><p ", Run(b"a=b c=d ", 500_000), b">x")
    yield "line-100-mb.html", EITHER, None, raw(b"<!doctype html><html><body><p>", Run(clause, 100_000_000 // len(clause)))


def rule_kinds():
    def rule(pattern, **more):
        return RULE.format(**{"id": "x", "key": "patterns", "pattern": pattern, **more}).encode()
    bomb = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (98 + i, 98 + i, b", ".join([b"*%c" % (97 + i)] * 9)) for i in range(10)) + b"pack: x\nrules: *k\n"
    yield "alias-bomb.yaml", REFUSED, "yaml-unsupported", raw(bomb)
    yield "merge-keys.yaml", REFUSED, "yaml-unsupported|yaml-syntax", raw(b"a: &a {b: c}\nrules:\n  - <<: *a\n")
    yield "deep-flow.yaml", REFUSED, "yaml-", raw(b"pack: x\nrules: ", Run(b"[", 1_000_000))
    yield "deep-maps.yaml", REFUSED, "yaml-", raw(b"pack: x\nrules: ", Run(b"{a: ", 100_000))
    yield "deep-block.yaml", REFUSED, "yaml-", raw(lambda: b"".join(b" " * i + b"a:\n" for i in range(2000)))
    yield "deep-dashes.yaml", REFUSED, "yaml-", raw(b"rules: \n", Run(b"- ", 100_000), b"x")
    yield "long-scalar.yaml", REFUSED, "rule-|yaml-", raw(b"pack: x\nrules: \"", Run(b"a", 4_000_000), b"\"\n")
    yield "keys-many.yaml", REFUSED, "rule-key|yaml-", raw(lambda: b"pack: x\nrules: []\n" + b"".join(b"k%d: 1\n" % i for i in range(n(100_000))))
    yield "rules-many.yaml", REFUSED, "rule-|rules-unreadable|limit-", raw(lambda: b"pack: x\nrules:\n" + b"".join(b"  - id: r%d\n" % i for i in range(n(100_000))))
    yield "rules-17-mb.yaml", REFUSED, "rules-unreadable", raw(b"pack: x\nrules:\n", Run(b"  # nothing here\n", 1_100_000))
    yield "zeroes.yaml", REFUSED, "yaml-", raw(Run(b"\0", 1_000_000))
    yield "quote-open.yaml", REFUSED, "yaml-", raw(b"pack: \"", Run(b"a\n", 1_000_000))
    yield "phrase-long.yaml", REFUSED, "phrase-syntax|pattern-syntax", raw(lambda: rule("word " * 200_000))
    yield "phrase-choices.yaml", REFUSED, "phrase-syntax|pattern-syntax", raw(lambda: rule("(a | b) " * 5000))
    yield "phrase-deep.yaml", REFUSED, "phrase-syntax", raw(lambda: rule("(" * 100_000 + "a" + ")" * 100_000))
    yield "phrase-optional.yaml", EITHER, None, raw(lambda: rule("word " + "[a [b]] " * 40))
    yield "regex-nested.yaml", REFUSED, "pattern-syntax", raw(lambda: rule("/" + "(" * 5000 + "a" + ")" * 5000 + "/"))
    yield "regex-repeat.yaml", REFUSED, "pattern-syntax", raw(lambda: rule("/((((a{1,999}){1,999}){1,999}){1,999})/"))
    yield "regex-runaway.yaml", READ, "pattern-limit", raw(lambda: rule("/(a+)+\\\\d/"))
    yield "regex-runaway-words.yaml", READ, "pattern-limit", raw(lambda: rule("/(\\\\w+\\\\s?)+\\\\d{9}/"))
    # Quadratic, which no limit of a single match stops: only the time for the file does.
    yield "regex-everywhere.yaml", REFUSED, "limit-seconds", raw(lambda: rule("/a[^;]*+\\\\d/"))
    yield "regex-recursive.yaml", EITHER, "pattern-", raw(lambda: rule("/(?R)?a(?R)/"))
    yield "condition-deep.yaml", REFUSED, "condition-syntax", raw(lambda: rule("shall").replace(
        b"condition: found", b"condition: " + b"(" * 50_000 + b"found" + b")" * 50_000))
    yield "lexicon-loop.yaml", REFUSED, "lexicon-|phrase-|rule-", raw(b"lexicon:\n  a: [\"<b>\"]\n  b: [\"<a>\"]\n", lambda: rule("<a>"))
    yield "lexicon-bomb.yaml", REFUSED, "lexicon-|phrase-|rule-|pattern-", raw(lambda: b"lexicon:\n  a0: [x]\n" + b"".join(
        b"  a%d: [\"<a%d> <a%d>\", \"<a%d>\"]\n" % (i, i - 1, i - 1, i - 1) for i in range(1, 40)) + rule("<a39>"))


# ---- running them ----

def listing(folder):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


class Runner:
    def __init__(self, program, source):
        self.program, self.failures = program, 0
        self.good = os.path.join(source, "fixtures/nda/hostile.txt")
        self.victim = None
        self.worst = (0, ""), (0, "")

    def fail(self, name, what):
        self.failures += 1
        print(f"FAIL: {name}: {what}", flush=True)

    def measure(self, arguments, folder):
        """Status, output, processor seconds, megabytes."""
        with open(os.path.join(folder, "out"), "w+b") as out:
            begin = time.monotonic()
            child = subprocess.Popen([self.program, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                     cwd=os.path.join(folder, "empty"), preexec_fn=lambda: resource.setrlimit(
                                         resource.RLIMIT_CPU, (SECONDS * 8, SECONDS * 8 + 1)))
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            said = out.read().decode("utf-8", "replace")
        del begin
        return child.returncode, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000

    def check(self, name, statuses, says, make):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "empty"))
            path = os.path.join(folder, name)
            begin = time.monotonic()
            make(path)
            made = time.monotonic() - begin
            rules = ["--rules", path] if name.endswith(".yaml") else ["--packs", "all"]
            files = [self.good] if name.endswith(".yaml") else [path, self.good]
            if name.startswith("regex-everywhere.y"):
                dict((row[0], row[3]) for row in text_kinds())["regex-everywhere.txt"](os.path.join(folder, "victim.txt"))
                files.append(os.path.join(folder, "victim.txt"))
            if name.startswith("regex-runaway"):
                raw(b"1. ", Run(b"a", 5000), b" b. ", Run(b"word ", 3000))(os.path.join(folder, "victim.txt"))
                files.append(os.path.join(folder, "victim.txt"))
            if name.endswith(".docx") and not name.startswith(RATIO):
                rules = ["--max-ratio", "1000000"]
            elif "--packs" in rules:
                rules = []
            status, said, seconds, megabytes = self.measure(
                ["check", "--no-config", "-j", "1", "--format", "jsonl", *rules, *files], folder)
            self.judge(name, statuses, says, status, said, seconds, megabytes)
            if listing(os.path.join(folder, "empty")) or os.path.exists("/tmp/clauselint-was-here"):
                self.fail(name, "something was written")
            if VERBOSE:
                errors = re.findall(r"\[[a-z0-9-]+\]$", said, re.M)[:2]
                notices = sorted(set(re.findall(r'"id": ?"([a-z0-9-]+)"', said)))[:4]
                print(f"{name:32} made {made:4.1f}  exit {status}  {seconds:5.2f} s  {megabytes:6.0f} MB  {errors} {notices}",
                      flush=True)

    def judge(self, name, statuses, says, status, said, seconds, megabytes):
        if status not in statuses:
            self.fail(name, f"exit status {status}: {said[-300:]}")
        if "Sanitizer" in said or "runtime error:" in said:
            self.fail(name, said[-1500:])
        if status == 2 and not re.search(r"\[[a-z0-9-]+\]$", said, re.M):
            self.fail(name, "no message")
        if says and (status == 2 or statuses != EITHER) and not re.search(says, said):
            self.fail(name, f"expected /{says}/, got: {said[:400]}")
        if "root:x:" in said:
            self.fail(name, "read a file that was not given")
        if not name.endswith(".yaml") and '"type":"finding","file":"' + self.good not in said.replace(": ", ":"):
            self.fail(name, "the other file of the run has no findings")
        if SCALE == 1 and seconds > SECONDS:
            self.fail(name, f"{seconds:.1f} s of processor time")
        if SCALE == 1 and megabytes > MEGABYTES:
            self.fail(name, f"{megabytes:.0f} MB")
        self.worst = max(self.worst[0], (seconds, name)), max(self.worst[1], (megabytes, name))

    def truncations(self):
        """A package cut off anywhere is refused."""
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "empty"))
            whole = os.path.join(folder, "whole.docx")
            docx(SOUND * 50)(whole)
            data = open(whole, "rb").read()
            paths = []
            for i in range(1, 40):
                paths.append(os.path.join(folder, f"cut-{i}.docx"))
                with open(paths[-1], "wb") as out:
                    out.write(data[:len(data) * i // 40])
            status, said, seconds, megabytes = self.measure(["check", "--no-config", "-j", "1", "--format", "jsonl", *paths, self.good], folder)
            self.judge("truncated", REFUSED, "docx-truncated", status, said, seconds, megabytes)
            for path in paths:
                if not re.search(rf"{path}.*\[(docx-truncated|zip-damaged)\]", said):
                    self.fail("truncated", f"{path} was not refused")


VERBOSE = False


def main(arguments):
    global SCALE, VERBOSE
    if "--scale" in arguments:
        at = arguments.index("--scale")
        SCALE = int(arguments[at + 1])
        del arguments[at:at + 2]
    VERBOSE = "--verbose" in arguments
    arguments = [a for a in arguments if a != "--verbose"]
    kinds = [(f"{name}.docx", *rest) for name, *rest in docx_kinds()] + [*text_kinds(), *rule_kinds()]
    if arguments[0] == "--make":
        dict((name, make) for name, _, _, make in kinds)[arguments[1]](arguments[2])
        return 0
    program, source, *only = arguments
    runner = Runner(os.path.abspath(program), os.path.abspath(source))
    runner.truncations()
    for name, *rest in kinds:
        if not only or any(part in name for part in only):
            runner.check(name, *rest)
    (seconds, slowest), (megabytes, largest) = runner.worst
    print(f"{len(kinds)} kinds; slowest {slowest} {seconds:.1f} s; largest {largest} {megabytes:.0f} MB")
    return 1 if runner.failures else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
