/* SPDX-License-Identifier: MIT
 *
 * What we noticed: rule, place, message. Lives in the document's arena; borrows rule and contract.
 */
#ifndef CL_RULES_FINDING_H
#define CL_RULES_FINDING_H

#include "rules/rule.h"

typedef struct cl_captured {
    const char *name;
    cl_text text;
    const char *unit; /* that the rule adds to a bare number; or NULL */
    bool has_value;
    cl_quantity value;
} cl_captured;

/* A stretch of a block. */
typedef struct cl_location {
    uint32_t block; /* CL_NONE: nowhere */
    cl_span span;   /* in the block's matching text */
    uint32_t section;
    uint32_t sentence; /* CL_NONE if none */
    const char *note;  /* for related places: "the other party's right"; may be NULL */
} cl_location;

/* Why a finding does not count: somebody has accepted it, or it is not new. */
typedef struct cl_waiver {
    const char *kind;         /* "waiver", "ignore", "comment" or "baseline" */
    const char *reason, *who; /* NULL: not given */
    const char *until;        /* "2027-01-31"; NULL: without end */
} cl_waiver;

typedef struct cl_finding {
    const cl_rule *rule;
    cl_severity severity; /* after escalation and overrides */
    cl_confidence confidence;
    const char *message;  /* filled in */
    bool missing;         /* says that something is absent */
    cl_location place;    /* the sentence's own part; up to the last of `more` */
    cl_location match;    /* the words that matched, inside or (lead-in) outside `place` */
    const uint32_t *more; /* further sentences of the paragraph of which the same is true */
    size_t more_count;
    const cl_location *related;
    size_t related_count;
    const cl_captured *captures;
    size_t capture_count;
    int rung;                   /* cl_rung_name: where the clause stands; -1: not known */
    const char *exposure;       /* what it may cost, with the sum shown; NULL: not known */
    cl_quantity sum;            /* of the exposure */
    const cl_waiver *waiver;    /* NULL: it counts */
    const cl_rule *replaced_by; /* says the same of the same clause, and better; NULL: it counts */
    bool lapsed;                /* it was accepted once, and no longer: it counts, new or not */
    bool inserted;              /* stands in a tracked insertion */
    cl_text
        listed; /* the names of several things it is about: with another it is another finding */
    bool exact; /* about the words of `match`: a sentence may hold several */
} cl_finding;

typedef struct cl_findings {
    cl_finding *items;
    size_t count, capacity;
    cl_finding *fine; /* clauses that are as we want them, of rules that can say so */
    size_t fine_count, fine_capacity;
    cl_notices notices;        /* e.g. "pattern-limit", "holder-unknown" */
    const char *type_evidence; /* why the contract is of its type, or of none; NULL: it was told */
} cl_findings;

#endif
