/* SPDX-License-Identifier: MIT */
#include "rules/expression.h"

#include <string.h>

#include "rules/expression_ast.h"

enum { ATOMS_MAX = 12 }; /* names that cl_expression_satisfiable tries in all ways */

const cl_expression *const *cl_expression_alternatives(const cl_expression *expression,
                                                       size_t *count) {
    *count = expression->kind == CL_EXPR_OR ? expression->count : 0;
    return *count ? (const cl_expression *const *)expression->parts : NULL;
}

const char *cl_expression_text(const cl_expression *expression) {
    return expression->text;
}

static bool get_value(const cl_operand *side, const cl_expression_source *source,
                      cl_quantity *out) {
    *out = side->quantity;
    return !side->name || source->value(source->context, side->name, out);
}

static bool compare(const cl_expression *expression, const cl_expression_source *source) {
    cl_quantity left, right;
    int order;
    if (!get_value(&expression->sides[0], source, &left) ||
        !get_value(&expression->sides[1], source, &right) ||
        !cl_quantity_compare(&left, &right, &order))
        return false;
    switch (expression->relation) {
    case CL_EXPR_LESS:
        return order < 0;
    case CL_EXPR_LESS_EQUAL:
        return order <= 0;
    case CL_EXPR_GREATER:
        return order > 0;
    case CL_EXPR_GREATER_EQUAL:
        return order >= 0;
    case CL_EXPR_EQUAL:
        return order == 0;
    case CL_EXPR_NOT_EQUAL:
        return order != 0;
    }
    return false;
}

static size_t parts_needed(const cl_expression *expression) {
    return expression->kind == CL_EXPR_AND  ? expression->count
           : expression->kind == CL_EXPR_OR ? 1
                                            : expression->number;
}

bool cl_expression_holds(const cl_expression *expression, const cl_expression_source *source) {
    cl_quantity quantity;
    size_t needed = parts_needed(expression);
    switch (expression->kind) {
    case CL_EXPR_NAME:
        return source->holds(source->context, expression->name, expression->slot,
                             expression->where);
    case CL_EXPR_FOUND:
        return source->value(source->context, expression->name, &quantity);
    case CL_EXPR_REDACTED:
        return source->value(source->context, expression->name, &quantity) && quantity.redacted;
    case CL_EXPR_COMPARE:
        return compare(expression, source);
    case CL_EXPR_RULE:
        return expression->slot >= 0 && source->raised(source->context, expression->slot);
    case CL_EXPR_TYPE:
        return source->is_type(source->context, expression->name);
    case CL_EXPR_NOT:
        return !cl_expression_holds(expression->parts[0], source);
    case CL_EXPR_AND:
    case CL_EXPR_OR:
    case CL_EXPR_AT_LEAST:
        for (size_t i = 0; needed && i < expression->count; i++) {
            needed -= cl_expression_holds(expression->parts[i], source);
            if (needed > expression->count - i - 1)
                return false; /* no longer possible; what would follow need not be looked for */
        }
        return !needed;
    }
    return false;
}

cl_text cl_expression_obstacle(const cl_expression *expression,
                               const cl_expression_source *source) {
    for (size_t i = 0; expression->kind == CL_EXPR_AND && i < expression->count; i++)
        if (!cl_expression_holds(expression->parts[i], source))
            return expression->parts[i]->part;
    return (cl_text){"", 0};
}

static bool visit_names(const cl_expression *expression,
                        bool (*visit)(void *context, const char *name, char kind), void *context) {
    const cl_distance *distance = expression->distance;
    char kind = distance                           ? 'd'
                : expression->kind == CL_EXPR_NAME ? 'p'
                : expression->kind == CL_EXPR_RULE ? 'r'
                : expression->kind == CL_EXPR_TYPE ? 't'
                                                   : 'v';
    if (expression->name && !visit(context, expression->name, kind))
        return false;
    if (distance && !(visit(context, distance->left, 'e') && visit(context, distance->right, 'e')))
        return false;
    for (int i = 0; expression->sides && i < 2; i++)
        if (expression->sides[i].name && !visit(context, expression->sides[i].name, 'v'))
            return false;
    for (size_t i = 0; i < expression->count; i++)
        if (!visit_names(expression->parts[i], visit, context))
            return false;
    return true;
}

void cl_expression_names(const cl_expression *expression,
                         bool (*visit)(void *context, const char *name, char kind), void *context) {
    visit_names(expression, visit, context);
}

static bool visit_true_names(const cl_expression *expression, const cl_expression_source *source,
                             bool (*visit)(void *context, const char *name, char kind),
                             void *context) {
    bool either = expression->kind == CL_EXPR_OR || expression->kind == CL_EXPR_AT_LEAST;
    if (expression->kind == CL_EXPR_NOT)
        return true;
    if (!either && expression->kind != CL_EXPR_AND)
        return visit_names(expression, visit, context);
    for (size_t i = 0; i < expression->count; i++)
        if ((!either || cl_expression_holds(expression->parts[i], source)) &&
            !visit_true_names(expression->parts[i], source, visit, context))
            return false;
    return true;
}

void cl_expression_true_names(const cl_expression *expression, const cl_expression_source *source,
                              bool (*visit)(void *context, const char *name, char kind),
                              void *context) {
    visit_true_names(expression, source, visit, context);
}

void cl_expression_comparisons(const cl_expression *expression,
                               void (*visit)(void *context, const char *const names[2],
                                             const cl_quantity *const quantities[2]),
                               void *context) {
    if (expression->kind == CL_EXPR_COMPARE) {
        const cl_operand *sides = expression->sides;
        visit(context, (const char *const[2]){sides[0].name, sides[1].name},
              (const cl_quantity *const[2]){&sides[0].quantity, &sides[1].quantity});
    }
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_comparisons(expression->parts[i], visit, context);
}

void cl_expression_distances(const cl_expression *expression,
                             void (*visit)(void *context, const cl_distance *distance),
                             void *context) {
    if (expression->distance)
        visit(context, expression->distance);
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_distances(expression->parts[i], visit, context);
}

/* Can it hold? Each name is tried as true and as false. */

typedef struct atom {
    const char *name;
    int where;
    bool value;
} atom;

typedef struct trial {
    atom atoms[ATOMS_MAX];
    size_t count;
} trial;

static atom *atom_of(trial *t, const cl_expression *at) {
    for (size_t i = 0; i < t->count; i++)
        if (t->atoms[i].where == at->where && !strcmp(t->atoms[i].name, at->name))
            return &t->atoms[i];
    return NULL;
}

/* False when there are too many. */
static bool collect_atoms(trial *t, const cl_expression *at) {
    if (at->kind == CL_EXPR_NAME && !atom_of(t, at)) {
        if (t->count == ATOMS_MAX)
            return false;
        t->atoms[t->count++] = (atom){at->name, at->where, false};
    }
    for (size_t i = 0; i < at->count; i++)
        if (!collect_atoms(t, at->parts[i]))
            return false;
    return true;
}

/* Whether it can become `wanted` with the atoms as they are. */
static bool can_be(trial *t, const cl_expression *at, bool wanted) {
    size_t can = 0;
    switch (at->kind) {
    case CL_EXPR_NAME: {
        const atom *found = atom_of(t, at);
        return found && found->value == wanted;
    }
    case CL_EXPR_NOT:
        return can_be(t, at->parts[0], !wanted);
    case CL_EXPR_AND:
    case CL_EXPR_OR:
    case CL_EXPR_AT_LEAST:
        for (size_t i = 0; i < at->count; i++)
            can += can_be(t, at->parts[i], wanted);
        return wanted ? can >= parts_needed(at) : can > at->count - parts_needed(at);
    default:
        return true;
    }
}

bool cl_expression_satisfiable(const cl_expression *expression) {
    trial t = {.count = 0};
    if (!collect_atoms(&t, expression) || !t.count)
        return true;
    for (unsigned values = 1; values < 1u << t.count; values++) {
        for (size_t i = 0; i < t.count; i++)
            t.atoms[i].value = values >> i & 1;
        if (can_be(&t, expression, true))
            return true;
    }
    return false;
}

void cl_expression_bind(cl_expression *expression,
                        int (*slot_of)(const void *context, const char *name),
                        const void *context) {
    if (expression->kind == CL_EXPR_NAME)
        expression->slot = slot_of(context, expression->name);
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_bind(expression->parts[i], slot_of, context);
}

bool cl_expression_possible(const cl_expression *expression,
                            bool (*may)(const void *context, int slot), const void *context) {
    switch (expression->kind) {
    case CL_EXPR_NAME:
        return expression->where || expression->slot < 0 || may(context, expression->slot);
    case CL_EXPR_AND:
    case CL_EXPR_OR:
    case CL_EXPR_AT_LEAST: {
        size_t needed = parts_needed(expression);
        for (size_t i = 0; needed && i < expression->count; i++) {
            needed -= cl_expression_possible(expression->parts[i], may, context);
            if (needed > expression->count - i - 1)
                return false;
        }
        return !needed;
    }
    default:
        return true;
    }
}

void cl_expression_bind_rules(cl_expression *expression,
                              int (*slot_of)(void *context, const char *name), void *context) {
    if (expression->kind == CL_EXPR_RULE)
        expression->slot = slot_of(context, expression->name);
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_bind_rules(expression->parts[i], slot_of, context);
}

static size_t add_costs(size_t a, size_t b) {
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

/* Of parts k of which must hold, all but k - 1 are enough: one of them must. For CL_EXPR_AND that
 * is one part, for CL_EXPR_OR all. */
static size_t cover_parts(const cl_expression *expression, const size_t *costs, bool *in) {
    size_t take = expression->count + 1 - parts_needed(expression), total = 0;
    bool taken[CL_EXPRESSION_PARTS] = {false};
    for (; take; take--) {
        size_t best = SIZE_MAX, at = 0;
        for (size_t i = 0; i < expression->count; i++) {
            size_t cost =
                taken[i] ? SIZE_MAX : cl_expression_cover(expression->parts[i], costs, NULL);
            if (cost < best) {
                best = cost;
                at = i;
            }
        }
        if (best == SIZE_MAX)
            return SIZE_MAX;
        taken[at] = true;
        total = add_costs(total, best);
    }
    for (size_t i = 0; in && i < expression->count; i++)
        if (taken[i])
            cl_expression_cover(expression->parts[i], costs, in);
    return total;
}

size_t cl_expression_cover(const cl_expression *expression, const size_t *costs, bool *in) {
    switch (expression->kind) {
    case CL_EXPR_NAME:
        if (expression->where || expression->slot < 0)
            return SIZE_MAX;
        if (in)
            in[expression->slot] = true;
        return costs[expression->slot];
    case CL_EXPR_AND:
    case CL_EXPR_OR:
    case CL_EXPR_AT_LEAST:
        return cover_parts(expression, costs, in);
    default:
        return SIZE_MAX;
    }
}
