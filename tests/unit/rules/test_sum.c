/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "rules/sum.h"

static cl_arena *arena;
static cl_error error;

static void start(void) {
    arena = cl_arena_new();
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(sum, .init = start, .fini = stop);

static bool value(void *context, const char *name, cl_quantity *out) {
    static const char *const known[][2] = {{"term", "three (3) years"}, {"short", "18 months"},
                                           {"fee", "$10,000,000"},      {"euros", "EUR 500"},
                                           {"uplift", "12.5%"},         {"hidden", "[***] days"},
                                           {"twice", "2 x fees"},       {"when", "June 1, 2010"}};
    (void)context;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i][0], name))
            return cl_quantity_read(cl_text_from(known[i][1]), out);
    return false;
}

/* The value as written, or "-". */
static const char *reckon(const char *text) {
    cl_sum *sum;
    cl_quantity out;
    cr_assert_eq(cl_sum_parse(arena, text, CL_NO_PLACE, &sum, &error), CL_OK, "%s", error.message);
    return cl_sum_value(sum, value, NULL, &out) ? cl_sum_write(arena, &out) : "-";
}

Test(sum, money_times_years) {
    cr_assert_str_eq(reckon("(years(term) - 1) * fee"), "USD 20,000,000");
    cr_assert_str_eq(reckon("years(short) * fee"), "USD 15,000,000");
    cr_assert_str_eq(reckon("fee / months(term)"), "USD 277,777.78");
    cr_assert_str_eq(reckon("fee * uplift"), "USD 1,250,000");
    cr_assert_str_eq(reckon("twice * euros"), "EUR 1,000");
    cr_assert_str_eq(reckon("2 + 3 * 4 - 1"), "13");
    cr_assert_str_eq(reckon("euros - 2 * euros"), "EUR -500");
    cr_assert_str_eq(reckon("fee / fee"), "1");
}

Test(sum, parts_of_a_whole) {
    cr_assert_str_eq(reckon("share((uplift + uplift + uplift) / 2)"), "18.8 %");
    cr_assert_str_eq(reckon("share(uplift)"), "12.5 %");
    cr_assert_str_eq(reckon("share(fee)"), "-", "money is no part");
    cr_assert_str_eq(reckon("1 + share(uplift)"), "-", "a part in percent is the end of a sum");
    cr_assert_str_eq(reckon("(1 - uplift) * 1"), "0.88");
    cr_assert_str_eq(reckon("4.5 / 3"), "1.5");
}

static const char *way(const char *text) {
    cl_sum *sum;
    cr_assert_eq(cl_sum_parse(arena, text, CL_NO_PLACE, &sum, &error), CL_OK, "%s", error.message);
    return cl_sum_show(arena, sum, value, NULL);
}

#define MINUS " \xE2\x88\x92 "
#define TIMES " \xC3\x97 "

Test(sum, shows_the_way) {
    cr_assert_str_eq(way("(years(term) - 1) * fee"), "(3" MINUS "1)" TIMES "USD 10,000,000");
    cr_assert_str_eq(way("fee - euros * (2 - 1)"),
                     "USD 10,000,000" MINUS "EUR 500" TIMES "(2" MINUS "1)");
    cr_assert_str_eq(way("fee - (euros - 1)"), "USD 10,000,000" MINUS "(EUR 500" MINUS "1)");
    cr_assert_str_eq(way("share((uplift + 1) / 2)"), "(12.5 % + 1) / 2");
    cr_assert_str_eq(way("fee / (2 * 3) * uplift"),
                     "USD 10,000,000 / (2" TIMES "3)" TIMES "12.5 %");
}

Test(sum, what_cannot_be_reckoned_has_no_value) {
    static const char *const sums[] = {"fee + euros",  "fee * fee",  "fee + 1",    "missing",
                                       "days(hidden)", "term * fee", "years(fee)", "fee / 0",
                                       "when",         "1 / fee"};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        cr_assert_str_eq(reckon(sums[i]), "-", "%s", sums[i]);
}

Test(sum, mistakes_have_a_place) {
    static const struct {
        const char *text;
        unsigned column;
    } cases[] = {{"1 +", 13}, {"(1", 12}, {"weeks(term)", 15}, {"1 2", 12}, {"", 10}, {"* 2", 10}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_sum *sum;
        cl_place place = {"f.yaml", 3, 10};
        cr_assert_neq(cl_sum_parse(arena, cases[i].text, place, &sum, &error), CL_OK);
        cr_assert_str_eq(error.id, "sum-syntax");
        cr_assert_eq(error.place.column, cases[i].column, "%s: %u", cases[i].text,
                     error.place.column);
    }
    char deep[200];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = 0;
    cl_sum *sum;
    cr_assert_neq(cl_sum_parse(arena, deep, CL_NO_PLACE, &sum, &error), CL_OK);
}
