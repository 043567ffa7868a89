/* SPDX-License-Identifier: MIT */
#include "document/typed_label.h"

#include <string.h>

enum { HIGHEST_NUMBER = 199, TITLE_BYTES = 90 };

static cl_text word_at(cl_text text, size_t at) {
    size_t end = at;
    while (end < text.length && cl_is_alpha((unsigned char)text.bytes[end])) {
        end++;
    }
    return cl_text_slice(text, at, end);
}

/* What follows a number that counts something. */
static bool is_unit(cl_text word) {
    static const char *const units[] = {
        "million",  "billion", "percent", "per",     "times",  "day",    "days",    "hours",
        "hour",     "months",  "month",   "years",   "year",   "weeks",  "week",    "business",
        "calendar", "working", "basis",   "minutes", "shares", "of",     "or",      "and",
        "to",       "through", "above",   "below",   "hereof", "herein", "thereof", NULL};
    return word.length > 0 && cl_is_lower((unsigned char)word.bytes[0]) &&
           cl_text_listed(word, units);
}

static bool is_annex_word(const char *keyword) {
    static const char *const annexes[] = {"exhibit",    "schedule", "annex", "appendix",
                                          "attachment", "addendum", NULL};
    return cl_text_listed(cl_text_from(keyword), annexes);
}

static bool opens_with_keyword(const cl_label *label, cl_text next, int c) {
    if (is_annex_word(label->keyword) && label->part_count > 1 &&
        label->parts[0].numeral == CL_NUMERAL_DECIMAL && label->parts[0].value >= 10) {
        return false; /* "Exhibit 10.31": how a registry numbers what was filed, not a part of it */
    }
    if (is_unit(next)) {
        return false;
    }
    if (label->closing == '.' || label->closing == ':') {
        return true;
    }
    return c == 0 || cl_is_upper(c) || c == '"' || c == '-' || c == '[' || c >= 0x80 ||
           (c == '(' && label->closing == 0);
}

bool cl_label_opens(cl_text text, size_t offset, const cl_label *label) {
    size_t at = offset + label->length;
    bool spaced = false;
    while (at < text.length && cl_is_space((unsigned char)text.bytes[at])) {
        at++;
        spaced = true;
    }
    int c = at < text.length ? (unsigned char)text.bytes[at] : 0;
    cl_text next = word_at(text, at);
    if (label->keyword[0]) {
        return opens_with_keyword(label, next, c);
    }
    cl_numeral numeral = label->parts[0].numeral;
    if (numeral == CL_NUMERAL_BULLET) {
        return c != 0;
    }
    for (size_t i = 0; i < label->part_count; i++) {
        if (label->parts[i].value > HIGHEST_NUMBER) {
            return false;
        }
    }
    if (label->parts[0].value == 0 ||
        (is_unit(next) && !(numeral != CL_NUMERAL_DECIMAL && spaced))) {
        return false;
    }
    if (label->parts[0].parenthesised) {
        return c != ',' && c != ';' && c != '.';
    }
    if (numeral != CL_NUMERAL_DECIMAL) {
        /* "U.S.", "J. Smith" and "e.g." are weak: callers with a sequence to go by ask for more. */
        return label->closing != 0 ? (spaced || c == 0 || cl_is_upper(c))
                                   : c == 0 || cl_is_upper(c);
    }
    if (label->part_count == 1 && label->closing == 0) {
        return cl_is_upper(c) && label->parts[0].value < 60;
    }
    return c != '%' && c != '/' && (label->part_count > 1 || c != ',');
}

bool cl_block_take_label(cl_block *block) {
    cl_label label;
    cl_text text = block->text;
    if (!cl_label_read(text, 0, &label) || !cl_label_opens(text, 0, &label)) {
        return false;
    }
    size_t skip = label.length;
    while (skip < text.length && text.bytes[skip] == ' ') {
        skip++;
    }
    /* "ARTICLE IV - TERM", "7.02 . Date" */
    int mark = skip + 1 < text.length && text.bytes[skip + 1] == ' ' ? text.bytes[skip] : 0;
    if ((mark == '-' && label.keyword[0]) || mark == '.' || mark == ':') {
        skip += 2;
    }
    block->label = cl_text_slice(text, 0, label.length);
    block->label_start = block->map[0];
    block->text = cl_text_slice(text, skip, text.length);
    block->map += skip;
    block->bold_end = block->bold_end > skip ? block->bold_end - (uint32_t)skip : 0;
    block->flags |= CL_BLOCK_LABEL_TYPED;
    return true;
}

void cl_block_shift_revisions(cl_block *block, size_t skip) {
    cl_revision *revisions = (cl_revision *)(uintptr_t)block->revisions;
    for (size_t i = 0; skip > 0 && i < block->revision_count; i++) {
        cl_span *span = &revisions[i].span;
        span->start = span->start > skip ? span->start - skip : 0;
        span->end = span->end > skip ? span->end - skip : 0;
    }
}

bool cl_text_is_caps(cl_text text) {
    size_t capitals = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (cl_is_lower(c)) {
            return false;
        }
        capitals += cl_is_upper(c);
    }
    return capitals >= 2;
}

bool cl_text_is_title(cl_text text) {
    static const char *const small[] = {"a",    "an",  "and", "as",   "at",  "by",    "for",
                                        "from", "in",  "of",  "on",   "or",  "the",   "to",
                                        "with", "per", "not", "upon", "its", "under", NULL};
    if (text.length < 3 || text.length > TITLE_BYTES) {
        return false;
    }
    unsigned char last = (unsigned char)text.bytes[text.length - 1];
    if (last == '.' || last == ',' || last == ';' || last == ':' || last == '_' ||
        !cl_is_upper((unsigned char)text.bytes[0]) || memchr(text.bytes, '_', text.length) ||
        memchr(text.bytes, ':', text.length) || memchr(text.bytes, '$', text.length)) {
        return false;
    }
    size_t words = 0;
    for (size_t at = 0; at < text.length;) {
        cl_text word = word_at(text, at);
        if (word.length > 0) {
            words++;
            if (cl_is_lower((unsigned char)word.bytes[0]) && !cl_text_listed(word, small)) {
                return false;
            }
        }
        while (at < text.length && text.bytes[at] != ' ') {
            at++;
        }
        at++;
    }
    return words > 0 && words <= 10;
}
