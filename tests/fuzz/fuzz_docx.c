/* SPDX-License-Identifier: MIT
 *
 * DOCX. An input is either a zip file, taken as it is, or parts as text (parts.h), which are zipped
 * here. The mutator works on the XML inside the parts, element by element: bytes changed in a zip
 * only ever meet its checksums.
 */
#include <stdlib.h>
#include <string.h>

#include "parts.h"
#include "whole_path.h"

enum { PLACES = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    cl_text bytes = {(const char *)data, size};
    fuzz_parts parts;
    if (!fuzz_parts_read(bytes, &parts)) {
        fuzz_whole_path(fuzz_embedded_rules(), bytes);
        return 0;
    }
    cl_buffer zip = {0};
    fuzz_parts_zip(&parts, &zip);
    fuzz_whole_path(fuzz_embedded_rules(), cl_buffer_text(&zip));
    cl_buffer_release(&zip);
    return 0;
}

/* ---- the mutator ---- */

static const char *const snippets[] = {
    "<w:p><w:r><w:t>The Provider may terminate on 30 days' notice.</w:t></w:r></w:p>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"A\"/></w:rPr></w:pPr>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:instrText> REF x \\h TOC </w:instrText></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
    "<w:r><w:tab/><w:br/><w:br w:type=\"page\"/><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>",
    "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
    "w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
    "<w:altChunk r:id=\"rId10\"/>",
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText "
    "w:val=\"(%1)\"/></w:lvl>",
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride "
    "w:ilvl=\"0\"><w:startOverride "
    "w:val=\"5\"/></w:lvlOverride></w:num>",
    "<w:style w:type=\"paragraph\" w:styleId=\"X\"><w:basedOn w:val=\"X\"/></w:style>",
    "<w:numStyleLink w:val=\"X\"/>",
    "<w:lvlRestart w:val=\"0\"/>",
    "<w:isLgl/>",
    "<w:t>(a)</w:t>",
    "<w:t xml:space=\"preserve\"> \xE2\x80\xAE\xC2\xA0\xE2\x80\x8B\xC2\xAD </w:t>",
    "<!-- -->",
    "<![CDATA[ 2.1 ]]>",
    "&#x202E;&amp;&lt;",
};

static const char *const wrappers[] = {
    "w:sdt><w:sdtContent",
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:hyperlink",
    "w:smartTag",
    "w:r",
    "w:p",
    "w:txbxContent",
    "w:tbl><w:tr><w:tc",
    "w:fldSimple w:instr=\"TOC\"",
    "mc:AlternateContent",
    "mc:Choice Requires=\"wps\"",
    "mc:Fallback",
    "w:footnote w:id=\"2\"",
    "w:bdo",
    "w:customXml",
    "w:ruby><w:rt",
    "m:t",
    "w:pict",
    "w:comment",
};

static const char *const values[] = {
    "0",
    "1",
    "2",
    "8",
    "9",
    "-1",
    "2147483647",
    "2147483648",
    "-99999999999999999999",
    "",
    "true",
    "off",
    "X",
    "Heading1",
    "Normal",
    "decimal",
    "decimalZero",
    "lowerLetter",
    "upperLetter",
    "lowerRoman",
    "upperRoman",
    "ordinal",
    "ordinalText",
    "cardinalText",
    "none",
    "bullet",
    "%1",
    "%1.%2.%3",
    "%9%0%",
    "Article %1",
    "begin",
    "separate",
    "end",
    "continue",
    "restart",
    "page",
    "F0A7",
    "FFFFFFFF",
    "paragraph",
    "numbering",
    "character",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct dice {
    uint64_t state;
} dice;

/* splitmix64 */
static uint64_t roll(dice *d, uint64_t sides) {
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return sides ? (z ^ z >> 31) % sides : 0;
}

/* Places where an element begins. */
static size_t element_starts(cl_text xml, size_t *out) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < xml.length && count < PLACES; i++)
        if (xml.bytes[i] == '<' && cl_is_alpha((unsigned char)xml.bytes[i + 1]))
            out[count++] = i;
    return count;
}

/* End of the element that begins at `at`, with what is in it, as far as tags pair up. */
static size_t element_end(cl_text xml, size_t at) {
    size_t depth = 0;
    for (size_t i = at; i < xml.length; i++) {
        if (xml.bytes[i] != '<')
            continue;
        size_t close = cl_text_find(xml, CL_TEXT(">"), i);
        if (close == SIZE_MAX)
            return xml.length;
        bool ends = xml.bytes[i + 1] == '/', empty = xml.bytes[close - 1] == '/';
        if (cl_is_alpha((unsigned char)xml.bytes[i + 1]) && !empty)
            depth++;
        if (ends && depth)
            depth--;
        if (!depth)
            return close + 1;
        i = close;
    }
    return xml.length;
}

static cl_span some_element(cl_text xml, dice *d) {
    static size_t starts[PLACES];
    size_t count = element_starts(xml, starts);
    if (!count)
        return (cl_span){0, 0};
    size_t start = starts[roll(d, count)];
    return (cl_span){start, element_end(xml, start)};
}

/* The span with `with` in its place. */
static void replace(cl_text xml, cl_span span, cl_text with, cl_buffer *out) {
    cl_buffer_add_text(out, cl_text_slice(xml, 0, span.start));
    cl_buffer_add_text(out, with);
    cl_buffer_add_text(out, cl_text_slice(xml, span.end, xml.length));
}

static void insert_copy(cl_text xml, cl_text from, dice *d, cl_buffer *out) {
    cl_span what = some_element(from, d), where = some_element(xml, d);
    size_t at = roll(d, 2) ? where.start : where.end;
    size_t times = roll(d, 8) ? 1 : 1 + roll(d, 40);
    cl_buffer many = {0};
    for (size_t i = 0; i < times; i++)
        cl_buffer_add_text(&many, cl_text_slice(from, what.start, what.end));
    replace(xml, (cl_span){at, at}, cl_buffer_text(&many), out);
    cl_buffer_release(&many);
}

static void insert_snippet(cl_text xml, dice *d, cl_buffer *out) {
    cl_span where = some_element(xml, d);
    size_t inside = cl_text_find(xml, CL_TEXT(">"), where.start);
    size_t places[] = {where.start, where.end, inside < where.end ? inside + 1 : where.end};
    size_t at = places[roll(d, 3)];
    replace(xml, (cl_span){at, at}, cl_text_from(snippets[roll(d, COUNT(snippets))]), out);
}

static void wrap(cl_text xml, dice *d, cl_buffer *out) {
    cl_span span = some_element(xml, d);
    const char *name = wrappers[roll(d, COUNT(wrappers))];
    size_t times = roll(d, 6) ? 1 : 1 + roll(d, 60);
    cl_buffer_add_text(out, cl_text_slice(xml, 0, span.start));
    for (size_t i = 0; i < times; i++)
        cl_buffer_printf(out, "<%s>", name);
    cl_buffer_add_text(out, cl_text_slice(xml, span.start, span.end));
    /* The names in the wrapper, last first, without attributes. */
    for (size_t i = 0; i < times; i++)
        for (size_t end = strlen(name); end;) {
            size_t start = end;
            while (start && name[start - 1] != '<')
                start--;
            cl_buffer_printf(out, "</%.*s>", (int)strcspn(name + start, " >"), name + start);
            end = start ? start - 2 : 0;
        }
    cl_buffer_add_text(out, cl_text_slice(xml, span.end, xml.length));
}

/* Puts another text between two marks ("…" or >…<), often one of the telling values. */
static void change_between(cl_text xml, char open, char close, dice *d, cl_buffer *out) {
    static size_t starts[PLACES];
    size_t count = 0;
    for (size_t i = 0; i < xml.length && count < PLACES; i++)
        if (xml.bytes[i] == open && i && (open == '>' || xml.bytes[i - 1] == '='))
            starts[count++] = i + 1;
    size_t start = count ? starts[roll(d, count)] : 0, end = start;
    while (end < xml.length && xml.bytes[end] != close)
        end++;
    cl_span span = {start, end};
    if (roll(d, 3) && open == '"') {
        replace(xml, span, cl_text_from(values[roll(d, COUNT(values))]), out);
        return;
    }
    size_t room = end - start + 64;
    uint8_t *bytes = malloc(room);
    memcpy(bytes, xml.bytes + start, end - start);
    size_t length = LLVMFuzzerMutate(bytes, end - start, room);
    replace(xml, span, (cl_text){(const char *)bytes, length}, out);
    free(bytes);
}

static void change_bytes(cl_text xml, cl_buffer *out) {
    size_t room = xml.length + 256;
    uint8_t *bytes = malloc(room);
    if (xml.length)
        memcpy(bytes, xml.bytes, xml.length);
    size_t length = LLVMFuzzerMutate(bytes, xml.length, room);
    cl_buffer_add(out, (const char *)bytes, length);
    free(bytes);
}

static void change_part(const fuzz_parts *parts, size_t at, dice *d, cl_buffer *out) {
    cl_text xml = parts->items[at].content;
    switch (roll(d, 10)) {
    case 0:
    case 1:
        insert_copy(xml, xml, d, out);
        return;
    case 2:
        insert_copy(xml, parts->items[roll(d, parts->count)].content, d, out);
        return;
    case 3:
        replace(xml, some_element(xml, d), CL_TEXT(""), out);
        return;
    case 4:
    case 5:
        insert_snippet(xml, d, out);
        return;
    case 6:
        wrap(xml, d, out);
        return;
    case 7:
        change_between(xml, '>', '<', d, out);
        return;
    case 8:
        change_between(xml, '"', '"', d, out);
        return;
    default:
        change_bytes(xml, out);
    }
}

static void change_list(fuzz_parts *parts, dice *d) {
    size_t at = roll(d, parts->count), other = roll(d, parts->count);
    switch (roll(d, 3)) {
    case 0: /* leave out */
        if (parts->count > 1)
            parts->items[at] = parts->items[--parts->count];
        return;
    case 1: /* twice */
        if (parts->count < FUZZ_PARTS)
            parts->items[parts->count++] = parts->items[at];
        return;
    default: /* under another's name */
        parts->items[at].name = parts->items[other].name;
    }
}

static size_t finish(const fuzz_parts *parts, uint8_t *data, size_t size, size_t max_size) {
    cl_buffer text = {0};
    fuzz_parts_write(parts, &text);
    if (text.length && text.length <= max_size) {
        memcpy(data, text.bytes, text.length);
        size = text.length;
    }
    cl_buffer_release(&text);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    dice d = {seed};
    fuzz_parts parts;
    if (!fuzz_parts_read((cl_text){(const char *)data, size}, &parts) || !roll(&d, 100))
        return LLVMFuzzerMutate(data, size, max_size);
    cl_buffer out = {0};
    if (!roll(&d, 30)) {
        change_list(&parts, &d);
    } else {
        size_t at = roll(&d, parts.count);
        /* Most of the meaning is in the main part. */
        for (size_t i = 0; i < parts.count && roll(&d, 2); i++)
            if (cl_text_equal(parts.items[i].name, CL_TEXT("word/document.xml")))
                at = i;
        change_part(&parts, at, &d, &out);
        parts.items[at].content = cl_buffer_text(&out);
    }
    size = finish(&parts, data, size, max_size);
    cl_buffer_release(&out);
    return size;
}

/* A part, or an element of one, from the other input. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out_bytes, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out_bytes, size_t max_size, unsigned seed) {
    dice d = {seed};
    fuzz_parts one, two;
    if (!fuzz_parts_read((cl_text){(const char *)data1, size1}, &one) ||
        !fuzz_parts_read((cl_text){(const char *)data2, size2}, &two))
        return 0;
    cl_buffer out = {0};
    const fuzz_part *other = &two.items[roll(&d, two.count)];
    size_t at = 0;
    while (at < one.count && !cl_text_equal(one.items[at].name, other->name))
        at++;
    if (at == one.count) {
        if (one.count < FUZZ_PARTS)
            one.items[one.count++] = *other;
    } else if (!roll(&d, 3)) {
        one.items[at] = *other;
    } else {
        insert_copy(one.items[at].content, other->content, &d, &out);
        one.items[at].content = cl_buffer_text(&out);
    }
    size_t size = finish(&one, out_bytes, 0, max_size);
    cl_buffer_release(&out);
    return size;
}
