/* SPDX-License-Identifier: MIT
 *
 * What a kind of rule is. Adding one: a file in kinds/, a row in kind.c, a line in files.cmake, a
 * page in docs/rules.md, a test.
 */
#ifndef CL_RULES_KIND_H
#define CL_RULES_KIND_H

#include "contract/condition.h"
#include "rules/finding.h"
#include "rules/match.h"
#include "rules/rule_read.h"
#include "rules/ruleset.h"

/* What a kind sees while it judges one contract. */
typedef struct cl_evaluation {
    const cl_ruleset *ruleset;
    const cl_contract *contract;
    cl_facts *facts;
    cl_matcher *matcher;
    cl_arena *arena;
    const char *type;
    cl_side side;
    /* Made by cl_evaluation_index (rules/judge.h). */
    const uint32_t *clause_of; /* section that stands for the clause of a sentence */
    uint32_t *has_items;       /* whether a sentence opens a list that has items */
    cl_span *papers; /* by sentence, what cl_judge_other_agreement knows; 0, 0: not asked yet */
    const cl_conditions **conditions; /* by sentence, read when first asked for */
    uint32_t *raised;                 /* stamp of the last rule that was raised on a lead-in */
    struct cl_rule_result *results;   /* by rule, see cl_judge_rule */
    size_t most_findings;             /* of one rule */
    bool with_fine;                   /* what is as we want it is looked for, too */
    struct cl_drafting **drafting; /* what the drafting analyses share, see drafting/drafting.h */
    cl_notices *notices;
} cl_evaluation;

typedef struct cl_candidate cl_candidate; /* rules/judge.h */

struct cl_kind {
    const char *name;
    const char *const *keys;  /* its own keys, NULL-terminated */
    const char *const *words; /* what only its messages may name: {text}; NULL: nothing */
    /* Takes its own keys from the rule's mapping; mistakes are added to the reader's errors. */
    const void *(*read)(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node);
    void (*evaluate)(const cl_evaluation *evaluation, const cl_rule *rule, cl_findings *findings);
    /* Why a passage in which the condition holds raises nothing, for the trace; NULL: it does. The
     * function may be NULL. */
    const char *(*silent)(cl_candidate *candidate);
};

/* Conditions of a rule of kind require, by their keys; returns how many, at most as said here. */
enum { CL_REQUIRE_PARTS = 3 };
size_t cl_require_parts(const cl_rule *rule, const char **names, const cl_expression **parts);

extern const cl_kind *const cl_kinds[]; /* NULL-terminated */
extern const cl_kind cl_kind_flag, cl_kind_require, cl_kind_limit, cl_kind_compare, cl_kind_check;

#endif
