/* SPDX-License-Identifier: MIT
 *
 * A rule as data, as read from YAML (docs/rules.md). Lives in the ruleset's arena; constant after
 * reading, shared by all threads.
 */
#ifndef CL_RULES_RULE_H
#define CL_RULES_RULE_H

#include "contract/contract.h"
#include "contract/quantity.h"
#include "rules/expression.h"
#include "rules/phrase.h"
#include "rules/sum.h"

typedef enum cl_severity {
    CL_SEVERITY_INFO,
    CL_SEVERITY_LOW,
    CL_SEVERITY_MEDIUM,
    CL_SEVERITY_HIGH,
    CL_SEVERITY_CRITICAL,
} cl_severity;
extern const char *const cl_severity_names[]; /* NULL-terminated, in order */

typedef enum cl_confidence {
    CL_CONFIDENCE_LOW,
    CL_CONFIDENCE_MEDIUM,
    CL_CONFIDENCE_HIGH,
} cl_confidence;
extern const char *const cl_confidence_names[];
extern const char *const cl_guard_names[], *const cl_part_names[]; /* by bit, NULL-terminated */

/* What is told of a list. */
typedef enum cl_list {
    CL_LIST_ONCE,  /* what its lead-in says alone is told there, once */
    CL_LIST_EACH,  /* each item that adds something */
    CL_LIST_FIRST, /* the first item that does; the others stand beside it */
} cl_list;

typedef enum cl_scope {
    CL_SCOPE_SENTENCE,
    CL_SCOPE_CLAUSE,
    CL_SCOPE_SECTION,
    CL_SCOPE_DOCUMENT
} cl_scope;

/* Guards of the engine; a rule may switch single ones off: `guards: { negation: off, annex: off }`.
 */
typedef enum cl_guard {
    CL_GUARD_NEGATION = 1u << 0,   /* "shall not automatically renew" is no renewal */
    CL_GUARD_REFERENCES = 1u << 1, /* survival and cross-reference lists */
    CL_GUARD_RECITALS = 1u << 2,
    CL_GUARD_DEFINITIONS = 1u << 3, /* off by default: a definition may carry the duty */
    CL_GUARD_ANNEX = 1u << 4,       /* lowers the confidence in exhibits and forms */
    CL_GUARD_QUOTED = 1u << 5,
    CL_GUARD_TABLES = 1u << 6,          /* off by default */
    CL_GUARD_OTHER_AGREEMENT = 1u << 7, /* "may terminate the Escrow Agreement" */
    CL_GUARD_CONCESSION = 1u << 8,  /* `unless` does not read a leading "Notwithstanding …," */
    CL_GUARD_CONDITIONAL = 1u << 9, /* off by default: "may terminate if the other is in breach" */
} cl_guard;

/* Parts of a contract that a rule may be confined to: `applies: { parts: [annex] }`. */
typedef enum cl_part {
    CL_PART_BODY = 1u << 0,
    CL_PART_ANNEX = 1u << 1,
    CL_PART_RECITALS = 1u << 2,
    CL_PART_DEFINITIONS = 1u << 3,
} cl_part;

/* A named pattern: any of its phrases. */
typedef struct cl_named {
    const char *name;
    cl_phrase *phrases;
    size_t count;
    unsigned guards_off; /* cl_guard bits of the rule that do not hold for it */
    bool used;           /* an expression or a kind names it */
    cl_place place;
    uint32_t index; /* number of its first phrase in the ruleset: set when that is complete */
} cl_named;

/* `a within 5 words of b` in an expression, see cl_distance. */
typedef struct cl_rule_distance {
    const char *name;     /* as written */
    uint32_t left, right; /* patterns */
    unsigned words;
    int order;
} cl_rule_distance;

/* How far a capture is looked for. */
typedef enum cl_capture_reach {
    CL_CAPTURE_CLAUSE,   /* the sentence, the next one, the clause */
    CL_CAPTURE_DOCUMENT, /* and then the other clauses */
    CL_CAPTURE_SENTENCE, /* the sentence only, with the lead-ins of an item */
} cl_capture_reach;

/* A capture: phrases with one bound hole each, tried in order. */
typedef struct cl_capture {
    const char *name;
    cl_phrase *phrases;
    size_t count;
    size_t near_count; /* the first of them; the others are looked for in other clauses only */
    cl_capture_reach reach;
    const char *unit; /* of a number that stands without one; NULL: it is a mere number */
    cl_quantity_kind unit_kind;
    bool used;      /* something names it */
    uint32_t index; /* number of its first phrase in the ruleset */
    cl_place place;
} cl_capture;

typedef struct cl_param {
    const char *name;
    cl_quantity value;
    const char *text; /* as written: for messages */
    bool used;        /* something names it */
    cl_place place;
} cl_param;

typedef struct cl_escalation {
    cl_expression *when;
    bool has_severity;
    cl_severity severity, base; /* base: the rule's own, whatever the user made of that */
    const char *message;        /* or NULL */
} cl_escalation;

/* A negotiating position, from what we would like to what we refuse. */
typedef enum cl_rung_name {
    CL_RUNG_PREFERRED,
    CL_RUNG_FALLBACK,
    CL_RUNG_UNACCEPTABLE,
    CL_RUNGS
} cl_rung_name;
extern const char *const cl_rung_names[]; /* NULL-terminated, in order */

typedef struct cl_rung {
    const char *text;    /* NULL: the ladder has no such rung */
    cl_expression *when; /* the clause stands here if it holds; NULL: if no other rung does */
    bool has_severity;
    cl_severity severity;
} cl_rung;

/* The money (or the hours, or the share) behind a finding. */
typedef struct cl_exposure {
    cl_expression *when; /* told only where it holds; NULL: always */
    cl_sum *sum;
    const char *say;
} cl_exposure;

typedef struct cl_example {
    const char *text;
    bool has_severity; /* one of its findings must have this */
    cl_severity severity;
    const char *message; /* and this; NULL: any */
    cl_place place;
} cl_example;

typedef struct cl_kind cl_kind; /* rules/kind.h */

typedef struct cl_rule {
    const char *id, *pack, *title, *category;
    cl_place place;
    cl_severity severity;
    cl_side harms;            /* CL_SIDE_NONE: either */
    const char *const *types; /* NULL-terminated; NULL: every type */
    cl_place types_place;
    bool unsure_off; /* not for contracts whose type could not be told */
    unsigned sides;  /* a bit for each cl_side it is meant for; 0: every side */
    unsigned parts;  /* cl_part bits; 0: wherever the guards allow */
    cl_scope scope;
    cl_list list;
    unsigned guards; /* cl_guard bits that are on */
    cl_named *patterns;
    size_t pattern_count;
    cl_rule_distance *distances; /* their slots in expressions follow those of the patterns */
    size_t distance_count, distance_capacity;
    const cl_expression *conditions[3]; /* by cl_confidence; NULL where absent */
    cl_named *unless; /* NULL or the evidence against, judged in the segment of the match */
    cl_named *under, *not_under;    /* headings: NULL or phrases */
    const cl_expression *near;      /* must stand near the match; NULL if nothing must */
    const cl_expression *elsewhere; /* a cure anywhere in the document; NULL if none */
    const cl_expression *when;      /* on the whole document, else nothing is raised; or NULL */
    cl_capture *captures;
    size_t capture_count;
    cl_param *params;
    size_t param_count;
    cl_escalation *escalations;
    size_t escalation_count;
    cl_rung ladder[CL_RUNGS];
    const char *owner;      /* who decides about a fallback; NULL if nobody is named */
    cl_exposure *exposures; /* the first whose numbers are all known is told */
    size_t exposure_count;
    const char *message, *why, *ask, *fallback;
    const char *fine; /* what can be said when nothing is to object to; NULL: nothing */
    const char *const
        *replaces; /* ids whose findings on the same clause need not be told; or NULL */
    const char *const *references; /* NULL-terminated or NULL */
    cl_example *flags, *passes;
    size_t flag_count, pass_count;
    bool off;
    bool severity_fixed; /* by the user: nothing escalates it */
    bool support; /* of a pack that was not asked for: kept because another rule asks for it */
    cl_expression **expressions; /* all that were read for it */
    size_t expression_count, expression_capacity;
    uint32_t *asks; /* numbers of the rules that its expressions ask for */
    size_t ask_count, ask_capacity;
    const cl_kind *kind;
    const void *own; /* the kind's own keys, as its `read` returned them */
} cl_rule;

#endif
