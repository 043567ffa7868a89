/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "document/normalise.h"

static cl_arena *arena;

static void set_up(void) {
    arena = cl_arena_new();
}
static void tear_down(void) {
    cl_arena_free(arena);
}
TestSuite(normalise, .init = set_up, .fini = tear_down);

static cl_block fold(const char *source) {
    cl_normaliser normaliser = {0};
    cl_block block = {0};
    cl_text text = cl_text_from(source);
    cl_normaliser_add(&normaliser, text, 0, text.length);
    cl_normaliser_take(&normaliser, arena, &block.text, &block.map);
    cl_normaliser_release(&normaliser);
    return block;
}

static void expect(const char *source, const char *folded) {
    cl_block block = fold(source);
    cr_assert(cl_text_equal(block.text, cl_text_from(folded)), "[%.*s]", (int)block.text.length,
              block.text.bytes);
}

Test(normalise, folds_quotes_and_dashes) {
    expect("\u201Cthe \u2018Fee\u2019\u201D \u2013 or\u2014", "\"the 'Fee'\" - or-");
}

Test(normalise, makes_one_space_of_any_white_space) {
    expect(" \t a\u00A0\u2003 b\r\n\fc  ", "a b c");
}

Test(normalise, drops_what_is_not_seen) {
    expect("con\u00ADtract\u200B\u2060 \uFEFFx", "contract x");
}

Test(normalise, folds_ligatures_and_lookalikes) {
    expect("o\uFB03ce \uFB01t \u212A\u017F", "office fit Ks");
}

Test(normalise, keeps_other_scripts) {
    expect("Stra\u00DFe \u5951\u7D04 \u00A7 5", "Stra\u00DFe \u5951\u7D04 \u00A7 5");
}

Test(normalise, leaves_out_broken_bytes) {
    expect("a\xE2\x80z", "az");
}

Test(normalise, maps_every_byte) {
    cl_block block = fold("  \u201Ca\u201D  \uFB01x");
    cr_assert(cl_text_equal(block.text, CL_TEXT("\"a\" fix")));
    const uint32_t expected[] = {2, 5, 6, 9, 11, 11, 14, 15};
    for (size_t i = 0; i < 8; i++) {
        cr_expect_eq(block.map[i], expected[i], "%zu: %u", i, block.map[i]);
    }
}

Test(normalise, span_covers_whole_source_characters) {
    cl_block block = fold("say \u201Cyes\u201D now");
    cl_span span = cl_block_source_span(&block, (cl_span){4, 9});
    cr_assert_eq(span.start, 4);
    cr_assert_eq(span.end, 4 + 3 + 3 + 3);
}

Test(normalise, display_is_what_the_author_typed) {
    cl_document document = {.arena = arena, .source = CL_TEXT("say \u201Cyes\u201D   o\uFB03ce")};
    cl_block block = fold(document.source.bytes);
    cl_buffer out = {0};
    cl_block_display(&document, &block, (cl_span){0, block.text.length}, &out);
    cr_assert_str_eq(out.bytes, "say \u201Cyes\u201D o\uFB03ce");
    cl_buffer_release(&out);
}

Test(normalise, decoded_text_comes_from_where_it_is_written) {
    cl_normaliser normaliser = {0};
    cl_text text, source = CL_TEXT("a&amp;b");
    const uint32_t *map;
    cl_normaliser_add(&normaliser, source, 0, 1);
    cl_normaliser_add_decoded(&normaliser, CL_TEXT("&"), 1, 6);
    cl_normaliser_add(&normaliser, source, 6, 7);
    cl_normaliser_take(&normaliser, arena, &text, &map);
    cl_normaliser_release(&normaliser);
    cr_assert(cl_text_equal(text, CL_TEXT("a&b")));
    cr_assert_eq(map[1], 1);
    cr_assert_eq(map[2], 6);
    cr_assert_eq(map[3], 7);
}

Test(normalise, positions_count_lines_and_columns) {
    cl_document document = {.arena = arena, .source = CL_TEXT("a\r\nb\u00E9c\rd\n\U0001F600e")};
    cl_document_index_lines(&document);
    cl_position c = cl_document_position(&document, 6);
    cr_assert_eq(c.line, 2);
    cr_assert_eq(c.column, 3);
    cr_assert_eq(cl_document_position(&document, 8).line, 3);
    cl_position e = cl_document_position(&document, document.source.length - 1);
    cr_assert_eq(e.line, 4);
    cr_assert_eq(e.column, 2);
    cr_assert_eq(e.utf16_column, 3);
}
