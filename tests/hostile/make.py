#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes broken inputs: tests/hostile/make.py FOLDER. Prints nothing; the same files every time.

tests/cli/hostile.sh says which message each of them deserves.
"""
import io
import os
import struct
import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONSHIPS = (HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
                 'officeDocument/2006/relationships/officeDocument"/></Relationships>')


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body, before=""):
    return f"{HEAD}{before}<w:document {W}><w:body>{body}</w:body></w:document>"


def package(xml, relationships=RELATIONSHIPS, more=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in [("[Content_Types].xml", TYPES), ("_rels/.rels", relationships),
                              ("word/document.xml", xml), *more]:
            if content is not None:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
    return out.getvalue()


def noise(size, seed=1):
    out = bytearray()
    while len(out) < size:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        out.append(seed >> 56)
    return bytes(out)


def sound():
    clause = "The parties shall keep the terms of this Agreement confidential and act in good faith. "
    return package(document("".join(paragraph(f"{i}. {clause * 3}") for i in range(1, 400))))


def bad_crc():
    """Flips the stored checksum of word/document.xml, in its local and its central header."""
    data = bytearray(package(document(paragraph("1. A short agreement."))))
    for signature, crc_at in ((b"PK\3\4", 14), (b"PK\1\2", 16)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            name_at, length_at = (30, 26) if signature == b"PK\3\4" else (46, 28)
            length = struct.unpack_from("<H", data, at + length_at)[0]
            if data[at + name_at:at + name_at + length] == b"word/document.xml":
                data[at + crc_at] ^= 0xFF
            at += 4
    return bytes(data)


def encrypted_entry():
    data = bytearray(package(document(paragraph("1. A short agreement."))))
    for signature, flags_at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            data[at + flags_at] |= 1
            at += 4
    return bytes(data)


def compound(stream):
    """A compound file (the container of old Word files and of encrypted new ones) with one stream."""
    def entry(name, kind, child=0xFFFFFFFF, start=0xFFFFFFFE, size=0):
        units = name.encode("utf-16-le")
        return (units.ljust(64, b"\0") + struct.pack("<HBBIII", len(units) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
                + b"\0" * 36 + struct.pack("<IQ", start, size))

    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
              + b"\0" * 6 + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    header = header.ljust(512, b"\xff")
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + struct.pack("<8I", *range(3, 10), 0xFFFFFFFE)
    directory = entry("Root Entry", 5, child=1) + entry(stream, 2, start=2, size=4096)
    return header + table.ljust(512, b"\xff") + directory.ljust(512, b"\0") + noise(4096, 3)


def liar():
    """A bomb whose headers give its part a modest size."""
    data = bytearray(bomb())
    for signature, size_at, name_at, length_at in ((b"PK\3\4", 22, 30, 26), (b"PK\1\2", 24, 46, 28)):
        at = 0
        while (at := data.find(signature, at)) >= 0:
            length = struct.unpack_from("<H", data, at + length_at)[0]
            if data[at + name_at:at + name_at + length] == b"word/document.xml":
                struct.pack_into("<I", data, at + size_at, 4000)
            at += 4
    return bytes(data)


def bomb():
    """One part of 100 MiB in about 100 KB."""
    def chunks():
        yield (HEAD + f"<w:document {W}><w:body><w:p><w:r><w:t>").encode()
        for _ in range(100):
            yield b"A" * (1 << 20)
        yield b"</w:t></w:r></w:p></w:body></w:document>"

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONSHIPS)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        info = zipfile.ZipInfo("word/document.xml", (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as part:
            for chunk in chunks():
                part.write(chunk)
    return out.getvalue()


def laughs():
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10))
    return package(document(paragraph("&k;"), f"<!DOCTYPE w:document [{entities}]>"))


def external():
    return package(document(paragraph("&secret;"),
                            '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'))


def cycle_of_numbering():
    """Numbering and styles that refer to themselves must end all the same."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    styles = (f'{HEAD}<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
              f'<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>')
    numbering = (f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/>'
                 '<w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="upperRoman"/>'
                 '<w:lvlText w:val="%1%2%3%4%5%6%7%8%9%0%"/></w:lvl></w:abstractNum>'
                 '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
    relationships = (f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                     f'<Relationship Id="r1" Type="{office}styles" Target="styles.xml"/>'
                     f'<Relationship Id="r2" Type="{office}numbering" Target="numbering.xml"/></Relationships>')
    item = ('<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>The Provider shall keep records.</w:t></w:r></w:p>")
    return package(document(item * 50), more=[("word/styles.xml", styles), ("word/numbering.xml", numbering),
                                              ("word/_rels/document.xml.rels", relationships)])


RULE = """pack: hostile
rules:
  - id: {id}
    title: A rule for a test
    category: test
    severity: medium
    harms: either
    kind: flag
    scope: sentence
    {key}:
      found: ["{pattern}"]
    condition: found
    message: Found.
    why: It is here for a test.
    ask: Nothing.
    examples:
      flags: ["The word is found here."]
"""


def files():
    yield "empty.txt", b""
    yield "empty.docx", b""
    yield "space.txt", b" \n\t\r\n \n"
    yield "noise.txt", noise(200_000)
    yield "noise.docx", b"PK\3\4" + noise(50_000, 7)
    yield "nul.txt", b"1. The Provider shall\0\0\0\0 do its work.\n" * 50
    yield "pdf.docx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
    yield "encrypted.docx", compound("EncryptedPackage")
    yield "old-word.docx", compound("WordDocument")
    yield "truncated.docx", (lambda whole: whole[:len(whole) * 2 // 3])(sound())
    yield "header-only.docx", b"PK\3\4"
    yield "bad-crc.docx", bad_crc()
    yield "encrypted-entry.docx", encrypted_entry()
    yield "bomb.docx", bomb()
    yield "liar.docx", liar()
    yield "laughs.docx", laughs()
    yield "external.docx", external()
    yield "deep.docx", package(document("<w:sdt><w:sdtContent>" * 5_000 + paragraph("deep")
                                        + "</w:sdtContent></w:sdt>" * 5_000))
    yield "unclosed.docx", package(document("<w:p><w:r><w:t>The Provider shall").replace("</w:body>", ""))
    yield "no-main.docx", package(None)
    yield "spreadsheet.docx", package(
        f'{HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')
    yield "parts.docx", package(document(paragraph("1. Many parts.")),
                                more=[(f"word/media/{i}.bin", b"") for i in range(12_000)])
    yield "numbering.docx", cycle_of_numbering()
    yield "one-line.txt", b"the Provider shall not be liable " * 60_000
    yield "deep-labels.txt", b"".join(b"1." * i + b" The Provider shall perform.\n\n" for i in range(1, 400))
    yield "brackets.txt", b"(" * 200_000 + b"\n\n" + b"[" * 200_000 + b"\n\n" + b'"' * 200_001
    yield "latin1.txt", "1. The Provider shall pay \xa3100 to the caf\xe9.\n".encode("latin-1") * 20
    yield "utf16.txt", "1. The Provider shall perform the Services.\n".encode("utf-16")
    yield "surrogate.txt", b"1. Bad \xed\xa0\x80 UTF-8 \xf8\x88\x80\x80\x80 here \xc3\n" * 20
    yield "runaway.txt", b"1. " + b"a" * 5_000 + b" b. " + b"word " * 3_000 + b"\n"
    yield "typo-key.yaml", RULE.format(id="typo-key", key="paterns", pattern="shall").encode()
    yield "typo-pattern.yaml", RULE.format(id="typo-pattern", key="patterns", pattern="(shall | will").encode()
    yield "not-yaml.yaml", b"pack: hostile\nrules:\n  - id: [unclosed\n"
    yield "aliases.yaml", (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nrules: *c\n")
    yield "deep.yaml", b"pack: hostile\nrules: " + b"[" * 20_000 + b"\n"
    yield "runaway.yaml", RULE.format(id="runaway", key="patterns", pattern="/(a+)+\\\\d/").encode()
    yield "gaps.yaml", RULE.format(id="gaps", key="patterns",
                                   pattern=" ..60.. ".join(["word"] * 4)).encode()
    yield "too-many-gaps.yaml", RULE.format(id="too-many-gaps", key="patterns",
                                            pattern=" ..60.. ".join(["word"] * 60)).encode()


def main(folder):
    for name, content in files():
        with open(os.path.join(folder, name), "wb") as out:
            out.write(content)
    os.makedirs(os.path.join(folder, "folder.docx"), exist_ok=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
