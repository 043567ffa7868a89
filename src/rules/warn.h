/* SPDX-License-Identifier: MIT
 *
 * Doubts about rules, see warn.c. Private to rules/.
 */
#ifndef CL_RULES_WARN_H
#define CL_RULES_WARN_H

#include "rules/ruleset.h"

/* Fills in ruleset->warnings, once everything has been read. */
void cl_ruleset_warn(cl_ruleset *ruleset);

#endif
