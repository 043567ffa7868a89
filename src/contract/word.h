/* SPDX-License-Identifier: MIT
 *
 * Words of matching text, for the hand-written scanners of this folder. A word is a run of ASCII
 * letters, digits and non-ASCII bytes; apostrophes, hyphens and dots are never part of it. Nothing
 * here allocates.
 */
#ifndef CL_CONTRACT_WORD_H
#define CL_CONTRACT_WORD_H

#include <string.h>

#include "base/text.h"

static inline int cl_word_byte(cl_text text, size_t at) {
    return at < text.length ? (unsigned char)text.bytes[at] : 0;
}
static inline bool cl_is_word_byte(int c) {
    return cl_is_alnum(c) || c >= 0x80;
}
/* End of the word that begins at `at`; `at` when there is none. */
static inline size_t cl_word_end(cl_text text, size_t at) {
    while (at < text.length && cl_is_word_byte((unsigned char)text.bytes[at]))
        at++;
    return at;
}
static inline size_t cl_skip_spaces(cl_text text, size_t at) {
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    return at;
}
/* Behind the last byte before `at` that is no space. */
static inline size_t cl_spaces_before(cl_text text, size_t at) {
    while (at && text.bytes[at - 1] == ' ')
        at--;
    return at;
}
/* Behind the mark of possession at `at`, "'s" or "'"; `at` when there is none. */
static inline size_t cl_skip_possessive(cl_text text, size_t at) {
    if (cl_word_byte(text, at) != '\'')
        return at;
    return cl_lower(cl_word_byte(text, at + 1)) == 's' &&
                   !cl_is_word_byte(cl_word_byte(text, at + 2))
               ? at + 2
               : at + 1;
}
/* Does the lower-case `literal` (which may hold several words) stand at `at`, as whole words?
 * Returns its end, or 0. */
static inline size_t cl_words_at(cl_text text, size_t at, const char *literal) {
    /* Most calls fail at the first letter, so the literal is not measured beforehand. */
    size_t length = 0;
    for (; literal[length]; length++)
        if (at + length >= text.length ||
            cl_lower((unsigned char)text.bytes[at + length]) != (unsigned char)literal[length])
            return 0;
    if (cl_is_word_byte((unsigned char)literal[length - 1]) &&
        cl_is_word_byte(cl_word_byte(text, at + length)))
        return 0;
    return at + length;
}
/* The same for text that ends at `end`: returns the start, or SIZE_MAX. */
static inline size_t cl_words_before(cl_text text, size_t end, const char *literal) {
    size_t length = strlen(literal);
    if (length > end || end > text.length)
        return SIZE_MAX;
    size_t start = end - length;
    if (start && cl_is_word_byte((unsigned char)literal[0]) &&
        cl_is_word_byte((unsigned char)text.bytes[start - 1]))
        return SIZE_MAX;
    return cl_words_at(text, start, literal) == end ? start : SIZE_MAX;
}
/* First of the NULL-terminated `literals` that stands at `at`: its end, or 0. */
static inline size_t cl_any_words_at(cl_text text, size_t at, const char *const *literals) {
    for (; *literals; literals++) {
        size_t end = cl_words_at(text, at, *literals);
        if (end)
            return end;
    }
    return 0;
}
/* First of them that ends at `end` or before the spaces there: its start, or SIZE_MAX. */
static inline size_t cl_any_words_before(cl_text text, size_t end, const char *const *literals) {
    end = cl_spaces_before(text, end);
    for (; *literals; literals++) {
        size_t start = cl_words_before(text, end, *literals);
        if (start != SIZE_MAX)
            return start;
    }
    return SIZE_MAX;
}

#endif
