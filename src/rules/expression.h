/* SPDX-License-Identifier: MIT
 *
 * One-line conditions: `renews and not mutual`, `2 of (a, b, c)`, `heading(restraint)`,
 * `prev(limit)`, `next(x)`, `near(x, 2)`, `a within 5 words of b`, `notice > max_notice`,
 * `cap < 100000 USD`, `found(notice)`, `redacted(notice)`, `rule(other-rule)`,
 * `type(saas)`. Names are patterns, captures or params; the evaluator asks for their truth or value
 * through cl_expression_source.
 */
#ifndef CL_RULES_EXPRESSION_H
#define CL_RULES_EXPRESSION_H

#include "base/error.h"
#include "contract/quantity.h"

typedef struct cl_expression cl_expression;

/* Where a pattern is looked for. */
enum {
    CL_WHERE_BEFORE = -1, /* the sentence before */
    CL_WHERE_HERE = 0,
    CL_WHERE_AFTER = 1,
    CL_WHERE_HEADING = 'h', /* headings above */
    CL_WHERE_NEAR = 256,    /* plus the number of sentences on either side */
    CL_NEAR_MAX = 20,
};

/* `left within WORDS words of right`: the matches of one pattern that stand so near to one of
 * another. Its name, which is what was written, is bound to a slot like that of a pattern. */
typedef struct cl_distance {
    const char *name, *left, *right;
    unsigned words;
    int order; /* -1: left must come before right; 1: after; 0: either */
} cl_distance;

typedef struct cl_expression_source {
    void *context;
    /* Truth of a pattern; `slot` is what cl_expression_bind gave its name, else -1. */
    bool (*holds)(void *context, const char *name, int slot, int where);
    /* Value of a capture or param; false when it was not found. */
    bool (*value)(void *context, const char *name, cl_quantity *out);
    /* Has the rule with this number raised anything here? */
    bool (*raised)(void *context, int slot);
    /* Is the contract of this kind? */
    bool (*is_type)(void *context, const char *type);
} cl_expression_source;

cl_status cl_expression_parse(cl_arena *arena, const char *text, cl_place place,
                              cl_expression **out, cl_error *error); /* id "condition-syntax" */
/* The parts of `a or b or c`, else NULL. */
const cl_expression *const *cl_expression_alternatives(const cl_expression *expression,
                                                       size_t *count);
/* As written. */
const char *cl_expression_text(const cl_expression *expression);
/* A comparison with a value that is missing, redacted or not comparable is false. */
bool cl_expression_holds(const cl_expression *expression, const cl_expression_source *source);
/* Of `a and b and c` that does not hold: the first part that does not; else empty. */
cl_text cl_expression_obstacle(const cl_expression *expression, const cl_expression_source *source);
/* Names of patterns → numbers, so that they are not compared again and again. `slot_of` returns -1
 * for a name it does not know. */
void cl_expression_bind(cl_expression *expression,
                        int (*slot_of)(const void *context, const char *name), const void *context);
/* The same for the names of rules. */
void cl_expression_bind_rules(cl_expression *expression,
                              int (*slot_of)(void *context, const char *name), void *context);
/* False when it cannot hold whatever the patterns that may match do: `may` is asked for each of
 * them. Costs no matching. */
bool cl_expression_possible(const cl_expression *expression,
                            bool (*may)(const void *context, int slot), const void *context);
/* The cheapest set of patterns one of which must match if it holds: their slots are set in `in`.
 * `costs` by slot. Returns the cost, SIZE_MAX when there is no such set. */
size_t cl_expression_cover(const cl_expression *expression, const size_t *costs, bool *in);
/* All names in it, for checking that they exist: `kind` 'p' in a pattern position (also inside
 * heading(), prev(), next(), near()), 'v' in a value position, 'r' in rule(), 't' in type(); 'd' is
 * the name of a distance, followed by its patterns as 'e'. `visit` returns false to stop. */
void cl_expression_names(const cl_expression *expression,
                         bool (*visit)(void *context, const char *name, char kind), void *context);
/* The same of a condition that holds, without the alternatives of an "or" that do not, and without
 * what is denied. */
void cl_expression_true_names(const cl_expression *expression, const cl_expression_source *source,
                              bool (*visit)(void *context, const char *name, char kind),
                              void *context);
/* All comparisons in it: each side is a name, or NULL and a quantity. */
void cl_expression_comparisons(const cl_expression *expression,
                               void (*visit)(void *context, const char *const names[2],
                                             const cl_quantity *const quantities[2]),
                               void *context);
/* All distances in it. */
void cl_expression_distances(const cl_expression *expression,
                             void (*visit)(void *context, const cl_distance *distance),
                             void *context);
/* Can it hold with some pattern of it matching? "`a and not a`" cannot, nor can "`not a`". What is
 * not a pattern counts as free. True when there are too many names to tell. */
bool cl_expression_satisfiable(const cl_expression *expression);

#endif
