/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>

#include "base/pattern.h"

static cl_arena *arena;
static cl_matcher *matcher;

static void start(void) {
    arena = cl_arena_new();
    matcher = cl_matcher_new(arena);
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(pattern, .init = start, .fini = stop);

Test(pattern, finds_leftmost_without_case) {
    cl_pattern *pattern = cl_pattern_new(arena, "\\bparty\\b", 0);
    cl_span found;
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("Each PARTY or party"), 0, &found),
                 CL_MATCH_YES);
    cr_assert_eq(found.start, 5);
    cr_assert_eq(found.end, 10);
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("Each PARTY or party"), 6, &found),
                 CL_MATCH_YES);
    cr_assert_eq(found.start, 14);
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("parties"), 0, &found), CL_MATCH_NO);
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("x"), 2, &found), CL_MATCH_NO);
}

Test(pattern, flags_change_case_and_anchor) {
    cl_span found;
    cl_pattern *cased = cl_pattern_new(arena, "Term", CL_PATTERN_CASE);
    cr_assert_eq(cl_pattern_find(cased, matcher, CL_TEXT("term"), 0, &found), CL_MATCH_NO);
    cl_pattern *b = cl_pattern_new(arena, "b", 0);
    cr_assert_eq(cl_pattern_find_at(b, matcher, CL_TEXT("ab"), 0, &found), CL_MATCH_NO);
    cr_assert_eq(cl_pattern_find_at(b, matcher, CL_TEXT("ab"), 1, &found), CL_MATCH_YES);
    cr_assert_eq(cl_pattern_find(b, matcher, CL_TEXT("ab"), 0, &found), CL_MATCH_YES);
}

Test(pattern, sees_what_is_before_the_start) {
    cl_pattern *pattern = cl_pattern_new(arena, "(?<=not )liable", 0);
    cl_span found;
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("not liable"), 4, &found), CL_MATCH_YES);
}

Test(pattern, groups_may_share_a_name_and_survive_a_failed_match) {
    cl_pattern *pattern = cl_pattern_new(arena, "(?<n>a)x|(?<n>b)y|z", 0);
    cl_span found;
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("..by"), 0, &found), CL_MATCH_YES);
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("nothing"), 0, &found), CL_MATCH_NO);
    cr_assert(cl_matcher_group(matcher, pattern, "n", &found));
    cr_assert_eq(found.start, 2);
    cr_assert_eq(found.end, 3);
    cr_assert_not(cl_matcher_group(matcher, pattern, "m", &found));
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("z"), 0, &found), CL_MATCH_YES);
    cr_assert_not(cl_matcher_group(matcher, pattern, "n", &found));
    cl_pattern *other = cl_pattern_new(arena, "(?<n>q)", 0);
    cr_assert_not(cl_matcher_group(matcher, other, "n", &found));
}

Test(pattern, tells_where_a_bad_pattern_is_wrong) {
    cl_pattern *pattern = cl_pattern_new(arena, "abc(", 0);
    cl_error error;
    cr_assert_eq(cl_pattern_compile(pattern, &error), CL_ERROR_SYNTAX);
    cr_assert_str_eq(error.id, "pattern-syntax");
    cr_assert_eq(error.place.column, 5);
    cl_span found;
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("abc("), 0, &found), CL_MATCH_NO);
    cr_assert_eq(cl_pattern_compile(pattern, &error), CL_ERROR_SYNTAX);
}

Test(pattern, gives_up_at_the_limit_with_and_without_jit) {
    cl_pattern *pattern = cl_pattern_new(arena, "(?:a+)+$", 0);
    char text[64];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '!';
    cl_span found;
    for (int i = 0; i < 40; i++)
        cr_assert_eq(cl_pattern_find(pattern, matcher, (cl_text){text, sizeof text}, 0, &found),
                     CL_MATCH_LIMIT);
}

Test(pattern, starts_on_a_whole_code_point) {
    cl_pattern *pattern = cl_pattern_new(arena, ".", 0);
    cl_span found;
    cr_assert_eq(cl_pattern_find(pattern, matcher, cl_text_from("\xE2\x82\xAC.x"), 1, &found),
                 CL_MATCH_YES);
    cr_assert_eq(found.start, 3);
}

static cl_pattern *shared;

static void *use(void *unused) {
    (void)unused;
    cl_arena *own = cl_arena_new();
    cl_matcher *mine = cl_matcher_new(own);
    size_t hits = 0;
    for (int i = 0; i < 500; i++) {
        cl_span found;
        hits += cl_pattern_find(shared, mine, CL_TEXT("shall renew for one (1) year"), 0, &found) ==
                    CL_MATCH_YES &&
                cl_matcher_group(mine, shared, "n", &found) && found.start == 21;
    }
    cl_arena_free(own);
    return hits == 500 ? own : NULL;
}

Test(pattern, is_shared_by_threads) {
    shared = cl_pattern_new(arena, "for \\w+ .(?<n>\\d)", 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, use, NULL);
    for (int i = 0; i < 4; i++) {
        void *good;
        pthread_join(threads[i], &good);
        cr_assert_not_null(good);
    }
}

/* 1 MiB without a space or a match, and with one at its end. */
static cl_text long_subject(const char *end) {
    enum { SIZE = 1 << 20 };
    char *bytes = cl_arena_alloc(arena, SIZE + 100);
    memset(bytes, 'a', SIZE);
    strcpy(bytes + SIZE, end);
    return (cl_text){bytes, SIZE + strlen(end)};
}

Test(pattern, long_subjects_are_searched_to_their_end) {
    cl_pattern *pattern = cl_pattern_new(arena, "(?<=a )\\w+ty\\b", 0);
    cl_text subject = long_subject(" party");
    cl_span found;
    for (int i = 0; i < 40; i++) /* with the JIT too */
        cr_assert_eq(cl_pattern_find(pattern, matcher, subject, 7, &found), CL_MATCH_YES);
    cr_assert_eq(found.start, subject.length - 5);
    cr_assert_eq(found.end, subject.length);
}

Test(pattern, matches_across_stretches_are_found) {
    cl_pattern *pattern = cl_pattern_new(arena, "b[^;]*c", 0);
    cl_text subject = long_subject("");
    char *bytes = (char *)subject.bytes;
    cl_span found;
    for (size_t at = 2040; at < 2056; at++) {
        bytes[at] = 'b';
        bytes[at + 5000] = 'c';
        cr_assert_eq(cl_pattern_find(pattern, matcher, subject, 0, &found), CL_MATCH_YES);
        cr_assert_eq(found.start, at);
        cr_assert_eq(found.end, at + 5001);
        bytes[at] = bytes[at + 5000] = 'a';
    }
    /* Never inside a character: each of these has two bytes, and the stretches end in their middle.
     */
    for (size_t i = 1; i + 1 < subject.length; i += 2)
        memcpy(bytes + i, "\xC3\xA9", 2);
    cl_pattern *any = cl_pattern_new(arena, "[^a\\x{E9}]", 0);
    cr_assert_eq(cl_pattern_find(any, matcher, subject, 0, &found), CL_MATCH_NO);
}

Test(pattern, time_ends_and_says_so) {
    cl_pattern *pattern = cl_pattern_new(arena, "a[^;]*+\\d", 0);
    cl_text subject = long_subject("");
    cl_span found;
    cl_matcher_allow(matcher, 0.05);
    cr_assert_not(cl_matcher_expired(matcher));
    cr_assert_eq(cl_pattern_find(pattern, matcher, subject, 0, &found), CL_MATCH_LIMIT);
    cr_assert(cl_matcher_expired(matcher));
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("a1"), 0, &found), CL_MATCH_LIMIT);
    cl_matcher_allow(matcher, 60);
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("a1"), 0, &found), CL_MATCH_NO);
}

static bool is_known(void *context, cl_text question, cl_text words) {
    return cl_text_equal(question, CL_TEXT("name")) && cl_text_equal(words, cl_text_from(context));
}

/* A callout that says no makes the matching look on, with and without JIT. */
Test(pattern, asks_about_a_group) {
    cl_pattern *pattern = cl_pattern_new(arena, "own .*?((?-i:[A-Z]\\w+))(?C{name})", 0);
    cl_span found;
    static char wanted[] = "Concept";
    cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("own a Shop or a Concept"), 0, &found),
                 CL_MATCH_NO);
    cl_matcher_set_check(matcher, is_known, wanted);
    for (int i = 0; i < 100; i++) {
        cr_assert_eq(
            cl_pattern_find(pattern, matcher, CL_TEXT("own a Shop or a Concept"), 0, &found),
            CL_MATCH_YES);
        cr_assert_eq(found.end, 23);
        cr_assert_eq(cl_pattern_find(pattern, matcher, CL_TEXT("own a Shop"), 0, &found),
                     CL_MATCH_NO);
    }
    cl_pattern *passed = cl_pattern_new(arena, "a(?C1)b", 0);
    cr_assert_eq(cl_pattern_find(passed, matcher, CL_TEXT("ab"), 0, &found), CL_MATCH_YES);
}
