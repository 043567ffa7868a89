/* SPDX-License-Identifier: MIT
 *
 * Analyses of how a contract is drafted, for rules of kind `check`. Each looks at the whole
 * contract and hands over flaws; severity and words are the rule's. An analysis speaks only where
 * the reader is sure: what it cannot decide becomes a notice or nothing. Adding one: a file here, a
 * row in drafting.c, a line in files.cmake, a rule in rules/drafting/, its part of
 * docs/packs/drafting.md. Private to rules/.
 */
#ifndef CL_RULES_DRAFTING_H
#define CL_RULES_DRAFTING_H

#include "rules/judge.h"

/* Where a block stands. */
typedef enum cl_zone {
    CL_ZONE_OTHER, /* contents, page furniture, hidden text: never looked at */
    CL_ZONE_SIGNATURES,
    CL_ZONE_ANNEX,
    CL_ZONE_BODY, /* preamble and recitals too */
} cl_zone;

/* A word that begins with a capital, not in CL_ZONE_OTHER; ALL CAPITALS included. */
typedef struct cl_capital {
    uint32_t block;
    uint32_t start, end; /* in the block's text */
} cl_capital;

/* Bytes of which a block holds at least one. */
typedef enum cl_marks {
    CL_MARK_CAPITAL = 1u << 0,
    CL_MARK_SQUARE = 1u << 1, /* [ */
    CL_MARK_FIELD = 1u << 2,  /* { < $ */
    CL_MARK_LINE = 1u << 3,   /* _ */
    CL_MARK_ROUND = 1u << 4,  /* ( */
    CL_MARK_SLASH = 1u << 5,  /* / */
    CL_MARK_STAR = 1u << 6,   /* * */
} cl_marks;

/* A date whose month is a word. */
typedef struct cl_dated {
    uint32_t block;
    cl_span span;
    int year, month, day; /* 0: not given */
} cl_dated;

/* What the analyses share; made when one first asks. */
typedef struct cl_drafting {
    unsigned char *zones;       /* cl_zone by block */
    unsigned char *marks;       /* cl_marks by block; 0 in CL_ZONE_OTHER */
    uint32_t *first_sentence;   /* of each block: the first that owns words of it, or CL_NONE; NULL
                                   until a finding is placed */
    const cl_capital *capitals; /* in reading order */
    size_t capital_count;
    struct cl_terms *terms; /* term.h; NULL until asked for */
    cl_dated *dates;        /* NULL until asked for */
    size_t date_count;
    bool amends;   /* changes or adds to another agreement, whose sections it names */
    bool redacted; /* parts were taken out: an empty bracket may be one of them */
} cl_drafting;

/* What an analysis has found, before a rule words it. */
typedef struct cl_flaw {
    uint32_t block;         /* CL_NONE: the document as a whole */
    cl_span span;           /* in the block's text */
    cl_text text;           /* {text}; empty: the words at `span` */
    cl_text other;          /* {other}: what they conflict with */
    cl_text listed;         /* all that the flaw is about, if that is several things; or empty */
    bool once;              /* one in a sentence is enough */
    uint32_t related_block; /* if `related` is not NULL */
    cl_span related_span;
    const char *related; /* what stands at the related place */
} cl_flaw;

typedef struct cl_analysis {
    const char *name;
    void (*find)(const cl_evaluation *evaluation, const cl_rule *rule, cl_findings *findings);
} cl_analysis;

extern const cl_analysis *const cl_analyses[]; /* NULL-terminated */
extern const cl_analysis cl_analysis_placeholder, cl_analysis_annex, cl_analysis_form,
    cl_analysis_blank, cl_analysis_reference, cl_analysis_exhibit, cl_analysis_undefined,
    cl_analysis_unused, cl_analysis_twice, cl_analysis_case, cl_analysis_gap, cl_analysis_duplicate,
    cl_analysis_empty, cl_analysis_figures, cl_analysis_no_date, cl_analysis_inverted,
    cl_analysis_weekday, cl_analysis_party, cl_analysis_revisions, cl_analysis_comments;

const cl_drafting *cl_drafting_of(const cl_evaluation *evaluation);
/* Adds the finding, unless it stands in a part that is not looked at, the rule's `under`,
 * `not-under` or `unless` speaks against it, or the rule has said enough. */
void cl_drafting_raise(const cl_evaluation *evaluation, const cl_rule *rule, cl_findings *findings,
                       const cl_flaw *flaw);
/* A notice of an analysis that could not decide; `format` has a %s for the rule's id. */
void cl_drafting_unsure(const cl_evaluation *evaluation, const char *id, const char *format,
                        const char *rule);
/* The word of a text at a capital. */
cl_text cl_capital_word(const cl_evaluation *evaluation, const cl_capital *capital);

#endif
