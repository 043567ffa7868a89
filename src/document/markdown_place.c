/* SPDX-License-Identifier: MIT
 *
 * The parser's positions of inline text are not exact (escapes, entities, quoted lines), so only
 * its block positions are trusted: the literal of every text node is aligned with the source bytes
 * of its block, which it must follow in order.
 */
#include <string.h>

#include "document/markdown_reader.h"

/* The characters of mark-up that may stand between two pieces of text. */
static bool is_markup(char c) {
    return cl_is_space((unsigned char)c) || (c != '\0' && strchr("*_~`[]()!<>\\#|-", c) != NULL);
}

/* Bytes of a character reference such as "&amp;" at `at`, or 0. */
static size_t reference_length(const cl_markdown_reader *w, size_t at) {
    if (at >= w->end || w->source.bytes[at] != '&') {
        return 0;
    }
    for (size_t n = 1; n < 34 && at + n < w->end; n++) {
        char c = w->source.bytes[at + n];
        if (c == ';') {
            return n > 1 ? n + 1 : 0;
        }
        if (!cl_is_alnum((unsigned char)c) && c != '#') {
            return 0;
        }
    }
    return 0;
}

/* Whether literal[i] stands at source byte `at`; sets where it starts and how long it is written.
 */
static bool stands_at(const cl_markdown_reader *w, cl_text literal, size_t i, size_t size,
                      size_t at, cl_span *where) {
    const char *bytes = w->source.bytes;
    if (at >= w->end) {
        return false;
    }
    if (bytes[at] == '\\' && at + 1 < w->end && literal.bytes[i] == bytes[at + 1] &&
        !cl_is_alnum((unsigned char)bytes[at + 1]) && (unsigned char)bytes[at + 1] < 0x80) {
        *where = (cl_span){at + 1, at + 2};
        return true;
    }
    if (at + size <= w->end && memcmp(bytes + at, literal.bytes + i, size) == 0) {
        size_t reference = literal.bytes[i] == '&' ? reference_length(w, at) : 0;
        *where = (cl_span){at, at + (reference == 5 ? reference : size)};
        return true;
    }
    if (literal.bytes[i] == ' ' && cl_is_space((unsigned char)bytes[at])) {
        *where = (cl_span){at, at + 1};
        return true;
    }
    size_t reference = reference_length(w, at);
    *where = (cl_span){at, at + reference};
    return reference > 0;
}

/* Behind mark-up only. */
static bool look_behind_markup(cl_markdown_reader *w, cl_text literal, size_t i, size_t size,
                               cl_span *where) {
    for (size_t at = w->cursor; at < w->end && w->budget > 0; at++) {
        w->budget--;
        if (stands_at(w, literal, i, size, at, where)) {
            return true;
        }
        if (!is_markup(w->source.bytes[at])) {
            return false;
        }
    }
    return false;
}

/* Anywhere in the block, by more than one character. */
static bool look_in_block(cl_markdown_reader *w, cl_text literal, size_t i, size_t size,
                          cl_span *where) {
    enum { WINDOW = 1 << 16, PROBE = 24 };
    size_t end = w->end - w->cursor > WINDOW ? w->cursor + WINDOW : w->end;
    if (w->cursor >= end || w->budget < end - w->cursor) {
        return false;
    }
    w->budget -= end - w->cursor;
    size_t probe = literal.length - i < PROBE ? literal.length - i : PROBE;
    size_t found = cl_text_find(cl_text_slice(w->source, 0, end),
                                cl_text_slice(literal, i, i + probe), w->cursor);
    *where = (cl_span){found, found + size};
    return found != SIZE_MAX;
}

/* Adds literal[i, i + size), which is written at `where` in the source. */
static void add_character(cl_markdown_reader *w, cl_text literal, size_t i, size_t size,
                          cl_span where) {
    bool same = where.end - where.start == size &&
                memcmp(w->source.bytes + where.start, literal.bytes + i, size) == 0;
    if (same) {
        cl_normaliser_add(&w->normaliser, w->source, where.start, where.end);
    } else {
        cl_normaliser_add_decoded(&w->normaliser, cl_text_slice(literal, i, i + size), where.start,
                                  where.end);
    }
}

void cl_markdown_add_literal(cl_markdown_reader *w, const char *string) {
    cl_text literal = cl_text_from(string);
    bool aligned = false;
    for (size_t i = 0; i < literal.length;) {
        size_t size = 0;
        cl_utf8_decode(literal, i, &size);
        cl_span where;
        aligned = (aligned && stands_at(w, literal, i, size, w->cursor, &where)) ||
                  look_behind_markup(w, literal, i, size, &where) ||
                  look_in_block(w, literal, i, size, &where);
        if (!aligned) { /* keep the word; its place is the nearest we know */
            where = (cl_span){w->cursor, w->cursor};
        }
        if (w->mute == 0) {
            add_character(w, literal, i, size, where);
        }
        w->cursor = where.end;
        i += size;
    }
}

void cl_markdown_skip_destination(cl_markdown_reader *w) {
    enum { LONGEST = 4096 };
    size_t at = w->cursor;
    while (at < w->end && strchr("*_~`", w->source.bytes[at]) && w->source.bytes[at]) {
        at++;
    }
    if (at + 1 >= w->end || w->source.bytes[at] != ']') {
        return;
    }
    char open = w->source.bytes[at + 1];
    if (open != '(' && open != '[') {
        return;
    }
    char close = open == '(' ? ')' : ']';
    int depth = 0;
    for (size_t i = at + 1; i < w->end && i < at + LONGEST; i++) {
        char c = w->source.bytes[i];
        if (c == '\\') {
            i++;
        } else if (c == open) {
            depth++;
        } else if (c == close && --depth == 0) {
            w->cursor = i + 1;
            return;
        }
    }
}
