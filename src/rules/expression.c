/* SPDX-License-Identifier: MIT */
#include "rules/expression.h"

#include <string.h>

#include "base/text.h"

enum { DEPTH_MAX = 64, PARTS_MAX = 200 };

typedef enum expression_kind {
    NAME,     /* holds(name, where) */
    FOUND,    /* found(value) */
    REDACTED, /* redacted(value) */
    RULE,     /* rule(id) */
    TYPE,     /* type(kind of contract) */
    COMPARE,
    NOT,
    AND,
    OR,
    AT_LEAST, /* `number` of the parts */
} expression_kind;

typedef enum relation { LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL } relation;

/* One side of a comparison: a name, or the quantity itself. */
typedef struct operand {
    const char *name;
    cl_quantity quantity;
} operand;

struct cl_expression {
    expression_kind kind;
    const char *text; /* of the whole, as written */
    const char *name;
    int slot; /* of the name; -1 until it is bound */
    int where;
    operand sides[2];
    relation relation;
    unsigned number;
    cl_expression **parts;
    size_t count, capacity;
};

typedef struct parser {
    cl_arena *arena;
    cl_text text;
    size_t at;
    cl_place place;
    unsigned depth;
    cl_error *error;
} parser;

static cl_expression *fail(parser *p, const char *reason) {
    cl_place place = p->place;
    if (place.column)
        place.column += (uint32_t)cl_text_code_points(cl_text_slice(p->text, 0, p->at));
    cl_error_set(p->error, CL_ERROR_SYNTAX, "condition-syntax", place,
                 "%s in the condition \"%.*s\".", reason,
                 (int)(p->text.length < 200 ? p->text.length : 200), p->text.bytes);
    return NULL;
}

static int peek(const parser *p) {
    return p->at < p->text.length ? (unsigned char)p->text.bytes[p->at] : 0;
}
static void skip_spaces(parser *p) {
    while (cl_is_space(peek(p)))
        p->at++;
}
static bool is_name_start(int c) {
    return cl_is_alpha(c) || c == '_';
}
static bool is_name_char(int c) {
    return cl_is_alnum(c) || c == '_' || c == '-';
}

/* Length of the name at `at`, 0 when there is none. */
static size_t name_length(const parser *p, size_t at) {
    size_t end = at;
    if (at < p->text.length && is_name_start((unsigned char)p->text.bytes[at]))
        while (end < p->text.length && is_name_char((unsigned char)p->text.bytes[end]))
            end++;
    return end - at;
}

static bool at_word(const parser *p, const char *word) {
    return cl_text_equal(cl_text_slice(p->text, p->at, p->at + name_length(p, p->at)),
                         cl_text_from(word));
}
static bool take_word(parser *p, const char *word) {
    skip_spaces(p);
    if (!at_word(p, word))
        return false;
    p->at += strlen(word);
    return true;
}
static bool take_char(parser *p, int c) {
    skip_spaces(p);
    if (peek(p) != c)
        return false;
    p->at++;
    return true;
}

static cl_expression *new_expression(parser *p, expression_kind kind) {
    cl_expression *expression = CL_NEW(p->arena, cl_expression);
    expression->kind = kind;
    expression->slot = -1;
    return expression;
}

static cl_expression *add_part(parser *p, cl_expression *whole, cl_expression *part) {
    if (!part)
        return NULL;
    if (whole->count == PARTS_MAX)
        return fail(p, "There are too many parts");
    whole->parts =
        cl_arena_grow(p->arena, whole->parts, whole->count, &whole->capacity, sizeof *whole->parts);
    whole->parts[whole->count++] = part;
    return whole;
}

static bool is_reserved(cl_text name) {
    return cl_text_equal(name, CL_TEXT("and")) || cl_text_equal(name, CL_TEXT("or")) ||
           cl_text_equal(name, CL_TEXT("not")) || cl_text_equal(name, CL_TEXT("of"));
}

/* Comparisons. */

static bool at_relation(const parser *p, size_t at) {
    return at < p->text.length && memchr("<>=!", p->text.bytes[at], 4);
}

/* End of the operand at `at`: a relation, "and", "or", ")", a comma that is not inside a number, or
 * the end. */
static size_t operand_end(const parser *p, size_t at) {
    while (at < p->text.length) {
        int c = (unsigned char)p->text.bytes[at];
        size_t length = name_length(p, at);
        cl_text word = cl_text_slice(p->text, at, at + length);
        if (c == ')' || c == '(' || at_relation(p, at) ||
            (length && (cl_text_equal(word, CL_TEXT("and")) || cl_text_equal(word, CL_TEXT("or")))))
            break;
        if (c == ',' &&
            !(at + 1 < p->text.length && cl_is_digit((unsigned char)p->text.bytes[at + 1])))
            break;
        if (length)
            at += length;
        else if (cl_is_digit(c))
            while (at < p->text.length && cl_is_alnum((unsigned char)p->text.bytes[at]))
                at++;
        else
            at++;
    }
    return at;
}

static bool parse_operand(parser *p, operand *out) {
    skip_spaces(p);
    size_t end = operand_end(p, p->at);
    cl_text text = cl_text_trim(cl_text_slice(p->text, p->at, end));
    if (!text.length)
        return fail(p, "A name or a quantity is missing") != NULL;
    *out = (operand){0};
    if (name_length(p, p->at) == text.length)
        out->name = cl_arena_copy(p->arena, text.bytes, text.length);
    else if (!cl_quantity_read(text, &out->quantity) || out->quantity.redacted)
        return fail(p, cl_arena_printf(p->arena,
                                       "\"%.*s\" is neither a name nor a quantity such as \"30 "
                                       "days\", \"10 %%\" or \"USD 100,000\"",
                                       (int)(text.length < 80 ? text.length : 80), text.bytes)) !=
               NULL;
    p->at = end;
    return true;
}

static bool parse_relation(parser *p, relation *out) {
    static const struct {
        const char *sign;
        relation relation;
    } signs[] = {{"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"==", EQUAL},
                 {"!=", NOT_EQUAL},  {"<", LESS},           {">", GREATER}};
    cl_text rest = cl_text_slice(p->text, p->at, p->text.length);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cl_text_starts(rest, signs[i].sign)) {
            *out = signs[i].relation;
            p->at += strlen(signs[i].sign);
            return true;
        }
    return fail(p, "Only <, <=, >, >=, == and != compare; there is another sign") != NULL;
}

static cl_expression *parse_comparison(parser *p) {
    cl_expression *expression = new_expression(p, COMPARE);
    if (!parse_operand(p, &expression->sides[0]) || !parse_relation(p, &expression->relation) ||
        !parse_operand(p, &expression->sides[1]))
        return NULL;
    if (at_relation(p, p->at))
        return fail(p, "Comparisons cannot be chained; join them with \"and\". There is a chain");
    return expression;
}

/* The rest. */

static cl_expression *parse_or(parser *p);

static cl_expression *parse_name(parser *p, expression_kind kind, int where) {
    skip_spaces(p);
    size_t length = name_length(p, p->at);
    cl_text name = cl_text_slice(p->text, p->at, p->at + length);
    if (!length || is_reserved(name))
        return fail(p, "A name is missing");
    cl_expression *expression = new_expression(p, kind);
    expression->name = cl_arena_copy(p->arena, name.bytes, name.length);
    expression->where = where;
    p->at += length;
    return expression;
}

/* heading(x), prev(x), next(x), rule(x), type(x), found(x), redacted(x); *known tells whether it
 * is one. */
static cl_expression *parse_function(parser *p, bool *known) {
    static const struct {
        const char *name;
        expression_kind kind;
        int where;
    } functions[] = {{"heading", NAME, 'h'}, {"prev", NAME, -1},  {"next", NAME, 1},
                     {"rule", RULE, 0},      {"type", TYPE, 0},   {"found", FOUND, 0},
                     {"redacted", REDACTED, 0}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        size_t start = p->at;
        if (!at_word(p, functions[i].name))
            continue;
        p->at += strlen(functions[i].name);
        if (!take_char(p, '(')) {
            p->at = start;
            break;
        }
        *known = true;
        cl_expression *expression = parse_name(p, functions[i].kind, functions[i].where);
        if (expression && !take_char(p, ')'))
            return fail(p, "\")\" is missing");
        return expression;
    }
    *known = false;
    return NULL;
}

/* `2 of (a, b and c, d)`; *known tells whether it is that. */
static cl_expression *parse_some(parser *p, bool *known) {
    size_t start = p->at;
    unsigned number = 0;
    while (cl_is_digit(peek(p)) && number < 10000)
        number = number * 10 + (unsigned)(p->text.bytes[p->at++] - '0');
    *known = p->at > start && take_word(p, "of");
    if (!*known) {
        p->at = start;
        return NULL;
    }
    if (!take_char(p, '('))
        return fail(p, "A list in brackets must follow \"of\"; it is missing");
    cl_expression *some = new_expression(p, AT_LEAST);
    do {
        if (!add_part(p, some, parse_or(p)))
            return NULL;
    } while (take_char(p, ','));
    if (!take_char(p, ')'))
        return fail(p, "\")\" is missing");
    if (!number || number > some->count)
        return fail(p, "The number before \"of\" must lie between 1 and the length of the list; "
                       "it does not");
    some->number = number;
    return some;
}

static cl_expression *parse_primary(parser *p) {
    bool known;
    cl_expression *expression;
    skip_spaces(p);
    if (!peek(p))
        return fail(p, "Something is missing at the end");
    if (take_char(p, '(')) {
        expression = parse_or(p);
        if (expression && !take_char(p, ')'))
            return fail(p, "\")\" is missing");
        return expression;
    }
    expression = parse_function(p, &known);
    if (!known)
        expression = parse_some(p, &known);
    if (known)
        return expression;
    if (at_relation(p, operand_end(p, p->at)))
        return parse_comparison(p);
    return parse_name(p, NAME, 0);
}

static cl_expression *parse_not(parser *p) {
    bool negated = false;
    while (take_word(p, "not"))
        negated = !negated;
    cl_expression *inner = parse_primary(p);
    return inner && negated ? add_part(p, new_expression(p, NOT), inner) : inner;
}

static cl_expression *parse_and(parser *p) {
    cl_expression *whole = parse_not(p);
    if (!whole || !take_word(p, "and"))
        return whole;
    whole = add_part(p, new_expression(p, AND), whole);
    do
        whole = add_part(p, whole, parse_not(p));
    while (whole && take_word(p, "and"));
    return whole;
}

static cl_expression *parse_or(parser *p) {
    if (++p->depth > DEPTH_MAX)
        return fail(p, "Brackets are nested too deeply");
    cl_expression *whole = parse_and(p);
    if (whole && take_word(p, "or")) {
        whole = add_part(p, new_expression(p, OR), whole);
        do
            whole = add_part(p, whole, parse_and(p));
        while (whole && take_word(p, "or"));
    }
    p->depth--;
    return whole;
}

cl_status cl_expression_parse(cl_arena *arena, const char *text, cl_place place,
                              cl_expression **out, cl_error *error) {
    parser p = {arena, cl_text_from(text), 0, place, 0, error};
    cl_expression *expression = parse_or(&p);
    if (!expression)
        return CL_ERROR_SYNTAX;
    skip_spaces(&p);
    if (p.at < p.text.length) {
        fail(&p, "\"and\" or \"or\" is missing, or something is left over,");
        return CL_ERROR_SYNTAX;
    }
    expression->text = text;
    *out = expression;
    return CL_OK;
}

const cl_expression *const *cl_expression_alternatives(const cl_expression *expression,
                                                       size_t *count) {
    *count = expression->kind == OR ? expression->count : 0;
    return *count ? (const cl_expression *const *)expression->parts : NULL;
}

const char *cl_expression_text(const cl_expression *expression) {
    return expression->text;
}

static bool get_value(const operand *side, const cl_expression_source *source, cl_quantity *out) {
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
    case LESS:
        return order < 0;
    case LESS_EQUAL:
        return order <= 0;
    case GREATER:
        return order > 0;
    case GREATER_EQUAL:
        return order >= 0;
    case EQUAL:
        return order == 0;
    case NOT_EQUAL:
        return order != 0;
    }
    return false;
}

static size_t parts_needed(const cl_expression *expression) {
    return expression->kind == AND  ? expression->count
           : expression->kind == OR ? 1
                                    : expression->number;
}

bool cl_expression_holds(const cl_expression *expression, const cl_expression_source *source) {
    cl_quantity quantity;
    size_t needed = parts_needed(expression);
    switch (expression->kind) {
    case NAME:
        return source->holds(source->context, expression->name, expression->slot,
                             expression->where);
    case FOUND:
        return source->value(source->context, expression->name, &quantity);
    case REDACTED:
        return source->value(source->context, expression->name, &quantity) && quantity.redacted;
    case COMPARE:
        return compare(expression, source);
    case RULE:
        return expression->slot >= 0 && source->raised(source->context, expression->slot);
    case TYPE:
        return source->is_type(source->context, expression->name);
    case NOT:
        return !cl_expression_holds(expression->parts[0], source);
    case AND:
    case OR:
    case AT_LEAST:
        for (size_t i = 0; needed && i < expression->count; i++) {
            needed -= cl_expression_holds(expression->parts[i], source);
            if (needed > expression->count - i - 1)
                return false; /* no longer possible; what would follow need not be looked for */
        }
        return !needed;
    }
    return false;
}

static bool visit_names(const cl_expression *expression,
                        bool (*visit)(void *context, const char *name, char kind), void *context) {
    char kind = expression->kind == NAME   ? 'p'
                : expression->kind == RULE ? 'r'
                : expression->kind == TYPE ? 't'
                                           : 'v';
    if (expression->name && !visit(context, expression->name, kind))
        return false;
    for (int i = 0; i < 2; i++)
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

void cl_expression_bind(cl_expression *expression,
                        int (*slot_of)(const void *context, const char *name),
                        const void *context) {
    if (expression->kind == NAME)
        expression->slot = slot_of(context, expression->name);
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_bind(expression->parts[i], slot_of, context);
}

bool cl_expression_possible(const cl_expression *expression,
                            bool (*may)(const void *context, int slot), const void *context) {
    switch (expression->kind) {
    case NAME:
        return expression->where || expression->slot < 0 || may(context, expression->slot);
    case AND:
    case OR:
    case AT_LEAST: {
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
    if (expression->kind == RULE)
        expression->slot = slot_of(context, expression->name);
    for (size_t i = 0; i < expression->count; i++)
        cl_expression_bind_rules(expression->parts[i], slot_of, context);
}

static size_t add_costs(size_t a, size_t b) {
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

/* Of parts k of which must hold, all but k - 1 are enough: one of them must. For AND that is one
 * part, for OR all. */
static size_t cover_parts(const cl_expression *expression, const size_t *costs, bool *in) {
    size_t take = expression->count + 1 - parts_needed(expression), total = 0;
    bool taken[PARTS_MAX] = {false};
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
    case NAME:
        if (expression->where || expression->slot < 0)
            return SIZE_MAX;
        if (in)
            in[expression->slot] = true;
        return costs[expression->slot];
    case AND:
    case OR:
    case AT_LEAST:
        return cover_parts(expression, costs, in);
    default:
        return SIZE_MAX;
    }
}
