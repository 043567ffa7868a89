/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "docx_package.h"

static cl_arena *arena;
static cl_error error;

static void setup(void) {
    arena = cl_arena_new();
    memset(&error, 0, sizeof error);
}

static void teardown(void) {
    cl_arena_free(arena);
}

TestSuite(docx, .init = setup, .fini = teardown);

#define R(text)    "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(content) "<w:p>" content "</w:p>"

static cl_document *read_styled(const char *body, const char *styles) {
    cl_document *document =
        test_load(arena, test_docx_full(arena, body, styles, NULL, NULL), &error);
    cr_assert_not_null(document, "%s", error.message);
    return document;
}

static cl_document *read_body(const char *body) {
    return read_styled(body, NULL);
}

static void printed(const cl_document *document, const char *expected) {
    cr_assert(cl_text_equal(document->source, cl_text_from(expected)), "got:\n%.*s",
              (int)document->source.length, document->source.bytes);
}

Test(docx, one_block_a_line) {
    printed(read_body(P(R("One")) P("") P(R("Two ") R("parts"))), "One\nTwo parts\n");
}

Test(docx, inline_characters) {
    printed(read_body(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
                        "<w:noBreakHyphen/><w:t>d</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" "
                        "w:char=\"F0A8\"/></w:r>")),
            "a\tb c\xE2\x80\x91"
            "d\xE2\x98\x90\n");
}

Test(docx, deletions_are_gone_and_recorded) {
    cl_document *document = read_body(
        P(R("Keep ") "<w:del w:author=\"Ann\" w:date=\"2020-01-02\"><w:r><w:delText>old"
                     "</w:delText></w:r></w:del><w:ins w:author=\"Bob\">" R("new") "</w:ins>"));
    printed(document, "Keep new\n");
    const cl_block *block = &document->blocks[0];
    cr_assert_eq(document->revision_count, 2);
    cr_assert_eq(block->revision_count, 2);
    cr_assert(block->revisions[0].deleted);
    cr_assert_str_eq(block->revisions[0].author, "Ann");
    cr_assert_eq(block->revisions[0].span.start, block->revisions[0].span.end);
    cr_assert_eq(block->revisions[1].span.start, 5);
    cr_assert_eq(block->revisions[1].span.end, 8);
}

Test(docx, deleted_marks_join_paragraphs) {
    printed(read_body(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("One ")) P(R("two"))),
            "One two\n");
}

Test(docx, a_deleted_mark_at_the_end_loses_nothing) {
    printed(read_body(P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("Last"))), "Last\n");
}

Test(docx, deleted_rows_are_gone) {
    printed(read_body("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P(
                R("x")) "</w:tc></w:tr>"
                        "<w:tr><w:tc>" P(R("y")) "</w:tc></w:tr></w:tbl>"),
            "y\n");
}

Test(docx, tables_know_row_and_column) {
    cl_document *document = read_body(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P(R("a")) "</w:tc><w:tc>" P(R("b")) "</w:tc></w:tr><w:tr><w:tc>" P(
            R("c")) "<w:tbl><w:tr><w:tc>" P(R("in")) "</w:tc></w:tr></w:tbl>" P(R("d")) "</w:tc></"
                                                                                        "w:tr></"
                                                                                        "w:tbl>" P(
                                                                                            R("afte"
                                                                                              "r")));
    printed(document, "a\nb\nc\nin\nd\nafter\n");
    const cl_block *b = document->blocks;
    cr_assert_eq(b[1].column, 2);
    cr_assert_eq(b[2].row, 1);
    cr_assert_eq(b[3].table, 2);
    cr_assert_eq(b[4].table, 1);
    cr_assert_eq(b[4].kind, CL_BLOCK_CELL);
    cr_assert_eq(b[5].table, 0);
}

Test(docx, fields_show_their_result) {
    printed(read_body(P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x"
                        "</w:instrText></w:r>" R(
                            "code") "<w:r><w:fldChar "
                                    "w:fldCharType=\"separate\"/></w:r>" R(
                                        "4.2") "<w:r><w:fldChar "
                                               "w:fldCharType=\"end\"/></w:r>" R(" end"))),
            "4.2 end\n");
}

Test(docx, a_field_without_end_does_not_swallow_the_document) {
    cl_buffer body = {0};
    cl_buffer_add_string(&body, P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"));
    for (int i = 0; i < 100; i++) {
        cl_buffer_add_string(&body, P(R("text")));
    }
    cl_document *document = read_body(body.bytes);
    cl_buffer_release(&body);
    cr_assert_gt(document->block_count, 20);
    cr_assert_str_eq(document->notices.items[0].id, "docx-field-open");
}

Test(docx, text_boxes_are_read_once) {
    cl_document *document =
        read_body(P(R("Host") "<w:r><mc:AlternateContent><mc:Choice "
                              "Requires=\"wps\"><w:txbxContent>" P(
                                  R("Box")) "</w:txbxContent></"
                                            "mc:Choice><mc:Fallback><w:"
                                            "txbxContent>" P(R("Box")) "</"
                                                                       "w:"
                                                                       "txbxContent>"
                                                                       "</"
                                                                       "mc:Fallback>"
                                                                       "</"
                                                                       "mc:"
                                                                       "AlternateCon"
                                                                       "tent></"
                                                                       "w:r>" R(" go"
                                                                                "es "
                                                                                "o"
                                                                                "n")));
    printed(document, "Box\nHost goes on\n");
    cr_assert_eq(document->blocks[0].kind, CL_BLOCK_TEXT_BOX);
    cr_assert_eq(document->blocks[0].paragraph, 1);
    cr_assert_eq(document->blocks[1].paragraph, 0);
}

Test(docx, unknown_choices_fall_back) {
    printed(
        read_body(P("<mc:AlternateContent><mc:Choice Requires=\"odd\">" R(
            "new") "</mc:Choice><mc:Fallback>" R("old") "</mc:Fallback></mc:AlternateContent>")),
        "old\n");
}

Test(docx, wrappers_are_looked_through) {
    printed(read_body("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" P(
                "<w:hyperlink>" R("a") "</w:hyperlink><w:smartTag>" R(
                    "b") "</w:smartTag>"
                         "<w:customXml><w:sdt><w:sdtContent>" R(
                             "c") "</w:sdtContent></w:sdt>"
                                  "</w:customXml>") "</w:sdtContent></w:sdt>"),
            "abc\n");
}

Test(docx, hidden_text_is_never_mixed_with_visible) {
    cl_document *document = read_body(P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>") P(
        R("seen") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not</w:t></w:r>"));
    printed(document, "\xE2\x9F\xA6secret\xE2\x9F\xA7\nseen\xE2\x9F\xA6not\xE2\x9F\xA7\n");
    cr_assert(cl_text_equal(document->blocks[0].text, CL_TEXT("secret")));
    cr_assert(cl_text_equal(document->blocks[1].text, CL_TEXT("seen")));
    cr_assert(document->blocks[0].flags & CL_BLOCK_HIDDEN);
    cr_assert_not(document->blocks[1].flags & CL_BLOCK_HIDDEN);
    cr_assert_str_eq(document->notices.items[0].id, "docx-hidden-text");
}

Test(docx, run_in_titles_end_where_bold_ends) {
    cl_document *document =
        read_body(P("<w:r><w:rPr><w:b/></w:rPr><w:t>Term.</w:t></w:r>" R(" One "
                                                                         "year.")));
    cr_assert_eq(document->blocks[0].bold_end, 5);
    cr_assert_not(document->blocks[0].flags & CL_BLOCK_BOLD);
}

Test(docx, headings_through_the_style_chain_even_in_a_circle) {
    const char *styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"Mine\"/><w:basedOn "
        "w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name "
        "w:val=\"Yours\"/><w:basedOn w:val=\"A\"/><w:pPr><w:outlineLvl w:val=\"1\"/><w:jc "
        "w:val=\"center\"/></w:pPr></w:style>";
    cl_document *document =
        read_styled(P("<w:pPr><w:pStyle w:val=\"A\"/></w:pPr>" R("TERMS")), styles);
    const cl_block *block = &document->blocks[0];
    cr_assert_eq(block->kind, CL_BLOCK_HEADING);
    cr_assert_eq(block->outline_level, 2);
    cr_assert(block->flags & CL_BLOCK_CENTERED);
    cr_assert(block->flags & CL_BLOCK_CAPS);
    cr_assert(cl_text_equal(block->style, CL_TEXT("Mine")));
}

Test(docx, footnotes_carry_the_number_displayed) {
    const char *notes = "<w:footnote w:type=\"separator\" w:id=\"0\">" P(
        R("-")) "</w:footnote>"
                "<w:footnote w:id=\"7\">" P(R("Note")) "</w:footnote>";
    cl_document *document =
        test_load(arena,
                  test_docx_full(arena, P(R("Text") "<w:r><w:footnoteReference w:id=\"7\"/></w:r>"),
                                 NULL, NULL, notes),
                  &error);
    printed(document, "Text\xC2\xB9\nNote\n");
    cr_assert_eq(document->blocks[1].kind, CL_BLOCK_FOOTNOTE);
    cr_assert_eq(document->blocks[1].note, 1);
}

Test(docx, runs_and_places) {
    cl_document *document =
        read_body(P("") "<w:p w14:paraId=\"1A2B\">" R("one ") R("two") "</w:p>");
    const cl_block *block = &document->blocks[0];
    cr_assert_eq(block->paragraph, 1);
    cr_assert_str_eq(block->para_id, "1A2B");
    cr_assert_eq(block->run_count, 2);
    cr_assert_eq(block->runs[1].run, 1);
    cr_assert_eq(block->runs[1].source_start, 4);
    cr_assert_eq(block->runs[1].offset, 0);
}

Test(docx, typed_labels) {
    cl_document *document =
        read_body(P("<w:r><w:t>(a)</w:t><w:tab/><w:t>the Buyer pays;</w:t></w:r>")
                      P(R("30 days after signing.")));
    printed(document, "(a)\tthe Buyer pays;\n30 days after signing.\n");
    const cl_block *block = &document->blocks[0];
    cr_assert(cl_text_equal(block->label, CL_TEXT("(a)")));
    cr_assert(cl_text_equal(block->text, CL_TEXT("the Buyer pays;")));
    cr_assert(block->flags & CL_BLOCK_LABEL_TYPED);
    cr_assert_eq(block->map[0], 4);
    cr_assert_eq(document->blocks[1].label.length, 0);
}
