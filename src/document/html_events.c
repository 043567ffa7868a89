/* SPDX-License-Identifier: MIT */
#include "document/html_events.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_BYTES = 3, LONGEST_REFERENCE = 34, LARGEST_CODE = 0x10FFFF };

typedef struct state {
    htmlParserCtxtPtr parser;
    const cl_html_handler *handler;
    void *data;
    const bool *stop;
    cl_text source;
    size_t cursor; /* source is read up to here */
    size_t depth, deepest;
    size_t lost;
    bool too_deep;
} state;

/* How far the parser has read: exact at tags, near the end of what it reports for text. */
static size_t reached(const state *s) {
    const xmlParserInput *input = s->parser->input;
    if (!input || !input->cur || input->cur < input->base) {
        return s->cursor;
    }
    size_t at = (size_t)input->consumed + (size_t)(input->cur - input->base);
    at = at > MARK_BYTES ? at - MARK_BYTES : 0;
    return at < s->source.length ? at : s->source.length;
}

/* A numeric reference below 0xA0 means a letter of Windows-1252 (WHATWG HTML 13.2.5.80). */
static uint32_t repair_code(uint32_t code) {
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return code >= 0x80 && code < 0xA0 ? windows[code - 0x80] : code;
}

static uint32_t numeric_reference(cl_text text, size_t at, size_t *length) {
    bool hex = at + 2 < text.length && cl_lower((unsigned char)text.bytes[at + 2]) == 'x';
    size_t i = at + (hex ? 3 : 2), first = i;
    uint32_t code = 0;
    for (; i < text.length && i - first < LONGEST_REFERENCE; i++) {
        int c = cl_lower((unsigned char)text.bytes[i]);
        int digit = cl_is_digit(c) ? c - '0' : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) {
            break;
        }
        code = code > LARGEST_CODE ? code : code * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (i == first) {
        return 0;
    }
    *length = i - at + (i < text.length && text.bytes[i] == ';');
    return code;
}

/* The code point a reference at `at` stands for, and its length in bytes; 0 if there is none. */
static uint32_t reference(cl_text text, size_t at, size_t *length) {
    if (at + 1 < text.length && text.bytes[at + 1] == '#') {
        return numeric_reference(text, at, length);
    }
    char name[LONGEST_REFERENCE];
    size_t n = 0;
    while (at + 1 + n < text.length && n + 1 < sizeof name &&
           cl_is_alnum((unsigned char)text.bytes[at + 1 + n])) {
        name[n] = text.bytes[at + 1 + n];
        n++;
    }
    name[n] = '\0';
    const htmlEntityDesc *entity = n ? htmlEntityLookup((const xmlChar *)name) : NULL;
    if (!entity || at + 1 + n >= text.length || text.bytes[at + 1 + n] != ';') {
        return 0;
    }
    *length = n + 2;
    return entity->value;
}

/* Whether the character literal[i], `size` bytes long, is written at source byte `at`. */
static bool stands_at(const state *s, cl_text literal, size_t i, size_t size, size_t at,
                      cl_span *where, bool *same) {
    if (at >= s->source.length) {
        return false;
    }
    const char *bytes = s->source.bytes + at;
    if (*bytes == '&') {
        size_t length = 0, ignored = 0;
        uint32_t code = reference(s->source, at, &length);
        if (code && code == cl_utf8_decode(literal, i, &ignored)) {
            *where = (cl_span){at, at + length};
            *same = false;
            return true;
        }
    }
    *where = (cl_span){at, at + size};
    *same = at + size <= s->source.length && memcmp(bytes, literal.bytes + i, size) == 0;
    if (*same) {
        return true;
    }
    if (cl_is_space((unsigned char)literal.bytes[i]) &&
        (cl_is_space((unsigned char)*bytes) || *bytes == '\0')) {
        *where = (cl_span){at, at + 1};
        *same = true;
        return true;
    }
    return false;
}

/* Behind a tag, comment or declaration that the parser dropped without an event. */
static size_t behind_tag(const state *s, size_t at, size_t limit) {
    cl_text text = cl_text_slice(s->source, 0, limit);
    bool comment = cl_text_starts(cl_text_slice(text, at, limit), "<!--");
    size_t end = cl_text_find(text, comment ? CL_TEXT("-->") : CL_TEXT(">"), at);
    return end == SIZE_MAX ? at + 1 : end + (comment ? 3 : 1);
}

static bool find_ahead(const state *s, cl_text literal, size_t i, size_t size, size_t limit,
                       cl_span *where, bool *same) {
    for (size_t at = s->cursor; at < limit;) {
        if (stands_at(s, literal, i, size, at, where, same)) {
            return true;
        }
        at = s->source.bytes[at] == '<' ? behind_tag(s, at, limit) : at + 1;
    }
    return false;
}

static void give_decoded(const state *s, cl_text literal, size_t i, size_t size, cl_span where) {
    uint32_t code = cl_utf8_decode(literal, i, &size);
    char bytes[4];
    size_t length = cl_utf8_encode(repair_code(code), bytes);
    s->handler->decoded(s->data, (cl_text){bytes, length}, where);
}

/* Hands a literal on in runs that stand in the source as they are. */
static void align(state *s, cl_text literal) {
    size_t limit = reached(s) + 8; /* the parser may look a character ahead, or be one behind */
    limit = limit < s->source.length ? limit : s->source.length;
    limit = limit > s->cursor ? limit : s->source.length;
    cl_span run = {s->cursor, s->cursor};
    bool lost = false;
    for (size_t i = 0; i < literal.length;) {
        size_t size = 0;
        bool same = false;
        cl_span where;
        cl_utf8_decode(literal, i, &size);
        bool found = !lost && (stands_at(s, literal, i, size, s->cursor, &where, &same) ||
                               find_ahead(s, literal, i, size, limit, &where, &same));
        if (!found) { /* keep the word; its place is the nearest we know */
            lost = true;
            s->lost++;
            where = (cl_span){s->cursor, s->cursor};
            same = false;
        }
        if (!same || where.start != run.end) {
            if (run.end > run.start) {
                s->handler->text(s->data, run);
            }
            run = (cl_span){where.start, where.start};
        }
        if (same) {
            run.end = where.end;
        } else {
            give_decoded(s, literal, i, size, where);
            run = (cl_span){where.end, where.end};
        }
        s->cursor = where.end;
        i += size;
    }
    if (run.end > run.start) {
        s->handler->text(s->data, run);
    }
    if (lost && reached(s) > s->cursor) {
        s->cursor = reached(s);
    }
}

/* Puts the cursor behind the start tag the parser is in; it stops before the ">". */
static void enter_tag(state *s, const char *name) {
    size_t at = reached(s);
    if (at < s->cursor) {
        return;
    }
    size_t length = strlen(name);
    bool real = false;
    for (size_t i = at; i > s->cursor && !real; i--) {
        if (s->source.bytes[i - 1] == '<' && i + length <= s->source.length) {
            real =
                cl_text_equal_nocase(cl_text_slice(s->source, i, i + length), cl_text_from(name));
            if (!real) {
                break; /* a tag that the parser supplied before the one it is reading */
            }
        }
    }
    while (real && at < s->source.length &&
           (cl_is_space((unsigned char)s->source.bytes[at]) || s->source.bytes[at] == '/')) {
        at++;
    }
    if (real && at < s->source.length && s->source.bytes[at] == '>') {
        at++;
    }
    s->cursor = at;
}

static bool stopped(state *s) {
    if (s->too_deep || *s->stop) {
        xmlStopParser(s->parser);
        return true;
    }
    return false;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
    state *s = data;
    s->too_deep = s->too_deep || ++s->depth > s->deepest;
    if (stopped(s)) {
        return;
    }
    size_t at = s->cursor;
    enter_tag(s, (const char *)name);
    s->handler->start(s->data, (const char *)name, (const char **)(uintptr_t)attributes, at);
}

static void on_end(void *data, const xmlChar *name) {
    state *s = data;
    s->depth -= s->depth > 0;
    if (stopped(s)) {
        return;
    }
    size_t at = reached(s);
    /* While a start tag is being read, the elements it ends are told from within the tag. */
    s->handler->end(s->data, (const char *)name, s->cursor);
    s->cursor = at > s->cursor && at > 0 && s->source.bytes[at - 1] == '>' ? at : s->cursor;
}

static void on_text(void *data, const xmlChar *text, int length) {
    state *s = data;
    if (!stopped(s) && length > 0) {
        align(s, (cl_text){(const char *)text, (size_t)length});
    }
}

static void on_comment(void *data, const xmlChar *comment) {
    state *s = data;
    if (!stopped(s)) {
        size_t at = reached(s);
        s->cursor = at > s->cursor ? at : s->cursor;
        s->handler->comment(s->data, (const char *)comment);
    }
}

/* The parser compares each attribute with all before it: those of a tag that go on for ever are
 * blanked. A tag whose quotes are not closed ends where the parser ends it, too. */
static void limit_attributes(char *body, size_t length) {
    enum { MOST = 1000 };
    for (size_t i = 0; i + 1 < length; i++) {
        if (body[i] != '<' || !cl_is_alpha((unsigned char)body[i + 1])) {
            continue;
        }
        size_t words = 0;
        char quote = '\0';
        for (i++; i < length && (quote || body[i] != '>'); i++) {
            char c = body[i];
            bool space = cl_is_space((unsigned char)c);
            words += !quote && !space && cl_is_space((unsigned char)body[i - 1]);
            if (quote ? c == quote : (c == '"' || c == '\'') && body[i - 1] == '=') {
                quote = quote ? '\0' : c;
            }
            body[i] = words > MOST ? ' ' : c;
        }
    }
}

/* A copy behind a byte order mark, which settles the encoding for every version of the parser;
 * without NULs, at which it would stop. */
static char *parser_copy(cl_text source) {
    char *copy = malloc(source.length + MARK_BYTES + 1);
    if (!copy) {
        abort(); /* as everywhere: exhausted memory ends the process */
    }
    memcpy(copy, "\xEF\xBB\xBF", MARK_BYTES);
    memcpy(copy + MARK_BYTES, source.bytes, source.length);
    char *body = copy + MARK_BYTES;
    for (char *nul = body; (nul = memchr(nul, '\0', source.length - (size_t)(nul - body)));) {
        *nul = ' ';
    }
    copy[MARK_BYTES + source.length] = '\0';
    limit_attributes(body, source.length);
    return copy;
}

bool cl_html_parse(cl_text source, size_t depth, const cl_html_handler *handler, void *data,
                   const bool *stop, size_t *lost) {
    if (source.length > INT_MAX - MARK_BYTES) {
        return false;
    }
    char *copy = parser_copy(source);
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(copy, (int)(source.length + MARK_BYTES));
    free(copy);
    if (!parser) {
        abort();
    }
    state s = {.parser = parser,
               .handler = handler,
               .data = data,
               .stop = stop,
               .source = source,
               .deepest = depth};
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text,
                          .cdataBlock = on_text,
                          .comment = on_comment};
    *parser->sax = sax;
    parser->userData = &s;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    htmlParseDocument(parser);
    if (parser->myDoc) {
        xmlFreeDoc(parser->myDoc);
    }
    htmlFreeParserCtxt(parser);
    *lost = s.lost;
    return !s.too_deep;
}
