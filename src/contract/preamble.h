/* SPDX-License-Identifier: MIT
 *
 * Reads who makes an agreement from its opening words: "by and between X, a … ("Supplier"), and Y
 * …", "BETWEEN: (1) X …", "Licensor: X". Works on the opening of a document as one text in which a
 * newline parts the blocks; opening.h maps the spans back. Judges nothing about sides.
 */
#ifndef CL_CONTRACT_PREAMBLE_H
#define CL_CONTRACT_PREAMBLE_H

#include "base/text.h"

enum { CL_NAMED_ALIASES = 6, CL_NAMED_MAX = 16 };

typedef struct cl_named {
    cl_span name; /* may be empty: "the undersigned ("Customer")" */
    cl_span aliases[CL_NAMED_ALIASES];
    size_t alias_count;
} cl_named;

/* Who does something in the contract: the words right before each "shall", "may", "agrees" ... */
typedef struct cl_actors {
    const cl_text *before;
    size_t count;
} cl_actors;

/* Returns how many parties it found, at most CL_NAMED_MAX; `sure` when there is much evidence. */
size_t cl_preamble_read(cl_text opening, const cl_actors *actors, cl_named parties[CL_NAMED_MAX],
                        bool *sure);
/* The same for forms, "Licensor: X", "Customer Name: X", "Party A (Buyer): X" (preamble_keys.c). */
size_t cl_preamble_read_keys(cl_text opening, cl_named parties[CL_NAMED_MAX]);
/* End of "Party A" ... "Party F" at `at`, or 0. */
size_t cl_lettered_party(cl_text text, size_t at);

#endif
