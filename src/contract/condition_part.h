/* SPDX-License-Identifier: MIT
 *
 * A part of a sentence (cut at ";" and provisos) while its conditions are read, and where in it
 * clauses, alternatives and conditions begin and end, told by words. All places are words. Private
 * to contract/condition*.c.
 */
#ifndef CL_CONTRACT_CONDITION_PART_H
#define CL_CONTRACT_CONDITION_PART_H

#include "contract/condition_kind.h"

enum { CL_FINITE_WORDS = 14 /* of an item, within which its verb stands */ };

typedef struct cl_part {
    cl_wording wording;
    size_t end;   /* of the part */
    size_t modal; /* the first one of the clause that is read; SIZE_MAX: none yet */
} cl_part;

extern const char *const cl_modals[], *const cl_conjunctions[], *const cl_relatives[];

static inline bool cl_part_is(const cl_part *p, size_t i, const char *const *literals) {
    return cl_wording_is(&p->wording, i, literals);
}

static inline unsigned cl_part_before(const cl_part *p, size_t i) {
    return i < p->wording.count ? p->wording.words[i].before : 0;
}

static inline bool cl_part_says(const cl_part *p, size_t i, const char *word) {
    return cl_wording_says(&p->wording, i, word);
}

static inline cl_opening_form cl_part_opens(const cl_part *p, size_t i) {
    return i < p->end ? cl_condition_opening(&p->wording, i).form : CL_OPENING_NONE;
}

/* Within `most` words of `i`, the modal of a clause that has a subject of its own; SIZE_MAX: none.
 * `i` itself is a modal when the subject is that of the clause before. */
size_t cl_part_modal_ahead(const cl_part *p, size_t i, size_t most, bool across_commas);
/* Has the clause its subject and modal before `i`? */
bool cl_part_is_complete(const cl_part *p, size_t i);
/* Does another clause begin with the conjunction at `i`? */
bool cl_part_clause_begins(const cl_part *p, size_t i);
/* May an alternative begin with this word? More may behind an enumerator. */
bool cl_part_starts_alternative(const cl_part *p, size_t i, bool item);
/* An alternative that begins at `i`: the first word behind its "or"; 0: none does. */
size_t cl_part_alternative_at(const cl_part *p, size_t i);
/* Where the words of a condition end, which stands `behind` what it limits or before its main
 * clause; `main` tells whether that begins there. */
size_t cl_part_condition_end(const cl_part *p, const cl_opening *opening, bool behind, bool *main);

#endif
