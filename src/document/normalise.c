/* SPDX-License-Identifier: MIT */
#include "document/normalise.h"

#include <stdlib.h>
#include <string.h>

/* What one code point becomes: up to three ASCII letters, a space, nothing, or itself. */
typedef enum fold_kind { FOLD_KEEP, FOLD_SPACE, FOLD_DROP, FOLD_TO } fold_kind;

static fold_kind fold_control(uint32_t c) {
    if ((c >= '\t' && c <= '\r') || c == ' ') {
        return FOLD_SPACE;
    }
    return c < ' ' || c == 0x7F ? FOLD_DROP : FOLD_KEEP;
}

static fold_kind fold_latin(uint32_t c, const char **to) {
    switch (c) {
    case 0x85:
    case 0xA0:
        return FOLD_SPACE;
    case 0xAD:
        return FOLD_DROP;
    case 0xAB:
    case 0xBB:
        *to = "\"";
        return FOLD_TO;
    case 0xB4:
        *to = "'";
        return FOLD_TO;
    case 0x17F:
        *to = "s";
        return FOLD_TO;
    default:
        return c < 0xA0 ? FOLD_DROP : FOLD_KEEP;
    }
}

static fold_kind fold_punctuation(uint32_t c, const char **to) {
    if ((c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F) {
        return FOLD_SPACE;
    }
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2060 && c <= 0x206F)) {
        return FOLD_DROP;
    }
    if (c >= 0x2010 && c <= 0x2015) {
        *to = "-";
        return FOLD_TO;
    }
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032) {
        *to = "'";
        return FOLD_TO;
    }
    if ((c >= 0x201C && c <= 0x201F) || c == 0x2033) {
        *to = "\"";
        return FOLD_TO;
    }
    return FOLD_KEEP;
}

static fold_kind fold(uint32_t c, const char **to) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c < 0x80) {
        return fold_control(c);
    }
    if (c < 0x200) {
        return fold_latin(c, to);
    }
    if (c >= 0x2000 && c < 0x2070) {
        return fold_punctuation(c, to);
    }
    if (c >= 0xFB00 && c <= 0xFB06) {
        *to = ligatures[c - 0xFB00];
        return FOLD_TO;
    }
    switch (c) {
    case 0x1680:
    case 0x3000:
        return FOLD_SPACE;
    case 0x180E:
    case 0xFEFF:
        return FOLD_DROP;
    case 0x212A:
        *to = "K";
        return FOLD_TO;
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
        *to = "-";
        return FOLD_TO;
    default:
        return FOLD_KEEP;
    }
}

/* Room for `count` more map entries. The text grows by itself. */
static void reserve(cl_normaliser *n, size_t count) {
    size_t need = n->text.length + count + 1;
    if (need <= n->map_capacity) {
        return;
    }
    size_t capacity = n->map_capacity ? n->map_capacity * 2 : 1024;
    while (capacity < need) {
        capacity *= 2;
    }
    uint32_t *map = realloc(n->map, capacity * sizeof *map);
    if (!map) {
        abort(); /* as everywhere: exhausted memory ends the process */
    }
    n->map = map;
    n->map_capacity = capacity;
}

static void flush_space(cl_normaliser *n) {
    if (n->space_pending) {
        n->space_pending = false;
        n->map[n->text.length] = n->space_source;
        cl_buffer_add_char(&n->text, ' ');
    }
}

static void append(cl_normaliser *n, const char *bytes, size_t length, size_t at, bool contiguous) {
    flush_space(n);
    uint32_t *map = n->map + n->text.length;
    for (size_t i = 0; i < length; i++) {
        map[i] = (uint32_t)(contiguous ? at + i : at);
    }
    cl_buffer_add(&n->text, bytes, length);
}

static void note_space(cl_normaliser *n, size_t at) {
    if (!n->space_pending && n->text.length > 0) {
        n->space_pending = true;
        n->space_source = (uint32_t)at;
    }
}

static bool is_printable(char c) {
    return (unsigned char)(c - 0x21) < 0x5E;
}

/* With `origin` SIZE_MAX a byte comes from its own offset, else all of them from `origin`. */
static void add(cl_normaliser *n, cl_text text, size_t start, size_t origin, size_t origin_end) {
    bool own = origin == SIZE_MAX;
    reserve(n, text.length - start + 4);
    for (size_t at = start; at < text.length;) {
        size_t run = at;
        /* Printable ASCII and single spaces inside it, which is nearly everything, go in one piece.
         */
        while (run < text.length &&
               (is_printable(text.bytes[run]) ||
                (text.bytes[run] == ' ' && own && run > at && run + 1 < text.length &&
                 is_printable(text.bytes[run + 1])))) {
            run++;
        }
        if (run > at) {
            append(n, text.bytes + at, run - at, own ? at : origin, own);
            at = run;
            n->end_source = (uint32_t)(own ? at : origin_end);
            continue;
        }
        size_t size = 0;
        const char *to = NULL;
        uint32_t c = cl_utf8_decode(text, at, &size);
        fold_kind kind = fold(c, &to);
        if (kind == FOLD_SPACE) {
            note_space(n, own ? at : origin);
        } else if (kind == FOLD_TO) {
            append(n, to, strlen(to), own ? at : origin, false);
            n->end_source = (uint32_t)(own ? at + size : origin_end);
        } else if (kind == FOLD_KEEP && !(c == 0xFFFD && size == 1)) {
            /* A broken byte at the edge of a piece must not make the text invalid: it is left out.
             */
            append(n, text.bytes + at, size, own ? at : origin, own);
            n->end_source = (uint32_t)(own ? at + size : origin_end);
        }
        at += size ? size : 1;
    }
}

void cl_normaliser_add(cl_normaliser *n, cl_text source, size_t start, size_t end) {
    if (end > source.length) {
        end = source.length;
    }
    if (start < end) {
        add(n, (cl_text){source.bytes, end}, start, SIZE_MAX, 0);
    }
}

void cl_normaliser_add_decoded(cl_normaliser *n, cl_text text, size_t start, size_t end) {
    add(n, text, 0, start, end);
}

void cl_normaliser_add_space(cl_normaliser *n, size_t at) {
    reserve(n, 4);
    note_space(n, at);
}

size_t cl_normaliser_length(const cl_normaliser *n) {
    return n->text.length;
}

void cl_normaliser_truncate(cl_normaliser *n, size_t length) {
    if (length < n->text.length) {
        n->end_source = n->map[length];
        n->text.length = length;
        n->text.bytes[length] = '\0';
        n->space_pending = false;
    }
}

void cl_normaliser_take(cl_normaliser *n, cl_arena *arena, cl_text *text, const uint32_t **map) {
    size_t length = n->text.length;
    reserve(n, 1);
    n->map[length] = n->end_source;
    uint32_t *copy = CL_ARRAY(arena, length + 1, uint32_t);
    memcpy(copy, n->map, (length + 1) * sizeof *copy);
    *text = (cl_text){cl_arena_copy(arena, length ? n->text.bytes : "", length), length};
    *map = copy;
    cl_buffer_clear(&n->text);
    n->space_pending = false;
    n->space_source = n->end_source = 0;
}

void cl_normaliser_release(cl_normaliser *n) {
    cl_buffer_release(&n->text);
    free(n->map);
    *n = (cl_normaliser){0};
}
