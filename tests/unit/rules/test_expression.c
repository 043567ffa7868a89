/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "rules/expression.h"

static cl_arena *arena;
static cl_error error;

static void start(void) {
    arena = cl_arena_new();
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(expression, .init = start, .fini = stop);

/* Names that begin with "t" hold; with "p", "n" or "h" they hold before, behind or in a heading. */
static bool holds(void *context, const char *name, int slot, int where) {
    (void)slot;
    (void)context;
    return name[0] == (where == 0 ? 't' : where == -1 ? 'p' : where == 1 ? 'n' : 'h');
}
static bool value(void *context, const char *name, cl_quantity *out) {
    (void)context;
    if (!strcmp(name, "notice"))
        return cl_quantity_read(CL_TEXT("thirty (30) days"), out);
    if (!strcmp(name, "cap"))
        return cl_quantity_read(CL_TEXT("$50,000"), out);
    if (!strcmp(name, "hidden"))
        return cl_quantity_read(CL_TEXT("[***] days"), out);
    if (!strcmp(name, "uplift"))
        return cl_quantity_read(CL_TEXT("10%"), out);
    return false;
}
static bool is_type(void *context, const char *type) {
    (void)context;
    return !strcmp(type, "saas");
}
static const cl_expression_source source = {NULL, holds, value, NULL, is_type};

static cl_expression *parse(const char *text) {
    cl_expression *expression = NULL;
    cr_assert_eq(cl_expression_parse(arena, text, CL_NO_PLACE, &expression, &error), CL_OK,
                 "%s: %s", text, error.message);
    return expression;
}
static void yes(const char *text) {
    cr_assert(cl_expression_holds(parse(text), &source), "%s", text);
}
static void no(const char *text) {
    cr_assert_not(cl_expression_holds(parse(text), &source), "%s", text);
}

Test(expression, and_or_not_bind_as_usual) {
    yes("t");
    no("f");
    yes("t or f and f");
    no("(t or f) and f");
    yes("not f and t");
    no("not (f or t)");
    yes("not not t");
    yes("f or f or t");
    yes("t and t and not f");
    yes("t_1 and t-2");
    yes("(((t)))");
    yes("nothing or not notable");
}

Test(expression, counts) {
    yes("2 of (t, f, t2)");
    no("3 of (t, f, t2)");
    yes("1 of (f, t and t)");
    yes("not 2 of (t, f)");
    yes("2 of (t, 1 of (f, t), f)");
}

Test(expression, looks_around) {
    yes("prev(p) and next(n) and heading(h)");
    no("prev(t) or next(t) or heading(t)");
    yes("heading ( h )");
    no("heading"); /* a pattern of that name */
}

Test(expression, asks_for_the_kind_of_contract) {
    yes("type(saas) and t");
    no("type(dpa) or f");
    yes("not type ( nda )");
    yes("type"); /* a pattern of that name */
}

Test(expression, compares) {
    yes("notice <= 30 days");
    yes("notice < 2 months and t");
    no("notice > 30 days");
    yes("notice == 30 days");
    yes("notice != 31 days");
    yes("cap < USD 100,000");
    yes("cap < 100000 USD or f");
    yes("(cap >= 50,000 USD)");
    yes("10 days < notice");
    yes("uplift > 5 %");
    yes("uplift>5%");
    yes("2 of (cap < USD 100,000, notice > 5 days)");
    yes("2 of (cap < USD 100,000, t, f)");
}

Test(expression, a_missing_value_compares_with_nothing) {
    no("missing < 30 days");
    no("missing >= 30 days");
    no("hidden != 30 days");
    no("notice < USD 5");
    no("cap != EUR 5");
    yes("found(notice) and found(hidden) and not found(missing)");
    yes("redacted(hidden)");
    no("redacted(notice) or redacted(missing)");
}

static bool collect(void *context, const char *name, char kind) {
    char *line = context;
    snprintf(line + strlen(line), 100 - strlen(line), "%c:%s ", kind, name);
    return strcmp(name, "stop") != 0;
}

Test(expression, tells_its_names) {
    char line[100] = "";
    cl_expression_names(
        parse("a and not heading(b) or 1 of (c, found(d)) and e < f and g > 3 days"), collect,
        line);
    cr_assert_str_eq(line, "p:a p:b p:c v:d v:e v:f v:g ");
    line[0] = 0;
    cl_expression_names(parse("a and stop and b"), collect, line);
    cr_assert_str_eq(line, "p:a p:stop ");
}

Test(expression, functions_of_sums_are_refused_by_name) {
    static const struct {
        const char *text, *said;
    } cases[] = {{"a and n > days(longest)", "days() works only in the \"sum\""},
                 {"days(n) > 3", "days() works only in the \"sum\""},
                 {"a and nearly(b)", "There is no nearly()"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_expression *expression;
        cr_assert_neq(cl_expression_parse(arena, cases[i].text, CL_NO_PLACE, &expression, &error),
                      CL_OK);
        cr_assert_not_null(strstr(error.message, cases[i].said), "%s", error.message);
    }
}

static void wrong(const char *text, unsigned column) {
    cl_expression *expression;
    cl_place place = {"r.yaml", 7, 5};
    error.id = "none";
    cr_assert_eq(cl_expression_parse(arena, text, place, &expression, &error), CL_ERROR_SYNTAX,
                 "%s", text);
    cr_assert_str_eq(error.id, "condition-syntax");
    cr_assert_eq(error.place.line, 7);
    cr_assert_eq(error.place.column, 5 + column, "%s: %s at %u", text, error.message,
                 error.place.column);
}

Test(expression, mistakes_have_a_place) {
    wrong("", 0);
    wrong("a and", 5);
    wrong("a b", 2);
    wrong("(a", 2);
    wrong("a)", 1);
    wrong("and a", 0);
    wrong("heading(", 8);
    wrong("heading(a b)", 10);
    wrong("3 of (a, b)", 11);
    wrong("0 of (a, b)", 11);
    wrong("2 of a", 5);
    wrong("2 of (a,)", 8);
    wrong("a < ", 4);
    wrong("a <> b", 3);
    wrong("a < many days", 4);
    wrong("a < b < c", 6);
    wrong("a < [***] days", 4);
    char deep[400];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = 0;
    wrong(deep, 64);
    cl_buffer nots = {0};
    for (int i = 0; i < 100000; i++)
        cl_buffer_add_string(&nots, "not ");
    cl_buffer_add_string(&nots, "t");
    yes(nots.bytes);
    cl_buffer_release(&nots);
}

static const char *const slots[] = {"a", "b", "c", NULL};

static int slot_of(const void *context, const char *name) {
    (void)context;
    for (int i = 0; slots[i]; i++)
        if (!strcmp(slots[i], name))
            return i;
    return -1;
}

static bool may(const void *context, int slot) {
    return ((const bool *)context)[slot];
}

static bool possible(const char *text, bool a, bool b, bool c) {
    bool known[] = {a, b, c};
    cl_expression *expression = (cl_expression *)parse(text);
    cl_expression_bind(expression, slot_of, NULL);
    return cl_expression_possible(expression, may, known);
}

Test(expression, what_cannot_match_is_settled_without_matching) {
    cr_assert(possible("a and not b", true, true, false));
    cr_assert_not(possible("a and not b", false, true, false));
    cr_assert(possible("a or (b and c)", false, true, true));
    cr_assert_not(possible("a or (b and c)", false, true, false));
    cr_assert(possible("2 of (a, b, c)", true, false, true));
    cr_assert_not(possible("2 of (a, b, c)", true, false, false));
    cr_assert(possible("prev(a) and b", false, true, false), "another sentence may hold it");
}

static size_t cover(const char *text, bool in[3]) {
    static const size_t costs[] = {5, 3, 100};
    cl_expression *expression = (cl_expression *)parse(text);
    memset(in, 0, 3 * sizeof *in);
    cl_expression_bind(expression, slot_of, NULL);
    return cl_expression_cover(expression, costs, in);
}

Test(expression, the_cheapest_patterns_without_which_it_fails) {
    bool in[3];
    cr_assert_eq(cover("a and c and b", in), 3);
    cr_assert(!in[0] && in[1] && !in[2]);
    cr_assert_eq(cover("c and (a or b)", in), 8);
    cr_assert(in[0] && in[1] && !in[2]);
    cr_assert_eq(cover("2 of (a, b, c)", in), 8, "of any two at least one is a or b");
    cr_assert(in[0] && in[1] && !in[2]);
    cr_assert_eq(cover("not a", in), SIZE_MAX);
    cr_assert_eq(cover("a or not b", in), SIZE_MAX);
    cr_assert_eq(cover("next(a) and c", in), 100);
}

Test(expression, near_and_within) {
    static const char *const wrong[] = {"near(t, 0)",
                                        "near(t, 21)",
                                        "near(t, t)",
                                        "near(t",
                                        "t within words of f",
                                        "t within 5 of f",
                                        "t within 5 words f",
                                        "t within 5 words of",
                                        "t within 61 words of f"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cl_expression *expression;
        cr_assert_neq(cl_expression_parse(arena, wrong[i], CL_NO_PLACE, &expression, &error), CL_OK,
                      "%s", wrong[i]);
        cr_assert_str_eq(error.id, "condition-syntax");
    }
    yes("near(h)"); /* asked for at a place of its own */
    yes("near(h, 3) and t");
    yes("t within 5 words of f"); /* a name like any other, which begins with "t" */
    no("f within 1 word before t or f");
}

static void note_distance(void *context, const cl_distance *distance) {
    cl_buffer_printf(context, "%s:%s,%u,%d,%s;", distance->name, distance->left, distance->words,
                     distance->order, distance->right);
}

Test(expression, distances_are_told_apart_from_patterns) {
    cl_buffer told = {0};
    cl_expression_distances(parse("a and not (b within 3 words before c or a within 0 words of b)"),
                            note_distance, &told);
    cr_assert_str_eq(told.bytes,
                     "b within 3 words before c:b,3,-1,c;a within 0 words of b:a,0,0,b;");
    cl_buffer_release(&told);
}

Test(expression, knows_what_can_never_hold) {
    static const struct {
        const char *text;
        bool can;
    } cases[] = {{"a", true},
                 {"not a", false},
                 {"a and not a", false},
                 {"a and (b or not a)", true},
                 {"2 of (a, not a)", false},
                 {"2 of (a, not a, b)", true},
                 {"a and notice > max and not b", true},
                 {"not (a or b) or (a and b and not b)", false},
                 {"prev(a) and not a", true},
                 {"rule(x)", true},
                 {"not (a and notice > max)", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(cl_expression_satisfiable(parse(cases[i].text)), cases[i].can, "%s",
                     cases[i].text);
}

Test(expression, tells_the_part_that_fails) {
    static const struct {
        const char *text, *part;
    } cases[] = {{"t and f and f2", "f"},
                 {"t and (f or f2)", "(f or f2)"},
                 {"t and not t2", "not t2"},
                 {"f or f2", ""},
                 {"f", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_text part = cl_expression_obstacle(parse(cases[i].text), &source);
        cr_assert(cl_text_equal(part, cl_text_from(cases[i].part)), "%s: %.*s", cases[i].text,
                  (int)part.length, part.bytes);
    }
}
