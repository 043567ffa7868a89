/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "document/typed_label.h"

static cl_label read(const char *text) {
    cl_label label;
    cr_assert(cl_label_read(cl_text_from(text), 0, &label), "no label in [%s]", text);
    return label;
}

static void expect_none(const char *text) {
    cl_label label;
    cr_expect_not(cl_label_read(cl_text_from(text), 0, &label), "label in [%s]", text);
}

Test(label, reads_decimals) {
    cl_label label = read("4.2.11 Fees");
    cr_assert_eq(label.part_count, 3);
    cr_assert_eq(label.parts[2].value, 11);
    cr_assert_eq(label.length, 6);
    cr_assert_eq(read("12. Term").closing, '.');
    cr_assert_eq(read("2.01 Term").parts[1].value, 1);
    cr_assert_eq(read("7) Term").closing, ')');
    cr_assert_eq(read("12.Title").length, 3);
}

Test(label, reads_parenthesised_parts) {
    cl_label label = read("4.2(b)(iii) text");
    cr_assert_eq(label.part_count, 4);
    cr_assert_eq(label.length, 11);
    cr_assert(label.parts[2].parenthesised);
    cr_assert_eq(label.parts[3].numeral, CL_NUMERAL_LOWER_ROMAN);
    cr_assert_eq(label.parts[3].value, 3);
}

Test(label, knows_that_letters_may_be_roman) {
    cl_label i = read("(i) text");
    cr_assert_eq(i.parts[0].numeral, CL_NUMERAL_LOWER_LETTER);
    cr_assert_eq(i.parts[0].value, 9);
    cr_assert_eq(i.parts[0].roman_value, 1);
    cr_assert_eq(read("(xiv) text").parts[0].value, 14);
    cr_assert_eq(read("(bb) text").parts[0].value, 28);
    cr_assert_eq(read("(cc) text").parts[0].value, 29);
}

Test(label, reads_keywords) {
    cl_label label = read("ARTICLE IV TERM");
    cr_assert_str_eq(label.keyword, "article");
    cr_assert_eq(label.parts[0].value, 4);
    cr_assert_eq(label.length, strlen("ARTICLE IV"));
    cr_assert_eq(read("Section 6.03. Title").length, strlen("Section 6.03."));
    cr_assert_eq(read("Article Four").parts[0].value, 4);
    cr_assert_eq(read("Exhibit A-1").part_count, 2);
    cr_assert_str_eq(read("\u00A7 3 Scope").keyword, "\u00A7");
    cr_assert_eq(read("ARTICLE - 17").parts[0].value, 17);
}

Test(label, reads_bullets) {
    cr_assert_eq(read("\u2022 item").parts[0].numeral, CL_NUMERAL_BULLET);
    cr_assert_eq(read("- item").parts[0].numeral, CL_NUMERAL_BULLET);
}

Test(label, is_not_an_amount_or_a_word) {
    static const char *const texts[] = {"A party", "1,000 units", "10% of",     "12/31/2020",
                                        "1st day", "Section",     "articles 5", "(the Fee)",
                                        "i agree", "mix. x",      "(a party)",  "",
                                        "-- rule", "U.S. law",    "12345. x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        expect_none(texts[i]);
    }
}

static bool opens(const char *string) {
    cl_label label;
    cl_text text = cl_text_from(string);
    return cl_label_read(text, 0, &label) && cl_label_opens(text, 0, &label);
}

Test(label, opens_a_paragraph_only_where_it_numbers) {
    cr_assert(opens("5. Term"));
    cr_assert(opens("5.1 the Supplier"));
    cr_assert(opens("Section 5. Term"));
    cr_assert(opens("(a) pay"));
    cr_assert_not(opens("Section 5 of this deed"));
    cr_assert_not(opens("1.5 million"));
    cr_assert_not(opens("(30) days"));
    cr_assert_not(opens("2019. It"));
    cr_assert_not(opens("Exhibit 10.31 LEASE"));
}

Test(label, moves_from_text_to_label) {
    static const uint32_t map[] = {3, 4, 5, 6, 7, 8, 9};
    cl_block block = {.text = CL_TEXT("1. Term"), .map = map, .bold_end = 7};
    cr_assert(cl_block_take_label(&block));
    cr_assert(cl_text_equal(block.label, CL_TEXT("1.")));
    cr_assert(cl_text_equal(block.text, CL_TEXT("Term")));
    cr_assert_eq(block.map[0], 6);
    cr_assert_eq(block.bold_end, 4);
    cr_assert_eq(block.label_start, 3);
}

Test(label, tells_capitals_and_titles) {
    cr_assert(cl_text_is_caps(CL_TEXT("TERM & FEES 2")));
    cr_assert_not(cl_text_is_caps(CL_TEXT("TERM and FEES")));
    cr_assert(cl_text_is_title(CL_TEXT("Limitation of Liability")));
    cr_assert_not(cl_text_is_title(CL_TEXT("The fee is due")));
    cr_assert_not(cl_text_is_title(CL_TEXT("Name: Smith")));
}
