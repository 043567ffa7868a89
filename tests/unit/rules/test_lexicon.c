/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "rules/match.h"
#include "rules/phrase.h"

static cl_arena *arena;
static cl_matcher *matcher;
static cl_lexicon *lexicon;
static cl_errors errors;
static cl_error error;

static void start(void) {
    arena = cl_arena_new();
    matcher = cl_matcher_new(arena);
    lexicon = cl_lexicon_new(arena);
    errors = (cl_errors){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(lexicon, .init = start, .fini = stop);

static cl_status add(const char *yaml) {
    const cl_yaml *root;
    cr_assert_eq(cl_yaml_parse(arena, "lex.yaml", cl_text_from(yaml), &root, &errors), CL_OK);
    return cl_lexicon_read(lexicon, "lex.yaml", root, &errors);
}
static bool matches(const char *source, const char *text) {
    cl_phrase phrase;
    cr_assert_eq(cl_phrase_new(arena, lexicon, source, CL_NO_PLACE, &phrase, &error), CL_OK, "%s",
                 error.message);
    cl_error bad;
    cr_assert_eq(cl_pattern_compile(phrase.pattern, &bad), CL_OK);
    return cl_phrase_find(&phrase, matcher, cl_text_from(text), 0, NULL) == CL_MATCH_YES;
}
static void refused(const char *source, const char *id) {
    cl_phrase phrase;
    error.id = "none";
    cr_assert_eq(cl_phrase_new(arena, lexicon, source, CL_NO_PLACE, &phrase, &error),
                 CL_ERROR_SYNTAX, "%s", source);
    cr_assert_str_eq(error.id, id, "%s", error.message);
}

Test(lexicon, entries_nest) {
    cr_assert_eq(add("may: ['(may | can)']\n"
                     "right: ['<may>', '(has | have) .. right to']\n"
                     "end: [terminate, cancel*]\n"),
                 CL_OK);
    cr_assert(matches("<right> [not] <end>", "The buyer can terminate it."));
    cr_assert(matches("<right> <end>", "who has the full right to cancelling"));
    cr_assert_not(matches("<right> <end>", "who cancels"));
    cr_assert(matches("(<end> | rescind)-now", "rescind now"));
}

Test(lexicon, needs_and_negation_come_through) {
    add("end: [terminate, not cancel*]\n");
    cl_phrase phrase;
    cl_phrase_new(arena, lexicon, "may <end>", CL_NO_PLACE, &phrase, &error);
    cr_assert(phrase.has_negation);
    cr_assert_eq(phrase.need_count, 2);
    cr_assert_str_eq(phrase.needs[0].words[0], "may");
    cr_assert_eq(phrase.needs[1].count, 2);
    cr_assert_str_eq(phrase.needs[1].words[0], "terminate");
    cr_assert_str_eq(phrase.needs[1].words[1], "cancel*");
}

Test(lexicon, a_later_file_replaces_or_extends) {
    add("a: [one]\nb: [<a> x]\n");
    cr_assert(matches("<b>", "one x"));
    add("a+: [two]\n");
    cr_assert(matches("<b>", "one x"));
    cr_assert(matches("<b>", "two x"));
    add("a: [three]\n");
    cr_assert(matches("<b>", "three x"));
    cr_assert_not(matches("<b>", "one x"));
}

Test(lexicon, unknown_entries_and_cycles_are_refused) {
    add("notice: [notice]\na: [<b>]\nb: [x, <c>]\nc: [<a>]\nself: [<self>]\n");
    refused("<notise>", "lexicon-unknown");
    cr_assert_not_null(strstr(error.message, "<notice>"));
    refused("<a>", "phrase-syntax");
    cr_assert_str_eq(error.place.file, "lex.yaml");
    refused("<self>", "phrase-syntax");
    refused("{net: /[0-9]+/}", "phrase-syntax");
    cr_assert_not_null(strstr(error.message, "(?<net>[0-9]+)"), "%s", error.message);
    refused("<b>", "phrase-syntax");
    cr_assert(matches("<notice>", "notice"));
}

Test(lexicon, growth_and_depth_are_bounded) {
    cl_buffer yaml = {0};
    cl_buffer_add_string(&yaml, "e0: [word]\n");
    for (int i = 1; i < 100; i++)
        cl_buffer_printf(&yaml, "e%d: ['<e%d> <e%d> | <e%d>']\n", i, i - 1, i - 1, i - 1);
    cr_assert_eq(add(yaml.bytes), CL_OK);
    cl_buffer_release(&yaml);
    cr_assert(matches("<e3>", "word"));
    refused("<e20>", "phrase-syntax");
    refused("<e99>", "phrase-syntax");
    /* One after the other, so that each is known when the next is read. */
    cl_phrase phrase;
    for (int i = 0; i < 100; i++)
        cl_phrase_new(arena, lexicon, cl_arena_printf(arena, "<e%d>", i), CL_NO_PLACE, &phrase,
                      &error);
    refused("<e99>", "phrase-syntax");
}

Test(lexicon, mistakes_are_all_told) {
    cr_assert_eq(add("a: ['x (']\nb: [[y]]\nc: {}\nd: []\n'e f': [x]\ng: ['[x]']\nh: [x]\n"),
                 CL_ERROR_SYNTAX);
    cr_assert_eq(errors.count, 6);
    cr_assert_eq(errors.items[0].place.line, 1);
    cr_assert_eq(errors.items[1].place.line, 2);
    cr_assert(matches("<h>", "x"));
}
