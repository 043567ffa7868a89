/* SPDX-License-Identifier: MIT
 *
 * Numbers whose words and figures differ: "thirty (60) days". Spans are bytes of the text.
 */
#ifndef CL_CONTRACT_DISAGREEMENT_H
#define CL_CONTRACT_DISAGREEMENT_H

#include "base/text.h"

/* A number in words and the figures behind it that say something else. */
typedef struct cl_disagreement {
    cl_span span; /* both, brackets included */
    cl_span words, figures;
} cl_disagreement;

/* The first "thirty (60)" or "sixty percent (50%)" whose bracket opens at or after `from`. Returns
 * where to go on, or 0 when there is none. Numbers that only count items ("either one (2)") and
 * those partly blacked out are none. */
size_t cl_disagreement_find(cl_text text, size_t from, cl_disagreement *found);

#endif
