/* SPDX-License-Identifier: MIT */
#include "rules/sum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { DEPTH_MAX = 32 };

typedef enum sum_kind {
    LITERAL,
    NAME,
    YEARS,
    MONTHS,
    DAYS,
    SHARE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
} sum_kind;

struct cl_sum {
    sum_kind kind;
    double number;
    const char *name;
    cl_sum *left, *right; /* of YEARS … SHARE only left */
};

typedef struct parser {
    cl_arena *arena;
    const char *text, *at;
    cl_place place;
    unsigned depth;
    cl_error *error;
} parser;

static cl_sum *fail(parser *p, const char *reason) {
    cl_place place = p->place;
    if (place.column)
        place.column += (uint32_t)(p->at - p->text);
    cl_error_set(p->error, CL_ERROR_SYNTAX, "sum-syntax", place, "%s in the sum \"%.200s\".",
                 reason, p->text);
    return NULL;
}

static int peek(parser *p) {
    while (*p->at == ' ')
        p->at++;
    return (unsigned char)*p->at;
}

static cl_sum *node(parser *p, sum_kind kind, cl_sum *left, cl_sum *right) {
    cl_sum *sum = CL_NEW(p->arena, cl_sum);
    *sum = (cl_sum){.kind = kind, .left = left, .right = right};
    return sum;
}

static cl_sum *parse_terms(parser *p);

static cl_sum *parse_bracket(parser *p) {
    p->at++;
    cl_sum *inner = parse_terms(p);
    if (inner && peek(p) != ')')
        return fail(p, "\")\" is missing");
    p->at++;
    return inner;
}

static cl_sum *parse_name(parser *p) {
    static const char *const functions[] = {"years", "months", "days", "share"};
    size_t length = 0;
    while (cl_is_alnum((unsigned char)p->at[length]) || p->at[length] == '_' ||
           p->at[length] == '-')
        length++;
    const char *name = cl_arena_copy(p->arena, p->at, length);
    p->at += length;
    if (peek(p) != '(') {
        cl_sum *sum = node(p, NAME, NULL, NULL);
        sum->name = name;
        return sum;
    }
    for (size_t i = 0; i < 4; i++)
        if (!strcmp(name, functions[i])) {
            cl_sum *inner = parse_bracket(p);
            return inner ? node(p, (sum_kind)(YEARS + i), inner, NULL) : NULL;
        }
    return fail(p, "There is no such function (there are years, months, days and share)");
}

static cl_sum *parse_factor(parser *p) {
    int c = peek(p);
    if (c == '(')
        return parse_bracket(p);
    if (cl_is_alpha(c) || c == '_')
        return parse_name(p);
    if (!cl_is_digit(c))
        return fail(p, "A name or a number is missing");
    char *end;
    cl_sum *sum = node(p, LITERAL, NULL, NULL);
    sum->number = strtod(p->at, &end);
    p->at = end;
    return sum;
}

static cl_sum *parse_product(parser *p) {
    cl_sum *sum = parse_factor(p);
    for (int c; sum && ((c = peek(p)) == '*' || c == '/');) {
        p->at++;
        cl_sum *right = parse_factor(p);
        sum = right ? node(p, c == '*' ? MULTIPLY : DIVIDE, sum, right) : NULL;
    }
    return sum;
}

static cl_sum *parse_terms(parser *p) {
    if (++p->depth > DEPTH_MAX)
        return fail(p, "Brackets are nested too deeply");
    cl_sum *sum = parse_product(p);
    for (int c; sum && ((c = peek(p)) == '+' || c == '-');) {
        p->at++;
        cl_sum *right = parse_product(p);
        sum = right ? node(p, c == '+' ? ADD : SUBTRACT, sum, right) : NULL;
    }
    p->depth--;
    return sum;
}

cl_status cl_sum_parse(cl_arena *arena, const char *text, cl_place place, cl_sum **out,
                       cl_error *error) {
    parser p = {arena, text, text, place, 0, error};
    cl_sum *sum = parse_terms(&p);
    if (sum && peek(&p))
        sum = fail(&p, "Something is left over");
    if (!sum)
        return CL_ERROR_SYNTAX;
    *out = sum;
    return CL_OK;
}

void cl_sum_names(const cl_sum *sum, bool (*visit)(void *context, const char *name),
                  void *context) {
    if (!sum)
        return;
    if (sum->kind == NAME && !visit(context, sum->name))
        return;
    cl_sum_names(sum->left, visit, context);
    cl_sum_names(sum->right, visit, context);
}

/* ---- values ---- */

static double months_of(const cl_quantity *duration) {
    if (!strncmp(duration->unit, "year", 4))
        return duration->value * 12;
    if (!strncmp(duration->unit, "month", 5))
        return duration->value;
    return duration->days * 12 / 365;
}

/* What stands in the contract, as something to reckon with: money or a number; a duration stays one
 * until a function makes a number of it. */
static bool from_contract(cl_quantity *quantity) {
    if (quantity->redacted)
        return false;
    switch (quantity->kind) {
    case CL_QUANTITY_MONEY:
    case CL_QUANTITY_NUMBER:
    case CL_QUANTITY_DURATION:
        return true;
    case CL_QUANTITY_PERCENT:
        quantity->value /= 100;
        quantity->kind = CL_QUANTITY_NUMBER;
        return true;
    case CL_QUANTITY_MULTIPLE:
        quantity->kind = CL_QUANTITY_NUMBER;
        return true;
    default:
        return false;
    }
}

static bool is_money(const cl_quantity *quantity) {
    return quantity->kind == CL_QUANTITY_MONEY;
}

/* Something to go on reckoning with. */
static bool from_sum(const cl_quantity *quantity) {
    return is_money(quantity) || quantity->kind == CL_QUANTITY_NUMBER;
}

static bool combine(sum_kind kind, const cl_quantity *a, const cl_quantity *b, cl_quantity *out) {
    if (!from_sum(a) || !from_sum(b))
        return false;
    *out = is_money(a) ? *a : *b;
    if (kind == ADD || kind == SUBTRACT) {
        if (a->kind != b->kind || (is_money(a) && strcmp(a->unit, b->unit) != 0))
            return false;
        out->value = kind == ADD ? a->value + b->value : a->value - b->value;
        return true;
    }
    if (kind == MULTIPLY) {
        out->value = a->value * b->value;
        return !(is_money(a) && is_money(b));
    }
    if (is_money(b) && (!is_money(a) || strcmp(a->unit, b->unit) != 0))
        return false;
    if (is_money(a) && is_money(b))
        *out = (cl_quantity){.kind = CL_QUANTITY_NUMBER};
    out->value = b->value != 0 ? a->value / b->value : 0;
    return b->value != 0;
}

bool cl_sum_value(const cl_sum *sum,
                  bool (*value)(void *context, const char *name, cl_quantity *out), void *context,
                  cl_quantity *out) {
    cl_quantity left, right;
    switch (sum->kind) {
    case LITERAL:
        *out = (cl_quantity){.kind = CL_QUANTITY_NUMBER, .value = sum->number};
        return true;
    case NAME:
        return value(context, sum->name, out) && from_contract(out);
    case YEARS:
    case MONTHS:
    case DAYS:
        if (!cl_sum_value(sum->left, value, context, &left) || left.kind != CL_QUANTITY_DURATION)
            return false;
        *out = (cl_quantity){.kind = CL_QUANTITY_NUMBER};
        out->value = sum->kind == DAYS     ? left.days
                     : sum->kind == MONTHS ? months_of(&left)
                                           : months_of(&left) / 12;
        return true;
    case SHARE:
        if (!cl_sum_value(sum->left, value, context, out) || out->kind != CL_QUANTITY_NUMBER)
            return false;
        out->kind = CL_QUANTITY_PERCENT;
        out->value *= 100;
        return true;
    default:
        return cl_sum_value(sum->left, value, context, &left) &&
               cl_sum_value(sum->right, value, context, &right) &&
               combine(sum->kind, &left, &right, out) && fabs(out->value) < 1e15;
    }
}

/* At most so many places, none when it is whole. */
static void put_number(double value, int places, bool cents, cl_buffer *out) {
    double amount = fabs(value);
    bool whole = fabs(amount - floor(amount + 0.5)) < (cents || places > 1 ? 0.005 : 0.05);
    char digits[64];
    snprintf(digits, sizeof digits, "%.*f", whole ? 0 : places, amount);
    size_t last = strlen(digits);
    if (!whole && !cents && digits[last - 1] == '0')
        digits[last - 1] = '\0'; /* 14.4, but 14.40 dollars */
    size_t length = strcspn(digits, ".");
    if (value < 0)
        cl_buffer_add_char(out, '-');
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            cl_buffer_add_char(out, ',');
        cl_buffer_add_char(out, digits[i]);
    }
    cl_buffer_add_string(out, digits + length);
}

static void put_value(const cl_quantity *value, cl_buffer *out) {
    if (is_money(value) && value->unit[0])
        cl_buffer_printf(out, "%s ", value->unit);
    put_number(value->value, value->kind == CL_QUANTITY_PERCENT ? 1 : 2, is_money(value), out);
    if (value->kind == CL_QUANTITY_PERCENT)
        cl_buffer_add_string(out, " %");
}

static const char *keep(cl_arena *arena, cl_buffer *out) {
    const char *text = cl_arena_copy(arena, out->length ? out->bytes : "", out->length);
    cl_buffer_release(out);
    return text;
}

const char *cl_sum_write(cl_arena *arena, const cl_quantity *value) {
    cl_buffer out = {0};
    put_value(value, &out);
    return keep(arena, &out);
}

typedef struct showing {
    bool (*value)(void *context, const char *name, cl_quantity *out);
    void *context;
    cl_buffer *out;
} showing;

static int binding(sum_kind kind) {
    return kind == ADD || kind == SUBTRACT ? 1 : kind == MULTIPLY || kind == DIVIDE ? 2 : 3;
}

/* Percentages as they stand in the contract, everything else as a number or as money. */
static void show_leaf(const showing *s, const cl_sum *sum) {
    cl_quantity value;
    if (sum->kind == NAME && s->value(s->context, sum->name, &value) &&
        value.kind == CL_QUANTITY_PERCENT)
        put_value(&value, s->out);
    else if (cl_sum_value(sum, s->value, s->context, &value))
        put_value(&value, s->out);
}

static void show(const showing *s, const cl_sum *sum, int outer) {
    static const char *const signs[] = {
        [ADD] = " + ", [SUBTRACT] = " \xE2\x88\x92 ", [MULTIPLY] = " \xC3\x97 ", [DIVIDE] = " / "};
    int here = binding(sum->kind);
    if (sum->kind == SHARE) {
        show(s, sum->left, outer);
        return;
    }
    if (here == 3) {
        show_leaf(s, sum);
        return;
    }
    if (here < outer)
        cl_buffer_add_char(s->out, '(');
    show(s, sum->left, here);
    cl_buffer_add_string(s->out, signs[sum->kind]);
    show(s, sum->right, sum->kind == SUBTRACT || sum->kind == DIVIDE ? here + 1 : here);
    if (here < outer)
        cl_buffer_add_char(s->out, ')');
}

const char *cl_sum_show(cl_arena *arena, const cl_sum *sum,
                        bool (*value)(void *context, const char *name, cl_quantity *out),
                        void *context) {
    cl_buffer out = {0};
    showing s = {value, context, &out};
    show(&s, sum, 0);
    return keep(arena, &out);
}
