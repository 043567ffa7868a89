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

TestSuite(package, .init = setup, .fini = teardown);

#define PARAGRAPH(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static cl_text simple(void) {
    return test_docx_full(arena, PARAGRAPH("The Supplier shall deliver."), NULL, NULL, NULL);
}

static void refused(cl_text bytes, const cl_limits *limits, const char *id) {
    cl_document *document = test_load_limited(arena, bytes, limits, &error);
    cr_assert_null(document);
    cr_assert_str_eq(error.id, id);
}

Test(package, finds_parts_by_relationship_not_by_path) {
    cl_document *document = test_load(arena, simple(), &error);
    cr_assert_not_null(document, "%s", error.message);
    cr_assert_eq(document->block_count, 1);
    cr_assert_str_eq(document->blocks[0].part, "deep/main.xml");
}

Test(package, reads_strict_documents_with_any_prefix) {
    test_part parts[] = {{"_rels/.rels",
                          RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL_STRICT
                                    "officeDocument\" Target=\"/a.xml\"/></Relationships>"},
                         {"a.xml", "<document xmlns=\"" W_STRICT
                                   "\"><body><p><r><t>Strict</t></r></p></body></document>"},
                         {NULL, NULL}};
    cl_document *document = test_load(arena, test_zip(arena, parts), &error);
    cr_assert_not_null(document, "%s", error.message);
    cr_assert(cl_text_equal(document->blocks[0].text, CL_TEXT("Strict")));
}

Test(package, finds_parts_however_their_names_are_written) {
    test_part parts[] = {
        {"_RELS\\.rels", RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL
                                   "officeDocument\" Target=\"Word/Main.xml\"/></Relationships>"},
        {"/word\\main.XML",
         "<w:document xmlns:w=\"" W_NS "\"><w:body>" PARAGRAPH("Case") "</w:body></w:document>"},
        {NULL, NULL}};
    cl_document *document = test_load(arena, test_zip(arena, parts), &error);
    cr_assert_not_null(document, "%s", error.message);
    cr_assert(cl_text_equal(document->blocks[0].text, CL_TEXT("Case")));
}

#define OVERRIDE(part, type)                                                                       \
    "<Override PartName=\"" part "\" ContentType=\"application/vnd." type "\"/>"

Test(package, without_relationships_content_types_tell_the_parts) {
    test_part parts[] = {
        {"m.xml", "<w:document xmlns:w=\"" W_NS "\"><w:body><w:p><w:pPr><w:pStyle w:val=\"A\"/>"
                  "</w:pPr><w:r><w:t>Macro</w:t></w:r></w:p></w:body></w:document>"},
        {"s.xml", "<w:styles xmlns:w=\"" W_NS "\"><w:style w:type=\"paragraph\" w:styleId=\"A\">"
                  "<w:name w:val=\"Mine\"/></w:style></w:styles>"},
        {"[Content_Types].xml",
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" OVERRIDE(
             "/m.xml", "ms-word.document.macroEnabled.main+xml")
             OVERRIDE("/s.xml",
                      "openxmlformats-officedocument.wordprocessingml.styles+xml") "</Types>"},
        {NULL, NULL}};
    cl_document *document = test_load(arena, test_zip(arena, parts), &error);
    cr_assert_not_null(document, "%s", error.message);
    cr_assert(cl_text_equal(document->blocks[0].style, CL_TEXT("Mine")));
}

Test(package, tells_a_truncated_file) {
    cl_text bytes = simple();
    for (size_t length = 4; length < bytes.length; length += 97) {
        refused((cl_text){bytes.bytes, length}, &test_limits, "docx-truncated");
    }
}

Test(package, refuses_other_archives) {
    test_part parts[] = {{"readme.txt", "nothing"}, {NULL, NULL}};
    refused(test_zip(arena, parts), &test_limits, "docx-not-a-document");
}

Test(package, refuses_another_root) {
    test_part parts[] = {{"_rels/.rels",
                          RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL
                                    "officeDocument\" Target=\"a.xml\"/></Relationships>"},
                         {"a.xml", "<workbook/>"},
                         {NULL, NULL}};
    refused(test_zip(arena, parts), &test_limits, "docx-not-a-document");
    parts[1].name = "b.xml";
    refused(test_zip(arena, parts), &test_limits, "zip-part-missing");
    cr_assert_not_null(strstr(error.message, "a.xml"), "the message names the part");
}

Test(package, refuses_broken_xml_and_declarations) {
    refused(test_docx_full(arena, "<w:p>", NULL, NULL, NULL), &test_limits, "xml-damaged");
    cr_assert_not_null(strstr(error.message, "deep/main.xml"));
    test_part parts[] = {{"_rels/.rels",
                          RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL
                                    "officeDocument\" Target=\"a.xml\"/></Relationships>"},
                         {"a.xml", "<!DOCTYPE d [<!ENTITY e \"x\">]><d>&e;</d>"},
                         {NULL, NULL}};
    refused(test_zip(arena, parts), &test_limits, "xml-dtd");
}

Test(package, keeps_to_its_limits) {
    cl_limits limits = test_limits;
    limits.parts = 2;
    refused(simple(), &limits, "limit-parts");
    limits = test_limits;
    limits.part_bytes = 300;
    refused(simple(), &limits, "limit-part-bytes");
    limits = test_limits;
    limits.total_bytes = 500;
    refused(simple(), &limits, "limit-total-bytes");
    limits = test_limits;
    limits.xml_depth = 3;
    refused(simple(), &limits, "limit-xml-depth");
    limits = test_limits;
    limits.paragraph_bytes = 10;
    refused(simple(), &limits, "limit-paragraph-bytes");
    limits = test_limits;
    limits.paragraphs = 1;
    refused(test_docx_full(arena, PARAGRAPH("a") PARAGRAPH("b"), NULL, NULL, NULL), &limits,
            "limit-paragraphs");
}

Test(package, refuses_a_bomb) {
    size_t size = 3 << 20;
    char *spaces = cl_arena_alloc(arena, size + 1);
    memset(spaces, ' ', size);
    refused(test_docx_full(arena, spaces, NULL, NULL, NULL), &test_limits, "limit-ratio");
}

Test(package, leaves_out_a_damaged_side_part) {
    cl_document *document =
        test_load(arena, test_docx_full(arena, PARAGRAPH("Text"), "<w:style>", NULL, NULL), &error);
    cr_assert_not_null(document);
    cr_assert_eq(document->notices.count, 1);
    cr_assert_str_eq(document->notices.items[0].id, "docx-part-unread");
}

Test(package, refuses_two_parts_of_one_name) {
    const char *types =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    const char *xml =
        "<w:document xmlns:w=\"" W_NS "\"><w:body>" PARAGRAPH("One.") "</w:body></w:document>";
    test_part parts[] = {{"[Content_Types].xml", types},
                         {"_rels/.rels",
                          RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL
                                    "officeDocument\" Target=\"main.xml\"/></Relationships>"},
                         {"main.xml", xml},
                         {"MAIN.xml", xml},
                         {NULL, NULL}};
    refused(test_zip(arena, parts), &test_limits, "zip-part-twice");
}

Test(package, refuses_endless_attributes_before_they_are_compared) {
    cl_buffer body = {0};
    cl_buffer_add_string(&body, "<w:p");
    for (int i = 0; i < 20000; i++)
        cl_buffer_printf(&body, " a%d='>'", i);
    cl_buffer_add_string(&body, "/>");
    cl_limits limits = test_limits;
    limits.xml_attributes = 100000;
    cl_text bytes = test_docx_full(arena, body.bytes, NULL, NULL, NULL);
    refused(bytes, &limits, "limit-xml-attributes");
    cl_buffer_release(&body);
    limits.xml_attributes = 2;
    refused(simple(), &limits, "limit-xml-attributes");
}
