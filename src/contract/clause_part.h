/* SPDX-License-Identifier: MIT
 *
 * The grammar by which holder.c chooses among the mentions of a sentence: the subject before a verb
 * (subject.c), or who acts behind a passive or receives a right that is spoken of as a thing
 * (agent.c). `verb` is the byte of the sentence at which the words begin that express the right or
 * duty. "No such mention" is CL_HOLDER_UNKNOWN. Nothing is allocated. Private to this folder.
 */
#ifndef CL_CONTRACT_CLAUSE_PART_H
#define CL_CONTRACT_CLAUSE_PART_H

#include "contract/mention.h"

enum { CL_HOLDER_REACH = 400 }; /* bytes: how far from its verb a subject or agent may stand */

static const cl_holder cl_holder_unknown = {.kind = CL_HOLDER_UNKNOWN, .party = CL_NONE};

/* "X may …", "X's right to …", "the right of X to …": the nearest before the verb. */
cl_holder cl_subject_before(cl_text text, const cl_mention *mentions, size_t count, size_t verb);

/* "may be terminated", "is terminable", "terminated", "termination by": who does it stands behind.
 */
bool cl_is_passive(cl_text text, size_t verb);
/* Behind the verb: "by X", "upon notice from X", "at the option of X", "at X's option". */
cl_holder cl_agent_behind(cl_text text, const cl_mention *mentions, size_t count, size_t verb);
/* Before a passive: "at X's option, this Agreement may be terminated". */
cl_holder cl_wisher_before(cl_text text, const cl_mention *mentions, size_t count, size_t verb);
/* "the right to terminate … is conferred upon X", "lawful for X to terminate". */
cl_holder cl_receiver_behind(cl_text text, const cl_mention *mentions, size_t count, size_t verb);
/* Does the mention of a party do something of its own behind a verb: "by X", "X shall give"? */
bool cl_mention_acts(cl_text text, const cl_mention *mention);

#endif
