/* SPDX-License-Identifier: MIT
 *
 * Doubts about rules that reading them does not raise, because they take a while to find: a phrase
 * or a condition that can never hold, a rule that would flag every contract. For whoever writes
 * rules (clauselint rules test); linting never looks.
 */
#ifndef CL_RULES_INSPECT_H
#define CL_RULES_INSPECT_H

#include "rules/ruleset.h"

/* Appends to `out`: ids "pattern-never", "condition-never", "rule-broad". Single-threaded, since
 * phrases are parsed again. */
void cl_rule_inspect(const cl_ruleset *ruleset, const cl_rule *rule, cl_arena *arena,
                     cl_notices *out);

#endif
