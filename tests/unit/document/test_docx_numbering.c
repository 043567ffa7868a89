/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "document/docx_number_format.h"
#include "document/docx_numbering.h"
#include "docx_package.h"

static cl_arena *arena;
static cl_error error;

static void setup(void) {
    arena = cl_arena_new();
}

static void teardown(void) {
    cl_arena_free(arena);
}

TestSuite(docx_numbering, .init = setup, .fini = teardown);

#define LEVEL(n, format, text, more)                                                               \
    "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                      \
    "\"/><w:lvlText w:val=\"" text "\"/>" more "</w:lvl>"
#define ABSTRACT(id, levels) "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define NUM(id, abstract, more)                                                                    \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</w:num>"
#define ITEM(num, level)                                                                           \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num                      \
    "\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
#define OUTLINE                                                                                    \
    LEVEL("0", "decimal", "%1.", "")                                                               \
    LEVEL("1", "decimal", "%1.%2", "")                                                             \
    LEVEL("2", "lowerLetter", "(%3)", "")

static void labels(const char *body, const char *styles, const char *numbering,
                   const char *expected) {
    cl_text bytes = test_docx_full(arena, body, styles, numbering, NULL);
    cl_document *document = test_load(arena, bytes, &error);
    cr_assert_not_null(document, "%s", error.message);
    cl_buffer got = {0};
    for (size_t i = 0; i < document->block_count; i++) {
        cl_buffer_add_text(&got, document->blocks[i].label);
        cl_buffer_add_char(&got, '|');
    }
    cr_assert_str_eq(got.bytes, expected);
    cl_buffer_release(&got);
}

Test(docx_numbering, levels_restart_below_a_higher_one) {
    labels(ITEM("1", "0") ITEM("1", "1") ITEM("1", "2") ITEM("1", "2") ITEM("1", "1") ITEM("1", "2")
               ITEM("1", "0") ITEM("1", "1"),
           NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.|1.1|(a)|(b)|1.2|(a)|2.|2.1|");
}

Test(docx_numbering, lists_of_one_definition_go_on_unless_told_otherwise) {
    labels(ITEM("1", "0") ITEM("2", "0") ITEM("3", "0") ITEM("3", "0"), NULL,
           ABSTRACT("5", OUTLINE) NUM("1", "5", "") NUM("2", "5", "")
               NUM("3", "5",
                   "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>"
                   "</w:lvlOverride>"),
           "1.|2.|7.|8.|");
}

Test(docx_numbering, restart_rules) {
    labels(ITEM("1", "0") ITEM("1", "1") ITEM("1", "0") ITEM("1", "1"), NULL,
           ABSTRACT("5", LEVEL("0", "upperRoman", "Article %1", "")
                             LEVEL("1", "decimal", "Section %2", "<w:lvlRestart w:val=\"0\"/>"))
               NUM("1", "5", ""),
           "Article I|Section 1|Article II|Section 2|");
}

Test(docx_numbering, legal_numbering_is_decimal) {
    labels(ITEM("1", "0") ITEM("1", "1"), NULL,
           ABSTRACT("5", LEVEL("0", "upperRoman", "%1.", "") LEVEL(
                             "1", "decimalZero", "Section %1.%2", "<w:isLgl/>")) NUM("1", "5", ""),
           "I.|Section 1.01|");
}

Test(docx_numbering, through_styles_and_switched_off) {
    const char *styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"C\"><w:name w:val=\"Clause\"/><w:pPr><w:numPr>"
        "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    labels(ITEM("1", "0") "<w:p><w:pPr><w:pStyle w:val=\"C\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
                          "<w:p><w:pPr><w:pStyle w:val=\"C\"/><w:numPr><w:numId w:val=\"0\"/>"
                          "</w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
           styles,
           ABSTRACT("5", LEVEL("0", "decimal", "%1.", "") LEVEL(
                             "1", "decimal", "%1.%2", "<w:pStyle w:val=\"C\"/>")) NUM("1", "5", ""),
           "1.|1.1||");
}

Test(docx_numbering, numbering_styles) {
    const char *styles =
        "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/>"
        "</w:numPr></w:pPr></w:style>";
    labels(ITEM("1", "0"), styles,
           "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
           "<w:abstractNum w:abstractNumId=\"2\"><w:styleLink w:val=\"L\"/>" LEVEL(
               "0", "lowerRoman", "(%1)", "") "</w:abstractNum>" NUM("1", "1", "")
               NUM("2", "2", ""),
           "(i)|");
}

Test(docx_numbering, links_in_a_circle_end) {
    const char *styles =
        "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"1\"/>"
        "</w:numPr></w:pPr></w:style>";
    labels(ITEM("1", "0"), styles,
           "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" NUM(
               "1", "1", ""),
           "|");
}

Test(docx_numbering, deleted_paragraphs_are_not_counted) {
    labels(ITEM("1", "0") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>"
                          "</w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>gone"
                          "</w:delText></w:r></w:del></w:p>" ITEM("1", "0"),
           NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.|2.|");
}

Test(docx_numbering, a_level_may_restart_only_below_a_chosen_one) {
    labels(ITEM("1", "0") ITEM("1", "1") ITEM("1", "2") ITEM("1", "1") ITEM("1", "2") ITEM("1", "0")
               ITEM("1", "1") ITEM("1", "2"),
           NULL,
           ABSTRACT("5", LEVEL("0", "decimal", "%1", "") LEVEL("1", "lowerLetter", "%2", "")
                             LEVEL("2", "lowerRoman", "%3", "<w:lvlRestart w:val=\"1\"/>"))
               NUM("1", "5", ""),
           "1|a|i|b|ii|2|a|i|");
}

Test(docx_numbering, an_override_may_replace_the_level) {
    labels(ITEM("1", "0") ITEM("2", "0"), NULL,
           ABSTRACT("5", OUTLINE) NUM("1", "5", "")
               NUM("2", "5",
                   "<w:lvlOverride w:ilvl=\"0\">" LEVEL("0", "upperLetter", "Schedule %1",
                                                        "") "</w:lvlOverride>"),
           "1.|Schedule B|");
}

Test(docx_numbering, literal_text_around_the_numbers) {
    labels(ITEM("1", "0") ITEM("1", "1"), NULL,
           ABSTRACT("5", LEVEL("0", "decimal", "\xC2\xA7 %1", "<w:suff w:val=\"nothing\"/>")
                             LEVEL("1", "decimal", "%1.%2-", "<w:suff w:val=\"space\"/>"))
               NUM("1", "5", ""),
           "\xC2\xA7 1|1.1-|");
}

Test(docx_numbering, through_a_chain_of_styles_even_in_a_circle) {
    const char *styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/><w:pPr><w:numPr>"
        "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    labels("<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", styles,
           ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.1|");
}

Test(docx_numbering, list_and_level_are_inherited_apart) {
    const char *styles = "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:pPr><w:numPr><w:ilvl "
                         "w:val=\"1\"/><w:numId "
                         "w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    labels("<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>"
           "<w:r><w:t>x</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl "
           "w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
           styles,
           ABSTRACT("5", OUTLINE) ABSTRACT("6", LEVEL("0", "decimal", "%1", "")
                                                    LEVEL("1", "upperLetter", "Part %2", ""))
               NUM("1", "5", "") NUM("2", "6", ""),
           "Part A|(a)|");
}

Test(docx_numbering, rows_of_tables_are_numbered) {
    labels("<w:tbl><w:tr><w:tc>" ITEM("1", "0") "</w:tc></w:tr><w:tr><w:tc>" ITEM(
               "1", "0") "</w:tc></w:tr></w:tbl>" ITEM("1", "0"),
           NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.|2.|3.|");
}

Test(docx_numbering, text_boxes_count_by_themselves) {
    labels(ITEM("1", "0") "<w:p><w:r><w:txbxContent>" ITEM("1", "0") ITEM(
               "1", "0") "</w:txbxContent></w:r><w:r><w:t>host</w:t></w:r></w:p>" ITEM("1", "0"),
           NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.|1.|2.||2.|");
}

Test(docx_numbering, notes_count_by_themselves) {
    cl_text bytes = test_docx_full(
        arena, ITEM("1", "0") "<w:p><w:r><w:t>y</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""),
        "<w:footnote w:id=\"1\">" ITEM("1", "0") "</w:footnote>");
    cl_document *document = test_load(arena, bytes, &error);
    cr_assert(cl_text_equal(document->blocks[2].label, CL_TEXT("1.")));
}

Test(docx_numbering, paragraphs_that_cannot_be_seen_are_not_counted) {
    labels(ITEM("1", "0") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>"
                          "</w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/>"
                          "</w:rPr><w:t>x</w:t></w:r></w:p>" ITEM("1", "0"),
           NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), "1.||2.|");
}

Test(docx_numbering, formats_of_ones_own) {
    labels(ITEM("1", "0"), NULL,
           ABSTRACT("5", "<w:lvl w:ilvl=\"0\"><w:start w:val=\"7\"/><mc:AlternateContent>"
                         "<mc:Choice Requires=\"w14\"><w:numFmt w:val=\"custom\" "
                         "w:format=\"001, 002, 003, ...\"/></mc:Choice><mc:Fallback><w:numFmt "
                         "w:val=\"decimal\"/></mc:Fallback></mc:AlternateContent><w:lvlText "
                         "w:val=\"%1\"/></w:lvl>") NUM("1", "5", ""),
           "007|");
}

Test(docx_numbering, before_the_changes) {
    cl_limits limits = test_limits;
    limits.view = CL_VIEW_ORIGINAL;
    const char *body =
        ITEM("1", "0") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/><w:ins/>"
                       "</w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
                       "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
                       "<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>"
                       "</w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    cl_text bytes =
        test_docx_full(arena, body, NULL, ABSTRACT("5", OUTLINE) NUM("1", "5", ""), NULL);
    cl_document *document = test_load_limited(arena, bytes, &limits, &error);
    cr_assert(cl_text_equal(document->blocks[0].label, CL_TEXT("1.")));
    cr_assert_eq(document->blocks[1].label.length, 0);
    cr_assert(cl_text_equal(document->blocks[2].label, CL_TEXT("1.1")));
}

Test(docx_numbering, a_missing_list_is_told) {
    cl_document *document =
        test_load(arena, test_docx_full(arena, ITEM("9", "0"), NULL, "", NULL), &error);
    cr_assert_not(document->numbering_known);
    cr_assert_str_eq(document->notices.items[0].id, "docx-numbering-missing");
}

static void formatted(const char *format, int value, const char *expected) {
    cl_buffer out = {0};
    cr_assert(cl_number_format(format, value, &out));
    cr_assert_str_eq(out.bytes, expected);
    cl_buffer_release(&out);
}

Test(docx_numbering, formats) {
    formatted("lowerLetter", 26, "z");
    formatted("lowerLetter", 28, "bb");
    formatted("upperLetter", 30 * 26 + 1, "A");
    formatted("decimalZero", 7, "07");
    formatted("ordinalText", 21, "Twenty-first");
    formatted("00001, 00002, ...", 12, "00012");
    formatted("upperRoman", 1994, "MCMXCIV");
    formatted("ordinal", 12, "12th");
    formatted("ordinal", 22, "22nd");
    formatted("cardinalText", 121, "One hundred twenty-one");
    formatted("ordinalText", 20, "Twentieth");
    formatted("ordinalText", 100, "One hundredth");
    formatted("decimalZero", 7, "07");
    formatted("lowerRoman", 2147483647, "2147483647");
}
