/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/pattern_code.h"

static cl_arena *arena;
static cl_matcher *matcher;
static cl_buffer head, bodies;

static void start(void) {
    arena = cl_arena_new();
    matcher = cl_matcher_new(arena);
}
static void stop(void) {
    cl_arena_free(arena);
    cl_buffer_release(&head);
    cl_buffer_release(&bodies);
}
TestSuite(bank, .init = start, .fini = stop);

static const char *const sources[] = {"(?<n>ren\\w*) by (?:tacit|silent)", "k[^;]*?\\d", "b"};

/* All of them, to search and to try at one place: 2 × i and 2 × i + 1. */
static cl_pattern_bank make(const cl_pattern_frozen **places) {
    cl_pattern_saver *saver = cl_pattern_saver_new(arena);
    for (int i = 0; i < 3; i++) {
        cl_pattern *pattern = cl_pattern_new(arena, sources[i], 0);
        cr_assert_eq(cl_pattern_save(saver, pattern, false), 2 * i);
        cr_assert_eq(cl_pattern_save(saver, pattern, true), 2 * i + 1);
    }
    *places = cl_pattern_saved(saver, &head, &bodies);
    return (cl_pattern_bank){cl_pattern_maker(), head.bytes, bodies.bytes, head.length};
}

static void same_as_compiled(cl_pattern *thawed, const char *source) {
    const cl_text text = CL_TEXT("It RENEWS by silent lapse; k 4 or \xE2\x84\xAA 5, b");
    cl_pattern *fresh = cl_pattern_new(arena, source, 0);
    for (size_t at = 0; at <= text.length; at++) {
        cl_span left = {0}, right = {0};
        if (at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
            continue;
        cr_assert_eq(cl_pattern_find(thawed, matcher, text, at, &left),
                     cl_pattern_find(fresh, matcher, text, at, &right));
        cr_assert(left.start == right.start && left.end == right.end);
        cr_assert_eq(cl_pattern_find_at(thawed, matcher, text, at, &left),
                     cl_pattern_find_at(fresh, matcher, text, at, &right));
        cr_assert(left.start == right.start && left.end == right.end);
    }
}

Test(bank, what_was_saved_matches_what_is_compiled) {
    const cl_pattern_frozen *places;
    cl_pattern_bank bank = make(&places);
    for (int i = 0; i < 3; i++) {
        pcre2_code *code = cl_pattern_take(&bank, places[2 * i]);
        cr_assert_not_null(code);
        pcre2_code_free(code);
        same_as_compiled(cl_pattern_thaw(arena, sources[i], &bank, &places[2 * i]), sources[i]);
    }
}

Test(bank, names_of_groups_are_kept) {
    const cl_pattern_frozen *places;
    cl_pattern_bank bank = make(&places);
    cl_pattern *thawed = cl_pattern_thaw(arena, sources[0], &bank, places);
    cl_span found, group;
    cl_text text = CL_TEXT("it renews by silent");
    cr_assert_eq(cl_pattern_find_at(thawed, matcher, text, 3, &found), CL_MATCH_YES);
    cr_assert(cl_matcher_group(matcher, thawed, "n", &group));
    cr_assert(group.start == 3 && group.end == 9);
}

Test(bank, with_another_pcre2_patterns_are_compiled) {
    const cl_pattern_frozen *places;
    cl_pattern_bank bank = make(&places);
    bank.maker = "PCRE2 10.99 2031-01-01, Unicode 20.0.0, 2 2 1 0";
    for (int i = 0; i < 3; i++) {
        cr_assert_null(cl_pattern_take(&bank, places[2 * i]));
        same_as_compiled(cl_pattern_thaw(arena, sources[i], &bank, &places[2 * i]), sources[i]);
    }
}

/* The version that PCRE2 itself writes and looks at. */
Test(bank, what_pcre2_refuses_is_compiled) {
    const cl_pattern_frozen *places;
    cl_pattern_bank bank = make(&places);
    for (size_t i = 0; i < 12; i += 4) {
        head.bytes[i] ^= 0x40;
        cr_assert_null(cl_pattern_take(&bank, places[0]));
        same_as_compiled(cl_pattern_thaw(arena, sources[0], &bank, places), sources[0]);
        head.bytes[i] ^= 0x40;
    }
    cr_assert_not_null(cl_pattern_thaw(arena, sources[0], &bank, places));
}

Test(bank, a_form_that_is_not_kept_is_compiled) {
    const cl_pattern_frozen *places;
    cl_pattern_bank bank = make(&places), empty = {0};
    const cl_pattern_frozen one[2] = {places[2], {0}}, none[2] = {{0}};
    cr_assert_null(cl_pattern_take(&bank, one[1]));
    same_as_compiled(cl_pattern_thaw(arena, sources[1], &bank, one), sources[1]);
    same_as_compiled(cl_pattern_thaw(arena, sources[1], &empty, none), sources[1]);
}

Test(bank, a_pattern_that_does_not_compile_is_not_saved) {
    cl_pattern_saver *saver = cl_pattern_saver_new(arena);
    cr_assert_eq(cl_pattern_save(saver, cl_pattern_new(arena, "(", 0), false), -1);
    cl_pattern_saved(saver, &head, &bodies);
    cr_assert_eq(head.length + bodies.length, 0);
}
