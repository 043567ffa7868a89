/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "rules/expression_ast.h"

enum { DEPTH_MAX = 64, DISTANCE_MAX = 60 };

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

static int peek(const parser *p);
static size_t name_length(const parser *p, size_t at);

/* What programmers write for "and", "or" and "not": says what to write here. */
static const char *foreign_word(const parser *p) {
    static const struct {
        const char *written, *meant;
    } words[] = {{"&&", "and"},  {"&", "and"},   {"||", "or"},   {"|", "or"},  {"!", "not"},
                 {",", "and"},   {"AND", "and"}, {"And", "and"}, {"OR", "or"}, {"Or", "or"},
                 {"NOT", "not"}, {"Not", "not"}, {"+", "and"},   {NULL, NULL}};
    cl_text rest = cl_text_slice(p->text, p->at, p->text.length);
    size_t length = name_length(p, p->at);
    for (size_t i = 0; words[i].written; i++)
        if (length ? length == strlen(words[i].written) && cl_text_starts(rest, words[i].written)
                   : cl_text_starts(rest, words[i].written))
            return cl_arena_printf(p->arena, "Write \"%s\" instead of \"%s\"", words[i].meant,
                                   words[i].written);
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
static bool parse_number(parser *p, unsigned *number) {
    size_t start = p->at;
    *number = 0;
    while (cl_is_digit(peek(p)) && *number < 10000)
        *number = *number * 10 + (unsigned)(p->text.bytes[p->at++] - '0');
    return p->at > start;
}
static bool take_char(parser *p, int c) {
    skip_spaces(p);
    if (peek(p) != c)
        return false;
    p->at++;
    return true;
}

static cl_expression *new_expression(parser *p, cl_expression_kind kind) {
    cl_expression *expression = CL_NEW(p->arena, cl_expression);
    expression->kind = kind;
    expression->slot = -1;
    return expression;
}

static cl_expression *add_part(parser *p, cl_expression *whole, cl_expression *part) {
    if (!part)
        return NULL;
    if (whole->count == CL_EXPRESSION_PARTS)
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
    if (at < p->text.length && p->text.bytes[at] == '!')
        return at + 1 < p->text.length && p->text.bytes[at + 1] == '=';
    return at < p->text.length && memchr("<>=", p->text.bytes[at], 3);
}

/* End of the operand at `at`: a relation, "and", "or", ")", a comma that is not inside a number, or
 * the end. */
static size_t operand_end(const parser *p, size_t at) {
    while (at < p->text.length) {
        int c = (unsigned char)p->text.bytes[at];
        size_t length = name_length(p, at);
        cl_text word = cl_text_slice(p->text, at, at + length);
        if (c == ')' || c == '(' || c == '&' || c == '|' || at_relation(p, at) ||
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

/* "days(longest)": what only sums know, or nobody. Leaves other words alone. */
static bool refuse_call(parser *p) {
    static const char *const in_sums[] = {"years", "months", "days", "share", NULL};
    size_t length = name_length(p, p->at);
    cl_text name = cl_text_slice(p->text, p->at, p->at + length);
    if (!length || p->at + length >= p->text.length || p->text.bytes[p->at + length] != '(' ||
        is_reserved(name))
        return false;
    for (const char *const *word = in_sums; *word; word++)
        if (cl_text_equal(name, cl_text_from(*word)))
            return fail(p, cl_arena_printf(p->arena,
                                           "%s() works only in the \"sum\" of an exposure; a "
                                           "condition compares the values themselves, such as "
                                           "notice > 30 days",
                                           *word)) == NULL;
    return fail(p, cl_arena_printf(p->arena, "There is no %.*s()", (int)name.length, name.bytes)) ==
           NULL;
}

static bool parse_operand(parser *p, cl_operand *out) {
    skip_spaces(p);
    if (refuse_call(p))
        return false;
    size_t end = operand_end(p, p->at);
    cl_text text = cl_text_trim(cl_text_slice(p->text, p->at, end));
    if (!text.length)
        return fail(p, "A name or a quantity is missing") != NULL;
    *out = (cl_operand){0};
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

static bool parse_relation(parser *p, cl_relation *out) {
    static const struct {
        const char *sign;
        cl_relation relation;
    } signs[] = {{"<=", CL_EXPR_LESS_EQUAL}, {">=", CL_EXPR_GREATER_EQUAL}, {"==", CL_EXPR_EQUAL},
                 {"!=", CL_EXPR_NOT_EQUAL},  {"<", CL_EXPR_LESS},           {">", CL_EXPR_GREATER}};
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
    cl_expression *expression = new_expression(p, CL_EXPR_COMPARE);
    expression->sides = CL_ARRAY(p->arena, 2, cl_operand);
    if (!parse_operand(p, &expression->sides[0]) || !parse_relation(p, &expression->relation) ||
        !parse_operand(p, &expression->sides[1]))
        return NULL;
    if (at_relation(p, p->at))
        return fail(p, "Comparisons cannot be chained; join them with \"and\". There is a chain");
    return expression;
}

/* The rest. */

static cl_expression *parse_or(parser *p);

static cl_expression *parse_name(parser *p, cl_expression_kind kind, int where) {
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

/* The ", 2" of near(x, 2); 1 when it is not given. */
static bool parse_sentences(parser *p, cl_expression *near) {
    unsigned number = 1;
    if (take_char(p, ',')) {
        skip_spaces(p);
        if (!parse_number(p, &number) || !number || number > CL_NEAR_MAX)
            return fail(p, "near() takes a number of sentences from 1 to 20; there is another "
                           "one") != NULL;
    }
    near->where += (int)number;
    return true;
}

/* `a within 5 words of b`, with `a` read already: it stays itself when no "within" follows. */
static cl_expression *parse_distance(parser *p, cl_expression *left, size_t start) {
    static const struct {
        const char *word;
        int order;
    } orders[] = {{"of", 0}, {"before", -1}, {"after", 1}};
    cl_distance distance = {.left = left->name, .order = 2};
    if (!take_word(p, "within"))
        return left;
    skip_spaces(p);
    if (!parse_number(p, &distance.words) || distance.words > DISTANCE_MAX)
        return fail(p, "A number of words from 0 to 60 must follow \"within\"; it is missing");
    if (!take_word(p, "words") && !take_word(p, "word"))
        return fail(p, "\"words of\", \"words before\" or \"words after\" must follow the number; "
                       "it is missing");
    for (size_t i = 0; i < sizeof orders / sizeof *orders && distance.order == 2; i++)
        if (take_word(p, orders[i].word))
            distance.order = orders[i].order;
    if (distance.order == 2)
        return fail(p, "\"of\", \"before\" or \"after\" is missing");
    const cl_expression *right = parse_name(p, CL_EXPR_NAME, CL_WHERE_HERE);
    if (!right)
        return NULL;
    distance.right = right->name;
    distance.name = cl_arena_copy(p->arena, p->text.bytes + start, p->at - start);
    left->name = distance.name;
    left->distance = CL_NEW(p->arena, cl_distance);
    *left->distance = distance;
    return left;
}

/* heading(x), prev(x), next(x), near(x, n), rule(x), found(x), redacted(x); *known tells whether it
 * is one. */
static cl_expression *parse_function(parser *p, bool *known) {
    static const struct {
        const char *name;
        cl_expression_kind kind;
        int where;
    } functions[] = {
        {"heading", CL_EXPR_NAME, CL_WHERE_HEADING},   {"prev", CL_EXPR_NAME, CL_WHERE_BEFORE},
        {"next", CL_EXPR_NAME, CL_WHERE_AFTER},        {"near", CL_EXPR_NAME, CL_WHERE_NEAR},
        {"rule", CL_EXPR_RULE, CL_WHERE_HERE},         {"found", CL_EXPR_FOUND, CL_WHERE_HERE},
        {"redacted", CL_EXPR_REDACTED, CL_WHERE_HERE}, {"type", CL_EXPR_TYPE, CL_WHERE_HERE}};
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
        if (expression && functions[i].where == CL_WHERE_NEAR && !parse_sentences(p, expression))
            return NULL;
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
    *known = parse_number(p, &number) && take_word(p, "of");
    if (!*known) {
        p->at = start;
        return NULL;
    }
    if (!take_char(p, '('))
        return fail(p, "A list in brackets must follow \"of\"; it is missing");
    cl_expression *some = new_expression(p, CL_EXPR_AT_LEAST);
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
    const char *foreign = foreign_word(p);
    if (foreign)
        return fail(p, foreign);
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
    if (refuse_call(p))
        return NULL;
    if (at_relation(p, operand_end(p, p->at)))
        return parse_comparison(p);
    size_t start = p->at;
    expression = parse_name(p, CL_EXPR_NAME, CL_WHERE_HERE);
    return expression ? parse_distance(p, expression, start) : NULL;
}

static cl_expression *parse_not(parser *p) {
    bool negated = false;
    skip_spaces(p);
    size_t start = p->at;
    while (take_word(p, "not"))
        negated = !negated;
    cl_expression *inner = parse_primary(p);
    if (inner && negated)
        inner = add_part(p, new_expression(p, CL_EXPR_NOT), inner);
    if (inner)
        inner->part = cl_text_trim(cl_text_slice(p->text, start, p->at));
    return inner;
}

static cl_expression *parse_and(parser *p) {
    cl_expression *whole = parse_not(p);
    if (!whole || !take_word(p, "and"))
        return whole;
    whole = add_part(p, new_expression(p, CL_EXPR_AND), whole);
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
        whole = add_part(p, new_expression(p, CL_EXPR_OR), whole);
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
        const char *foreign = foreign_word(&p);
        fail(&p, foreign ? foreign : "\"and\" or \"or\" is missing, or something is left over,");
        return CL_ERROR_SYNTAX;
    }
    expression->text = text;
    *out = expression;
    return CL_OK;
}
