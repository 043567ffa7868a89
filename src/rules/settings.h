/* SPDX-License-Identifier: MIT
 *
 * What users change of rules from outside, see settings.c. Private to rules/.
 */
#ifndef CL_RULES_SETTINGS_H
#define CL_RULES_SETTINGS_H

#include "rules/ruleset.h"

/* The params and severities of the options; mistakes are added to `errors`. */
void cl_ruleset_apply(cl_ruleset *ruleset, const cl_ruleset_options *options, cl_errors *errors);

#endif
