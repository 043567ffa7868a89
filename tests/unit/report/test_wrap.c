/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "report/wrap.h"

static void check(cl_wrap wrap, const char *text, const char *expected) {
    cl_buffer out = {0};
    cl_wrap_text(&wrap, cl_text_from(text), &out);
    cr_assert_str_eq(out.bytes, expected);
    cl_buffer_release(&out);
}

Test(wrap, breaks_at_words_and_indents) {
    check((cl_wrap){.width = 12, .indent = 2}, "one two three four", "one two\n  three four\n");
}

Test(wrap, a_long_word_stands_alone) {
    check((cl_wrap){.width = 5, .indent = 0}, "a abcdefghij b", "a\nabcdefghij\nb\n");
}

Test(wrap, empty_text_is_an_empty_line) {
    check((cl_wrap){.width = 10}, "", "\n");
    check((cl_wrap){.width = 10}, " \n ", "\n");
}

Test(wrap, line_ends_are_kept) {
    check((cl_wrap){.width = 40, .indent = 1}, "a\nb c", "a\n b c\n");
}

Test(wrap, marks_take_room_when_visible) {
    cl_wrap wrap = {.width = 11, .mark = {4, 7}, .open = "[[", .close = "]]", .visible = true};
    check(wrap, "one two tri", "one [[two]]\ntri\n");
}

Test(wrap, mark_over_several_words_and_inside_a_word) {
    cl_wrap wrap = {.width = 40, .mark = {2, 9}, .open = "[[", .close = "]]", .visible = true};
    check(wrap, "one two tri", "on[[e two t]]ri\n");
}

Test(wrap, invisible_mark_stops_at_the_line_end) {
    cl_wrap wrap = {.width = 8, .indent = 1, .mark = {4, 15}, .open = "<", .close = ">"};
    check(wrap, "one two tri for", "one <two>\n <tri for>\n");
}

Test(wrap, mark_beyond_the_text_is_harmless) {
    cl_wrap wrap = {.width = 40, .mark = {2, 99}, .open = "[[", .close = "]]", .visible = true};
    check(wrap, "one", "on[[e]]\n");
    wrap.mark = (cl_span){50, 99};
    check(wrap, "one", "one\n");
}

Test(wrap, terminal_codes_are_taken_out) {
    check((cl_wrap){.width = 40}, "a\033[31mb", "a\xEF\xBF\xBD[31mb\n");
    check((cl_wrap){.width = 40},
          "a\xE2\x80\xAE"
          "b",
          "a\xEF\xBF\xBD"
          "b\n");
}

Test(wrap, empty_lines_hold_no_spaces) {
    check((cl_wrap){.width = 40, .indent = 3}, "a\n\nb", "a\n\n   b\n");
    cl_wrap wrap = {.width = 40, .indent = 3, .mark = {0, 4}, .open = "<", .close = ">"};
    check(wrap, "a\n\nb", "<a>\n\n   <b>\n");
}
