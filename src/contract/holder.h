/* SPDX-License-Identifier: MIT
 *
 * Who holds a right or bears a duty, read from the sentence: "either/each/any/both part(y|ies)" and
 * "A or B" are everyone; an active subject before the modal; "by X" after a passive verb ("may be
 * terminated by X") or at whose option it is, or whom a right is "conferred upon"; we/you; role
 * words; aliases from the preamble; "the former" and "the latter" of two parties named before. A
 * subject that is followed by a passive ("this Agreement may be terminated") is no holder. Unknown
 * is an answer. Spans are bytes of the sentence's text. Who is mentioned: mention.h; who of them
 * acts: clause_part.h.
 */
#ifndef CL_CONTRACT_HOLDER_H
#define CL_CONTRACT_HOLDER_H

#include "contract/contract.h"

typedef enum cl_holder_kind {
    CL_HOLDER_UNKNOWN,
    CL_HOLDER_EVERYONE, /* mutual */
    CL_HOLDER_PARTY,    /* parties[party] */
    CL_HOLDER_OTHER, /* "the non-breaching party", "such party": whoever it is, either may be it */
    CL_HOLDER_THIRD, /* not a party: "the bank", "any end user" */
} cl_holder_kind;

typedef struct cl_holder {
    cl_holder_kind kind;
    uint32_t party; /* CL_NONE unless CL_HOLDER_PARTY */
    cl_span span;   /* of the words in the sentence text; empty if unknown */
} cl_holder;

/* Holder of the right or duty that the words `span` of the sentence express ("may terminate this
 * Agreement", "terminated … by"): the span should begin at the modal or the verb. */
cl_holder cl_holder_find(const cl_contract *contract, const cl_sentence *sentence, cl_span span);
/* The parties that the words of `span` name one by one as those who act: "by X on …, or by Y on …",
 * "provided that X shall give … and Y shall give …". At most `most`; their number. */
size_t cl_holders_behind(const cl_contract *contract, const cl_sentence *sentence, cl_span span,
                         cl_holder *out, size_t most);
/* All mentions of parties in a text, in order; in memory of the arena. */
cl_holder *cl_holders_in(const cl_contract *contract, cl_arena *arena, cl_text text, size_t *count);

#endif
