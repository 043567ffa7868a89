/* SPDX-License-Identifier: MIT
 *
 * Every rule over one contract, in a stable order (document order, then rule id).
 */
#ifndef CL_RULES_EVALUATE_H
#define CL_RULES_EVALUATE_H

#include "rules/finding.h"
#include "rules/ruleset.h"

typedef struct cl_evaluate_options {
    cl_side side;     /* whose side we are on; rules that harm only the other side are skipped */
    const char *type; /* contract type given by the user; NULL: by profile */
    size_t most_findings; /* of one rule, the rest is a notice; 0: 500 (--max-findings) */
    bool without_facts;  /* leave out rules that never say more than "info" (unless asked by others)
                          */
    bool with_fine;      /* note the clauses that are as we want them (findings->fine) */
    const cl_rule *only; /* just this rule, even when it is off; NULL: all */
} cl_evaluate_options;

/* Findings live in the contract's arena. `type_out` (NULL allowed) gets the contract type or
 * "unsure". */
void cl_evaluate(const cl_ruleset *ruleset, const cl_contract *contract, cl_matcher *matcher,
                 const cl_evaluate_options *options, cl_findings *out, const char **type_out);

/* Whether a rule is about a clause that should not be there: neither something that is missing, nor
 * a mistake in drafting. */
bool cl_rule_is_danger(const cl_rule *rule);
/* Does the one say the same as the other, and better? */
bool cl_rule_replaces(const cl_rule *rule, const cl_rule *other);

/* Why a rule that is in use says nothing of contracts of this type, with these options; NULL: it
 * does. */
const char *cl_rule_left_out(const cl_rule *rule, const cl_evaluate_options *options,
                             const char *type);
/* Whether a rule is evaluated for a contract of this type, with these options. */
bool cl_rule_applies(const cl_rule *rule, const cl_evaluate_options *options, const char *type);

#endif
