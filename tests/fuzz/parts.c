/* SPDX-License-Identifier: MIT */
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"

/* The side parts of the main part, known by name. */
static const char *const sides[] = {"styles",   "numbering", "footnotes", "endnotes", "comments",
                                    "settings", "header1",   "footer1",   "header2",  "aFChunk1"};

bool fuzz_parts_read(cl_text bytes, fuzz_parts *out) {
    out->count = 0;
    if (!cl_text_starts(bytes, "=== "))
        return false;
    for (size_t at = 0; at < bytes.length && out->count < FUZZ_PARTS;) {
        size_t name = at + 4;
        size_t line = cl_text_find(bytes, CL_TEXT("\n"), name);
        if (line == SIZE_MAX)
            line = bytes.length;
        size_t content = line < bytes.length ? line + 1 : line;
        size_t next = cl_text_find(bytes, CL_TEXT("\n=== "), line);
        if (next == SIZE_MAX)
            next = bytes.length;
        out->items[out->count++] =
            (fuzz_part){cl_text_slice(bytes, name, line),
                        cl_text_slice(bytes, content, next < content ? content : next)};
        at = next < bytes.length ? next + 1 : next;
    }
    return out->count > 0;
}

void fuzz_parts_write(const fuzz_parts *parts, cl_buffer *out) {
    for (size_t i = 0; i < parts->count; i++) {
        cl_buffer_add_string(out, i ? "\n=== " : "=== ");
        cl_buffer_add_text(out, parts->items[i].name);
        cl_buffer_add_char(out, '\n');
        cl_buffer_add_text(out, parts->items[i].content);
    }
}

static bool has(const fuzz_parts *parts, const char *name) {
    for (size_t i = 0; i < parts->count; i++)
        if (cl_text_equal(parts->items[i].name, cl_text_from(name)))
            return true;
    return false;
}

/* ---- zip (APPNOTE.TXT 4.3) ---- */

static uint32_t checksum(cl_text bytes) {
    static uint32_t table[256];
    if (!table[1])
        for (uint32_t i = 0; i < 256; i++) {
            table[i] = i;
            for (int k = 0; k < 8; k++)
                table[i] = table[i] & 1 ? table[i] >> 1 ^ 0xEDB88320u : table[i] >> 1;
        }
    uint32_t sum = 0xFFFFFFFFu;
    for (size_t i = 0; i < bytes.length; i++)
        sum = sum >> 8 ^ table[(sum ^ (unsigned char)bytes.bytes[i]) & 0xFF];
    return ~sum;
}

static void put(cl_buffer *out, uint32_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        cl_buffer_add_char(out, (char)(value >> 8 * i & 0xFF));
}

/* What the local and the central header have in common. */
static void put_header(cl_buffer *out, fuzz_part part) {
    put(out, 20, 2);    /* version needed */
    put(out, 0x800, 2); /* names are UTF-8 */
    put(out, 0, 2);     /* stored */
    put(out, 0x00210000, 4);
    put(out, checksum(part.content), 4);
    put(out, (uint32_t)part.content.length, 4);
    put(out, (uint32_t)part.content.length, 4);
    put(out, (uint32_t)(part.name.length & 0xFFFF), 2);
    put(out, 0, 2);
}

typedef struct zip {
    cl_buffer *out, central;
    uint32_t count;
} zip;

static void add(zip *zip, fuzz_part part) {
    if (part.name.length > 1000)
        part.name.length = 1000;
    uint32_t offset = (uint32_t)zip->out->length;
    cl_buffer_add_string(zip->out, "PK\3\4");
    put_header(zip->out, part);
    cl_buffer_add_text(zip->out, part.name);
    cl_buffer_add_text(zip->out, part.content);
    cl_buffer_add_string(&zip->central, "PK\1\2");
    put(&zip->central, 20, 2);
    put_header(&zip->central, part);
    put(&zip->central, 0, 2); /* comment */
    put(&zip->central, 0, 4); /* volume, internal attributes */
    put(&zip->central, 0, 4);
    put(&zip->central, offset, 4);
    cl_buffer_add_text(&zip->central, part.name);
    zip->count++;
}

static void add_relationships(zip *zip, const fuzz_parts *parts) {
    cl_buffer xml = {0};
    cl_buffer_add_string(&xml, "<Relationships xmlns=\"" PACKAGE "/relationships\">");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        const char *ending = sides[i][0] == 'a' ? "html" : "xml";
        char name[64];
        snprintf(name, sizeof name, "word/%s.%s", sides[i], ending);
        if (!has(parts, name))
            continue;
        cl_text type = cl_text_from(sides[i]);
        while (type.length && cl_is_digit((unsigned char)type.bytes[type.length - 1]))
            type.length--;
        cl_buffer_printf(&xml,
                         "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "/%.*s\" Target=\"%s.%s\"/>",
                         i + 1, (int)type.length, type.bytes, sides[i], ending);
    }
    cl_buffer_add_string(&xml, "</Relationships>");
    if (!has(parts, "word/_rels/document.xml.rels"))
        add(zip, (fuzz_part){CL_TEXT("word/_rels/document.xml.rels"), cl_buffer_text(&xml)});
    cl_buffer_release(&xml);
}

void fuzz_parts_zip(const fuzz_parts *parts, cl_buffer *out) {
    static const char types[] =
        "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
        "Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"html\" "
        "ContentType=\"text/html\"/></Types>";
    static const char root[] =
        "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"r\" Type=\"" OFFICE
        "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    zip zip = {.out = out};
    if (!has(parts, "[Content_Types].xml"))
        add(&zip, (fuzz_part){CL_TEXT("[Content_Types].xml"), cl_text_from(types)});
    if (!has(parts, "_rels/.rels"))
        add(&zip, (fuzz_part){CL_TEXT("_rels/.rels"), cl_text_from(root)});
    add_relationships(&zip, parts);
    for (size_t i = 0; i < parts->count; i++)
        add(&zip, parts->items[i]);
    uint32_t start = (uint32_t)out->length;
    cl_buffer_add_text(out, cl_buffer_text(&zip.central));
    cl_buffer_add_string(out, "PK\5\6");
    put(out, 0, 4);
    put(out, zip.count, 2);
    put(out, zip.count, 2);
    put(out, (uint32_t)zip.central.length, 4);
    put(out, start, 4);
    put(out, 0, 2);
    cl_buffer_release(&zip.central);
}
