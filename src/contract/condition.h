/* SPDX-License-Identifier: MIT
 *
 * The conditions of a sentence: "if the other party is in breach", "upon a change of control", "in
 * such event", "the non-breaching party may". Each has a kind. It is *free* when it asks for no
 * more than the will, the judgment or a notice of the one who acts, or for time to pass ("if it so
 * elects", "upon 30 days' notice", "after the first year"); any other fact is an *event*, also what
 * is not understood. And it has a reach: the part of the sentence that stands under it. A condition
 * before the main clause reaches to the end of the part of the sentence, one behind it over its own
 * clause or alternative: of "(i) on 90 days' notice or (ii) if the other is insolvent" only (ii)
 * stands under an event, and the words before (i) do not.
 */
#ifndef CL_CONTRACT_CONDITION_H
#define CL_CONTRACT_CONDITION_H

#include "base/arena.h"
#include "base/text.h"

typedef enum cl_condition_kind {
    CL_CONDITION_FREE,
    CL_CONDITION_EVENT,
} cl_condition_kind;

typedef struct cl_condition {
    cl_condition_kind kind;
    cl_span words; /* "if the other party is in breach" */
    cl_span reach; /* what stands under it; it need not hold the words */
} cl_condition;

typedef struct cl_conditions {
    cl_condition *items; /* in the order in which they were read */
    size_t count;
} cl_conditions;

/* All that the text of a sentence says; lives in the arena. */
cl_conditions cl_conditions_in(cl_arena *arena, cl_text text);
/* The event under which the words of `span` stand or of which they are part; NULL: none. */
const cl_condition *cl_conditions_event(const cl_conditions *conditions, cl_span span);

#endif
