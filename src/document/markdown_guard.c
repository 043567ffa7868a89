/* SPDX-License-Identifier: MIT */
#include "document/markdown_guard.h"

#include <string.h>

/* In steps of the parser, of which it does some hundred million a second. The largest of real
 * terms need a thousandth of it. */
enum { DEEPEST = 100 };
static const uint64_t MOST_STEPS = 1000000000, MOST_CELLS = 1000000, MOST_NODES = 400000;

typedef struct tally {
    uint64_t bytes, marks, columns, lines; /* of the run of lines without a blank one */
    uint64_t steps, cells;                 /* of all before it */
    uint64_t nodes;                        /* of the tree, at most */
} tally;

static void end_run(tally *t) {
    t->steps += t->marks * t->bytes;
    t->cells += t->columns * t->lines;
    t->bytes = t->marks = t->columns = t->lines = 0;
}

/* Markers of quotes and lists before the text of a line. */
static size_t depth(cl_text line) {
    size_t markers = 0;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.bytes[i];
        if (c == '>' || c == '-' || c == '*' || c == '+' || c == '.' || c == ')') {
            markers++;
        } else if (c != ' ' && c != '\t' && !cl_is_digit((unsigned char)c)) {
            break;
        }
    }
    /* "- - -", "*****" and the like are rules. */
    return markers;
}

static bool is_rule(cl_text line) {
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != ' ' && line.bytes[i] != line.bytes[0]) {
            return false;
        }
    }
    return line.length == 0 || line.bytes[0] != '>';
}

static void count(tally *t, cl_text line) {
    uint64_t pipes = 0;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.bytes[i];
        pipes += c == '|';
        bool mark = c == '<' || c == '[' || c == '`' || c == '!' || c == '&';
        t->marks += mark;
        t->nodes += mark || c == '*' || c == '_' || c == '\\' || c == '~';
    }
    t->nodes += 1 + pipes;
    t->columns = pipes > t->columns ? pipes : t->columns;
    t->bytes += line.length;
    t->lines++;
}

bool cl_markdown_is_costly(cl_text source) {
    tally t = {0};
    for (size_t at = 0; at < source.length;) {
        const char *end = memchr(source.bytes + at, '\n', source.length - at);
        size_t next = end ? (size_t)(end - source.bytes) + 1 : source.length;
        cl_text line = cl_text_trim(cl_text_slice(source, at, next));
        at = next;
        if (line.length == 0) {
            end_run(&t);
            continue;
        }
        if (depth(line) > DEEPEST && !is_rule(line)) {
            return true;
        }
        count(&t, line);
    }
    end_run(&t);
    return t.steps > MOST_STEPS || t.cells > MOST_CELLS || t.nodes > MOST_NODES;
}
