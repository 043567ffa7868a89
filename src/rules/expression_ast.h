/* SPDX-License-Identifier: MIT
 *
 * A condition between its text and its truth. Private to rules/: expression_parse.c makes it,
 * expression.c judges it.
 */
#ifndef CL_RULES_EXPRESSION_AST_H
#define CL_RULES_EXPRESSION_AST_H

#include "base/text.h"
#include "rules/expression.h"

enum { CL_EXPRESSION_PARTS = 200 }; /* of one "and", "or" or "of" */

typedef enum cl_expression_kind {
    CL_EXPR_NAME,     /* holds(name, where) */
    CL_EXPR_FOUND,    /* found(value) */
    CL_EXPR_REDACTED, /* redacted(value) */
    CL_EXPR_RULE,     /* rule(id) */
    CL_EXPR_TYPE,     /* type(kind of contract) */
    CL_EXPR_COMPARE,
    CL_EXPR_NOT,
    CL_EXPR_AND,
    CL_EXPR_OR,
    CL_EXPR_AT_LEAST, /* `number` of the parts */
} cl_expression_kind;

typedef enum cl_relation {
    CL_EXPR_LESS,
    CL_EXPR_LESS_EQUAL,
    CL_EXPR_GREATER,
    CL_EXPR_GREATER_EQUAL,
    CL_EXPR_EQUAL,
    CL_EXPR_NOT_EQUAL
} cl_relation;

/* One side of a comparison: a name, or the quantity itself. */
typedef struct cl_operand {
    const char *name;
    cl_quantity quantity;
} cl_operand;

struct cl_expression {
    cl_expression_kind kind;
    const char *text; /* of the whole, as written */
    cl_text part;     /* of a part, as written */
    const char *name;
    int slot; /* of the name; -1 until it is bound */
    int where;
    cl_distance *distance; /* of a CL_EXPR_NAME that is one */
    cl_operand *sides;     /* the two of a CL_EXPR_COMPARE */
    cl_relation relation;
    unsigned number;
    cl_expression **parts;
    size_t count, capacity;
};

#endif
