/* SPDX-License-Identifier: MIT
 *
 * What kind of contract this is, by points; never guessed. Private to rules/.
 */
#ifndef CL_RULES_PROFILE_H
#define CL_RULES_PROFILE_H

#include "rules/kind.h"

void cl_read_profile(cl_rule_reader *reader, const cl_yaml *node, cl_profile *profile);
/* Is a document of the kind `type` one of the kind `name`, as itself or as a kind of it? */
bool cl_profile_is(const cl_ruleset *ruleset, const char *type, const char *name);
/* Rules for a type are for the kinds of it too: adds them to what each rule applies to. */
void cl_profile_spread(cl_ruleset *ruleset);
/* The type with the most points, or "unsure": too few, or two that fit alike. Types that are a
 * kind of another are asked only when that one is found. `evidence` (NULL allowed) says why, in
 * words for people. */
const char *cl_profile_type(const cl_evaluation *evaluation, const char **evidence);

#endif
