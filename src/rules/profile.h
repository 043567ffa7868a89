/* SPDX-License-Identifier: MIT
 *
 * What kind of contract this is, by points; never guessed. Private to rules/.
 */
#ifndef CL_RULES_PROFILE_H
#define CL_RULES_PROFILE_H

#include "rules/kind.h"

void cl_read_profile(cl_rule_reader *reader, const cl_yaml *node, cl_profile *profile);
/* The type with the most points, or "unsure": too few, or two that fit alike. `evidence` (NULL
 * allowed) says why, in words for people. */
const char *cl_profile_type(const cl_evaluation *evaluation, const char **evidence);

#endif
