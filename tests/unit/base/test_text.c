/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/text.h"

Test(text, compares_and_slices) {
    cl_text text = CL_TEXT("  Either Party  ");
    cr_assert(cl_text_equal(cl_text_trim(text), CL_TEXT("Either Party")));
    cr_assert(cl_text_equal_nocase(CL_TEXT("ABC"), CL_TEXT("abc")));
    cr_assert_not(cl_text_equal(CL_TEXT("ABC"), CL_TEXT("abc")));
    cr_assert(cl_text_equal(cl_text_slice(text, 2, 8), CL_TEXT("Either")));
    cr_assert(cl_text_starts(CL_TEXT("Section 4"), "Section"));
    cr_assert_not(cl_text_starts(CL_TEXT("Sec"), "Section"));
    cr_assert(cl_text_starts_nocase(CL_TEXT("SECTION 4"), "section"));
    cr_assert(cl_text_ends(CL_TEXT("a.docx"), ".docx"));
    cr_assert_eq(cl_text_from(NULL).length, 0);
}

Test(text, finds_from_an_offset) {
    cl_text text = CL_TEXT("abcabc");
    cr_assert_eq(cl_text_find(text, CL_TEXT("bc"), 0), 1);
    cr_assert_eq(cl_text_find(text, CL_TEXT("bc"), 2), 4);
    cr_assert_eq(cl_text_find(text, CL_TEXT("bc"), 5), SIZE_MAX);
    cr_assert_eq(cl_text_find(text, CL_TEXT("bc"), 100), SIZE_MAX);
}

Test(text, utf8_goes_there_and_back) {
    static const uint32_t points[] = {'a', 0xE9, 0x20AC, 0x1F600, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[4];
        size_t length = cl_utf8_encode(points[i], bytes), size;
        cr_assert_eq(cl_utf8_decode((cl_text){bytes, length}, 0, &size), points[i]);
        cr_assert_eq(size, length);
        cr_assert_eq(cl_utf8_valid_until((cl_text){bytes, length}), length);
    }
}

Test(text, utf8_refuses_what_is_not_utf8) {
    static const char *const bad[] = {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                      "\xE2\x82", "\x80",         "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t size;
        cr_assert_eq(cl_utf8_valid_until(cl_text_from(bad[i])), 0, "%zu", i);
        cr_assert_eq(cl_utf8_decode(cl_text_from(bad[i]), 0, &size), 0xFFFD);
        cr_assert_eq(size, 1);
    }
    size_t size = 9;
    cr_assert_eq(cl_utf8_decode(CL_TEXT("a"), 1, &size), 0);
    cr_assert_eq(size, 0);
}

Test(text, counts_code_points_and_utf16_units) {
    cl_text text = cl_text_from("a\xE2\x82\xAC\xF0\x9F\x98\x80");
    cr_assert_eq(cl_text_code_points(text), 3);
    cr_assert_eq(cl_text_utf16_units(text), 4);
}
