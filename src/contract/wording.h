/* SPDX-License-Identifier: MIT
 *
 * The words of a sentence, counted, with the punctuation between them; words in parentheses are not
 * among them. Ranges are of words, ends exclusive. Private to contract/.
 */
#ifndef CL_CONTRACT_WORDING_H
#define CL_CONTRACT_WORDING_H

#include "base/arena.h"
#include "base/text.h"

/* What stands between a word and the one before it. */
enum {
    CL_BEFORE_COMMA = 1,
    CL_BEFORE_SEMICOLON = 2,
    CL_BEFORE_ITEM = 4, /* an enumerator: "(ii)" */
    CL_BEFORE_COLON = 8,
};

typedef struct cl_wording_word {
    uint32_t start, end;
    unsigned before;
} cl_wording_word;

/* Words outside parentheses. */
typedef struct cl_wording {
    cl_text text;
    const cl_wording_word *words;
    size_t count;
} cl_wording;

/* Words of which one acts: the range of words that names who does. */
typedef struct cl_wording_range {
    size_t start, end;
} cl_wording_range;

/* What stands in parentheses and says something of its own, as spans of bytes without these. */
typedef struct cl_remarks {
    cl_span *items;
    size_t count;
} cl_remarks;

/* Both live in the arena, and the words point into `text`. */
cl_wording cl_wording_read(cl_arena *arena, cl_text text, cl_remarks *remarks);

/* Does one of the literals (of one or more words) begin at word `i`? */
bool cl_wording_is(const cl_wording *w, size_t i, const char *const *literals);
/* Does word `i` begin with one of the stems? */
bool cl_wording_begins(const cl_wording *w, size_t i, const char *const *stems);

/* The same for any word in [from, end). */
bool cl_wording_any_is(const cl_wording *w, size_t from, size_t end, const char *const *literals);
bool cl_wording_any_begins(const cl_wording *w, size_t from, size_t end, const char *const *stems);
/* Does `literal`, of one or more words, begin at word `i`? */
bool cl_wording_says(const cl_wording *w, size_t i, const char *literal);
bool cl_wording_is_capital(const cl_wording *w, size_t i);

#endif
