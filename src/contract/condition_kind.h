/* SPDX-License-Identifier: MIT
 *
 * Which words open a condition (condition_opening.c), and whether it is free or an event
 * (condition_kind.c). Private to contract/condition*.c.
 */
#ifndef CL_CONTRACT_CONDITION_KIND_H
#define CL_CONTRACT_CONDITION_KIND_H

#include "contract/condition.h"
#include "contract/wording.h"

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

/* The condition that may open at word `i`; form CL_OPENING_NONE: none does. */
cl_opening cl_condition_opening(const cl_wording *w, size_t i);
/* What the condition is whose words end before `end`: a cl_condition_kind or one of the above.
 * `actor` names who acts under it; `behind`: it stands behind what it limits. */
int cl_condition_judge(const cl_wording *w, const cl_opening *opening, size_t end,
                       cl_wording_range actor, bool behind);

#endif
