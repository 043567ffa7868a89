/* SPDX-License-Identifier: MIT
 *
 * YAML files → rules, with file:line:column for every complaint. Files under lexicon/ and profiles/
 * are told by their top-level key: `lexicon:` (mapping), `profiles:` (sequence), else `pack:` +
 * `rules:`.
 */
#ifndef CL_RULES_RULESET_H
#define CL_RULES_RULESET_H

#include "rules/rule.h"

/* A kind of contract, with what speaks for it. */
typedef struct cl_profile {
    const char *type;   /* "saas", "licence", "dpa", "nda", "employment", "distribution" … */
    const char *of;     /* the type this is a kind of, NULL if it stands by itself */
    cl_named title;     /* in the title or first heading: 5 points */
    cl_named called;    /* in the title: settles the type, whatever the text speaks of */
    cl_named opening;   /* the same, before the first section */
    cl_named body;      /* each distinct phrase that occurs anywhere: 1 point */
    cl_named against;   /* each that occurs anywhere: 1 point less */
    unsigned threshold; /* points needed */
    cl_place of_place;
} cl_profile;

typedef struct cl_ruleset {
    cl_arena *arena;
    cl_rule *rules; /* sorted by pack order, then file order */
    size_t rule_count;
    const char *const *ids; /* of all rules there are, also those of other packs; NULL-terminated */
    cl_profile *profiles;
    size_t profile_count;
    cl_lexicon *lexicon;
    cl_notices warnings;       /* a rule without examples, an unused pattern … */
    const cl_phrase **written; /* all phrases of the files, patterns or not */
    size_t written_count;
    /* Private to rules/: all phrases by index, and the words they need. */
    const struct cl_phrase_index *index;
    const cl_phrase *const *phrases;
    size_t phrase_count;
} cl_ruleset;

typedef struct cl_ruleset_options {
    const char *const *paths; /* NULL-terminated files or folders that add to or replace (by id) the
                                 embedded rules; NULL if none */
    bool without_embedded;
    const char *const *packs; /* NULL-terminated: only these; NULL: all */
    /* "RULE.NAME=VALUE", NULL-terminated; ids "param-unknown", "param-value". */
    const char *const *params;
    /* "RULE=LEVEL", a severity or "off"; NULL-terminated. It is final: neither escalation nor
     * ladder changes it. Ids "severity-value", "param-unknown". */
    const char *const *severities;
    const cl_place *param_places,
        *severity_places; /* where each of them is written; NULL: nowhere */
} cl_ruleset_options;

/* Mistakes go to `errors`, all of them. Bad rule files: CL_ERROR_SYNTAX and *out NULL. */
cl_status cl_ruleset_new(cl_arena *arena, const cl_ruleset_options *options, cl_ruleset **out,
                         cl_errors *errors);
const cl_rule *cl_ruleset_find(const cl_ruleset *ruleset, const char *id);

/* Runs the examples of every rule (or of `only`), and lints each fallback, which must not raise its
 * own rule. Appends a line for each failure, with the reason; returns the number of failures. */
size_t cl_ruleset_test(const cl_ruleset *ruleset, const cl_rule *only, cl_buffer *out);

#endif
