/* SPDX-License-Identifier: MIT */
#include "contract/wording.h"

#include "contract/word.h"

enum { REMARK_BYTES = 24 }; /* a shorter parenthesis says nothing */

/* End of the enumerator "(ii)" at `at`; 0: there is none. */
static size_t enumerator_end(cl_text text, size_t at, bool separated) {
    size_t end = cl_word_end(text, at + 1);
    if (end == at + 1 || end > at + 5 || cl_word_byte(text, end) != ')')
        return 0;
    int first = cl_word_byte(text, at + 1);
    bool letters = end == at + 2 && cl_is_alpha(first);
    for (size_t i = at + 1; i < end && !letters; i++)
        if (!strchr("ivx", text.bytes[i]))
            return cl_is_digit(first) && separated && end <= at + 3 ? end + 1 : 0;
    return end + 1;
}

/* "Section 4 (a)" names a place. */
static bool names_place(cl_text text, const cl_wording_word *last) {
    static const char *const papers[] = {"section", "clause",     "paragraph",
                                         "article", "subsection", "sections",
                                         "clauses", "paragraphs", NULL};
    return last && (cl_is_digit(cl_word_byte(text, last->end - 1)) ||
                    cl_any_words_at(text, last->start, papers));
}

static size_t closing(cl_text text, size_t open) {
    int depth = 0;
    for (size_t at = open; at < text.length; at++) {
        depth += text.bytes[at] == '(' ? 1 : text.bytes[at] == ')' ? -1 : 0;
        if (!depth)
            return at + 1;
    }
    return text.length;
}

static void add_remark(cl_arena *arena, cl_remarks *remarks, size_t *capacity, cl_span span) {
    remarks->items =
        cl_arena_grow(arena, remarks->items, remarks->count, capacity, sizeof *remarks->items);
    remarks->items[remarks->count++] = span;
}

static unsigned mark_of(unsigned char c) {
    return c == ':'   ? CL_BEFORE_COLON
           : c == ',' ? CL_BEFORE_COMMA
           : c == ';' ? CL_BEFORE_SEMICOLON
                      : 0;
}

cl_wording cl_wording_read(cl_arena *arena, cl_text text, cl_remarks *remarks) {
    cl_wording_word *words = NULL;
    size_t count = 0, capacity = 0, remark_capacity = 0;
    unsigned pending = 0;
    *remarks = (cl_remarks){0};
    for (size_t at = 0; at < text.length;) {
        unsigned char c = (unsigned char)text.bytes[at];
        if (cl_is_word_byte(c)) {
            size_t end = cl_word_end(text, at);
            words = cl_arena_grow(arena, words, count, &capacity, sizeof *words);
            words[count++] = (cl_wording_word){(uint32_t)at, (uint32_t)end, pending};
            pending = 0;
            at = end;
            continue;
        }
        size_t item = 0;
        if (c == '(' && !names_place(text, count ? &words[count - 1] : NULL))
            item = enumerator_end(text, at, pending || !count || text.bytes[at - 1] == ':');
        if (c == '(' && !item) {
            size_t end = closing(text, at);
            if (end - at > REMARK_BYTES)
                add_remark(arena, remarks, &remark_capacity, (cl_span){at + 1, end - 1});
            at = end;
            continue;
        }
        pending |= item ? CL_BEFORE_ITEM : mark_of(c);
        at = item ? item : at + 1;
    }
    return (cl_wording){text, words, count};
}

static bool begins_at(cl_text text, size_t at, const char *stem) {
    for (; *stem; stem++, at++)
        if (cl_lower(cl_word_byte(text, at)) != (unsigned char)*stem)
            return false;
    return true;
}

bool cl_wording_is(const cl_wording *w, size_t i, const char *const *literals) {
    return i < w->count && cl_any_words_at(w->text, w->words[i].start, literals);
}

bool cl_wording_begins(const cl_wording *w, size_t i, const char *const *stems) {
    for (; i < w->count && *stems; stems++)
        if (begins_at(w->text, w->words[i].start, *stems))
            return true;
    return false;
}

bool cl_wording_says(const cl_wording *w, size_t i, const char *literal) {
    return i < w->count && cl_words_at(w->text, w->words[i].start, literal);
}

bool cl_wording_any_is(const cl_wording *w, size_t from, size_t end, const char *const *literals) {
    for (; from < end && from < w->count; from++)
        if (cl_wording_is(w, from, literals))
            return true;
    return false;
}

bool cl_wording_any_begins(const cl_wording *w, size_t from, size_t end, const char *const *stems) {
    for (; from < end && from < w->count; from++)
        if (cl_wording_begins(w, from, stems))
            return true;
    return false;
}

bool cl_wording_is_capital(const cl_wording *w, size_t i) {
    return i < w->count && cl_is_upper(cl_word_byte(w->text, w->words[i].start));
}
