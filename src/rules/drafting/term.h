/* SPDX-License-Identifier: MIT
 *
 * Defined terms and where they are used. Private to drafting/.
 */
#ifndef CL_RULES_DRAFTING_TERM_H
#define CL_RULES_DRAFTING_TERM_H

#include "rules/drafting/drafting.h"

typedef struct cl_term {
    const cl_definition *definition;
    uint32_t hash;      /* of its first word without a plural ending */
    uint32_t next;      /* with the same first word; CL_NONE ends */
    bool several_words; /* with capitals */
    bool used;          /* with a capital, plural or possessive or not, beside its definitions */
    bool drawn;         /* a party's name, or what the contract calls itself */
} cl_term;

enum { CL_TERM_BEGINNINGS = 2048 };

typedef struct cl_terms {
    unsigned char begins[CL_TERM_BEGINNINGS / 8]; /* a bit for each beginning of a first word */
    cl_term *items;
    size_t count;
    uint32_t *table; /* by first word, CL_NONE is empty */
    size_t mask;
    uint32_t *at_capital; /* by number of the capital: the first term that begins as it does */
} cl_terms;

const cl_terms *cl_terms_of(const cl_evaluation *evaluation);
/* First term whose first word is the word at `at`, in any case of letters, plural or not; then by
 * `next`. CL_NONE if none. */
uint32_t cl_term_first(const cl_terms *terms, cl_text text, size_t start, size_t end);
/* End of the term at `at` in any case of letters, a plural or its singular too; 0 if it is another
 * text. `same` tells whether its capitals are those of the term. */
size_t cl_term_match(cl_text term, cl_text text, size_t at, bool *same);
/* Is the word at `at` the first of its sentence, as far as punctuation tells? */
bool cl_begins_sentence(cl_text text, size_t at);

#endif
