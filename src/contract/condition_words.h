/* SPDX-License-Identifier: MIT
 *
 * The words of a sentence as the reader of conditions (contract/condition.h) counts them, and what
 * they say about a condition. Private to contract/condition*.c.
 */
#ifndef CL_CONTRACT_CONDITION_WORDS_H
#define CL_CONTRACT_CONDITION_WORDS_H

#include "contract/condition.h"

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

/* How a condition is put. */
typedef enum cl_opening_form {
    CL_OPENING_NONE,
    CL_OPENING_CLAUSE, /* "if …": a clause follows */
    CL_OPENING_NOUN,   /* "upon …": a noun follows */
    CL_OPENING_LOOSE,  /* "for …", "on …": a noun, which must be a fault */
    CL_OPENING_BACK,   /* "in such event", "the innocent party": an event told before */
} cl_opening_form;

typedef struct cl_opening {
    cl_opening_form form;
    size_t next;  /* the first word behind it */
    int fallback; /* what it is when nothing decides: a cl_condition_kind or CL_NO_CONDITION */
} cl_opening;

enum {
    CL_NO_CONDITION = -1,
    CL_MOMENT = -2, /* "after the termination for any reason": nothing else stands under it */
};

/* Words of which one acts: the ranges of words that name who acts in the condition and under it. */
typedef struct cl_wording_range {
    size_t start, end;
} cl_wording_range;

/* Does one of the literals (of one or more words) begin at word `i`? */
bool cl_wording_is(const cl_wording *w, size_t i, const char *const *literals);
/* Does word `i` begin with one of the stems? */
bool cl_wording_begins(const cl_wording *w, size_t i, const char *const *stems);

/* The condition that may open at word `i`; form CL_OPENING_NONE: none does. */
cl_opening cl_condition_opening(const cl_wording *w, size_t i);
/* What the condition is whose words end before `end`: a cl_condition_kind or one of the above.
 * `actor` names who acts under it; `behind`: it stands behind what it limits. */
int cl_condition_judge(const cl_wording *w, const cl_opening *opening, size_t end,
                       cl_wording_range actor, bool behind);

#endif
