/* SPDX-License-Identifier: MIT
 *
 * What Word shows for the constructs of ECMA-376 part 1, one by one.
 */
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

TestSuite(docx_constructs, .init = setup, .fini = teardown);

/* In the bodies below {text} is a run, [ and ] begin and end a paragraph. */
static char *expand(const char *body) {
    cl_buffer out = {0};
    for (const char *c = body; *c != '\0'; c++) {
        const char *xml = *c == '{'   ? "<w:r><w:t xml:space=\"preserve\">"
                          : *c == '}' ? "</w:t></w:r>"
                          : *c == '[' ? "<w:p>"
                          : *c == ']' ? "</w:p>"
                                      : NULL;
        if (xml != NULL) {
            cl_buffer_add_string(&out, xml);
        } else {
            cl_buffer_add_char(&out, *c);
        }
    }
    char *copy = cl_arena_copy(arena, out.bytes, out.length);
    cl_buffer_release(&out);
    return copy;
}

#define FIELD(type)   "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text)    "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define COMPLEX(code) FIELD("begin") CODE(code) FIELD("separate")
#define FORM(data)                                                                                 \
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" data "</w:ffData></w:fldChar></w:r>"
#define BY_ANN "w:author=\"Ann\" w:date=\"2024-05-06T07:08:09Z\""

typedef struct example {
    const char *what, *body, *final, *original; /* original NULL: the same */
} example;

static const example examples[] = {
    {"REF keeps its result", "[" COMPLEX("REF a \\r") "{4.2}" FIELD("end") "{ ends}]", "4.2 ends\n",
     NULL},
    {"a field in the code of another is code",
     "[" FIELD("begin") CODE("IF ") COMPLEX("REF a") "{no}" FIELD("end") CODE("= 1")
         FIELD("separate") "{yes}" FIELD("end") "]",
     "yes\n", NULL},
    {"a field in the result of another is text",
     "[" COMPLEX("HYPERLINK x") "{see }" COMPLEX("PAGEREF a") "{9}" FIELD("end") FIELD("end") "]",
     "see 9\n", NULL},
    {"simple fields", "[<w:fldSimple w:instr=\"PAGE\">{7}</w:fldSimple>]", "7\n", NULL},
    {"TC shows nothing", "[{A}" FIELD("begin") CODE("TC \"Title\" \\l 1") FIELD("end") "]", "A\n",
     NULL},
    {"MACROBUTTON shows its text",
     "[" FIELD("begin") CODE("MACROBUTTON NoMacro (Insert name)") FIELD("end") "]",
     "(Insert name)\n", NULL},
    {"check boxes of forms",
     "[" FORM("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>") CODE("FORMCHECKBOX")
         FIELD("end") "{yes }" FORM("<w:checkBox><w:default "
                                    "w:val=\"0\"/></w:checkBox>") CODE("FORMCHECKBOX")
             FIELD("end") "{no}]",
     "\xE2\x98\x92yes \xE2\x98\x90no\n", NULL},
    {"lists of forms show the entry chosen",
     "[" FORM("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"one\"/><w:listEntry "
              "w:val=\"two\"/></w:ddList>") CODE("FORMDROPDOWN") FIELD("end") "]",
     "two\n", NULL},
    {"symbols and special characters",
     "[<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Symbol\" "
     "w:char=\"F0B7\"/><w:softHyphen/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>]",
     "\xE2\x98\x92\xE2\x80\xA2\xC2\xAD"
     "a\xE2\x80\x91"
     "b\n",
     NULL},
    {"hidden text is printed in place, between marks",
     "[{seen}<w:r><w:rPr><w:vanish/></w:rPr><w:t> not</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
     "<w:t> this</w:t></w:r>{ again}]",
     "seen\xE2\x9F\xA6 not this\xE2\x9F\xA7 again\n", NULL},
    {"wrappers at every level",
     "<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>"
     "<w:customXml>[<w:bdo w:val=\"ltr\"><w:dir w:val=\"ltr\">{a}</w:dir></w:bdo>"
     "<w:smartTag>{b}</w:smartTag><w:hyperlink>{c}</w:hyperlink>]</w:customXml></w:tc>"
     "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>",
     "abc\n", NULL},
    {"a label behind a line break begins an item",
     "[{Fees:}<w:r><w:br/></w:r>{(a) first; and}<w:r><w:br/></w:r>{(b) second,}<w:r><w:br/></w:r>"
     "{both yearly.}]",
     "Fees: \n(a) first; and \n(b) second, both yearly.\n", NULL},
    {"a drop cap begins the next paragraph",
     "[<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>{T}][{his Agreement}]", "This Agreement\n",
     NULL},
    {"the line of a fraction is read",
     "[{at }<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:f>"
     "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
     "</m:oMath>{ of}]",
     "at 1/4 of\n", NULL},
    {"insertions and deletions, one in the other",
     "[{Pay }<w:ins " BY_ANN ">{within }<w:del " BY_ANN
     "><w:r><w:delText>ten</w:delText></w:r></w:del>"
     "{thirty days}</w:ins><w:del " BY_ANN "><w:r><w:delText>now</w:delText></w:r></w:del>]",
     "Pay within thirty days\n", "Pay now\n"},
    {"moves", "[<w:moveFrom>{here}</w:moveFrom>{-}<w:moveTo>{there}</w:moveTo>]", "-there\n",
     "here-\n"},
    {"deleted paragraph marks", "[<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{One }][{two}]",
     "One two\n", "One \ntwo\n"},
    {"inserted paragraph marks", "[<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{One }][{two}]",
     "One \ntwo\n", "One two\n"},
    {"rows and cells",
     "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>[{new row}]</w:tc></w:tr><w:tr><w:trPr><w:del/>"
     "</w:trPr><w:tc>[{old row}]</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:cellIns/></w:tcPr>"
     "[{new cell}]</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>[{old cell}]</w:tc></w:tr></w:tbl>",
     "new row\nnew cell\n", "old row\nold cell\n"},
    {"formatting that was changed is no change of the text",
     "[<w:pPr><w:pPrChange><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:pPrChange></w:pPr><w:r>"
     "<w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>text</w:t>"
     "</w:r>]",
     "text\n", NULL},
};

static cl_document *read_view(const char *body, cl_view view) {
    cl_limits limits = test_limits;
    limits.view = view;
    cl_document *document = test_load_limited(
        arena, test_docx_full(arena, expand(body), NULL, NULL, NULL), &limits, &error);
    cr_assert_not_null(document, "%s", error.message);
    return document;
}

static void printed(const cl_document *document, const char *what, const char *expected) {
    cr_expect(cl_text_equal(document->source, cl_text_from(expected)), "%s; got:\n%.*s", what,
              (int)document->source.length, document->source.bytes);
}

Test(docx_constructs, in_both_views) {
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const example *one = &examples[i];
        printed(read_view(one->body, CL_VIEW_FINAL), one->what, one->final);
        printed(read_view(one->body, CL_VIEW_ORIGINAL), one->what,
                one->original != NULL ? one->original : one->final);
    }
}

Test(docx_constructs, hidden_text_is_not_matched) {
    const cl_document *document = read_view(
        "[{seen }<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>{again}]", CL_VIEW_FINAL);
    const cl_block *block = &document->blocks[0];
    cr_assert(cl_text_equal(block->text, CL_TEXT("seen again")));
    uint32_t run, offset;
    cr_assert_not(cl_block_run(block, 5, &run, &offset)); /* the mark is ours */
    cr_assert(cl_block_run(block, 8, &run, &offset));
    cr_assert_eq(run, 1);
    cr_assert_eq(offset, 0);
}

Test(docx_constructs, every_byte_knows_who_inserted_it) {
    const char *body = "[{Pay }<w:ins " BY_ANN ">{in }<w:ins w:author=\"Bob\">{ten}</w:ins>"
                       "</w:ins>{ days}]";
    const cl_block *block = &read_view(body, CL_VIEW_FINAL)->blocks[0];
    cr_assert_null(cl_block_revision(block, (cl_span){0, 4}));
    cr_assert_str_eq(cl_block_revision(block, (cl_span){4, 6})->author, "Ann");
    cr_assert_str_eq(cl_block_revision(block, (cl_span){4, 6})->date, "2024-05-06T07:08:09Z");
    cr_assert_str_eq(cl_block_revision(block, (cl_span){7, 10})->author, "Bob");
    cr_assert_not(cl_block_revision(block, (cl_span){7, 10})->deleted);
    cr_assert_null(cl_block_revision(block, (cl_span){11, 15}));
}

Test(docx_constructs, in_the_original_view_deleted_text_is_marked) {
    const char *body = "[{Pay }<w:moveFrom " BY_ANN ">{now}</w:moveFrom>]";
    const cl_block *block = &read_view(body, CL_VIEW_ORIGINAL)->blocks[0];
    const cl_revision *revision = cl_block_revision(block, (cl_span){4, 7});
    cr_assert_not_null(revision);
    cr_assert(revision->deleted && revision->moved);
}

Test(docx_constructs, an_inserted_row_is_attributed) {
    const char *body = "<w:tbl><w:tr><w:trPr><w:ins " BY_ANN "/></w:trPr><w:tc>[{new}]</w:tc>"
                       "</w:tr></w:tbl>";
    const cl_block *block = &read_view(body, CL_VIEW_FINAL)->blocks[0];
    cr_assert_str_eq(cl_block_revision(block, (cl_span){0, 3})->author, "Ann");
}

Test(docx_constructs, a_merged_paragraph_knows_its_parts) {
    const cl_document *document =
        read_view("[<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{One }][{two}]", CL_VIEW_FINAL);
    cl_run place;
    cr_assert(cl_block_place(&document->blocks[0], 5, &place));
    cr_assert_eq(place.paragraph, 1);
    cr_assert_eq(place.run, 0);
    cr_assert_eq(place.offset, 1);
    size_t back;
    cr_assert(cl_block_find(&document->blocks[0], &place, &back));
    cr_assert_eq(back, 5);
}

Test(docx_constructs, deleted_runs_count) {
    const cl_document *document =
        read_view("[<w:del><w:r><w:delText>a</w:delText></w:r></w:del>{b}]", CL_VIEW_FINAL);
    cr_assert_eq(document->blocks[0].runs[0].run, 1);
}

Test(docx_constructs, numbers_only_word_computes_are_told) {
    const cl_document *document =
        read_view("[" FIELD("begin") CODE("LISTNUM \\l 3") FIELD("end") "{ text}]", CL_VIEW_FINAL);
    cr_assert_not(document->numbering_known);
    cr_assert_str_eq(document->notices.items[0].id, "docx-field-number");
}

/* --- packages with other parts --- */

typedef struct other_part {
    const char *type, *name;
    cl_text content;
} other_part;

static void add(zip_t *zip, const char *name, cl_text content) {
    zip_file_add(zip, name, zip_source_buffer(zip, content.bytes, content.length, 0), 0);
}

static const char *const W = "xmlns:w=\"" W_NS "\" xmlns:r=\"http://schemas.openxmlformats.org/"
                             "officeDocument/2006/relationships\"";

static cl_text with_parts(const char *body, const other_part *parts, size_t count) {
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    zip_source_keep(source);
    const char *rels = RELS_OPEN;
    for (size_t i = 0; i < count; i++) {
        rels =
            cl_arena_printf(arena, "%s<Relationship Id=\"p%zu\" Type=\"" REL "%s\" Target=\"%s\"/>",
                            rels, i, parts[i].type, parts[i].name);
        add(zip, parts[i].name, parts[i].content);
    }
    add(zip, "_rels/.rels",
        CL_TEXT(RELS_OPEN "<Relationship Id=\"r\" Type=\"" REL
                          "officeDocument\" Target=\"m.xml\"/></Relationships>"));
    add(zip, "_rels/m.xml.rels", cl_text_from(cl_arena_printf(arena, "%s</Relationships>", rels)));
    add(zip, "m.xml",
        cl_text_from(cl_arena_printf(arena, "<w:document %s><w:body>%s</w:body></w:document>", W,
                                     expand(body))));
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    char *bytes = cl_arena_alloc(arena, (size_t)stat.size);
    zip_source_open(source);
    zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return (cl_text){bytes, (size_t)stat.size};
}

static cl_text in_utf16(cl_text text) {
    char *wide = cl_arena_alloc(arena, text.length * 2 + 2);
    wide[0] = '\xFF';
    wide[1] = '\xFE';
    for (size_t i = 0; i < text.length; i++) {
        wide[i * 2 + 2] = text.bytes[i];
    }
    return (cl_text){wide, text.length * 2 + 2};
}

static cl_text wrapped(const char *root, const char *content) {
    return cl_text_from(
        cl_arena_printf(arena, "<w:%s %s>%s</w:%s>", root, W, expand(content), root));
}

static cl_document *read_parts(const char *body, const other_part *parts, size_t count) {
    cl_document *document = test_load(arena, with_parts(body, parts, count), &error);
    cr_assert_not_null(document, "%s", error.message);
    return document;
}

Test(docx_constructs, comments_are_kept_aside_with_their_place) {
    other_part parts[] = {
        {"comments", "c.xml",
         wrapped("comments",
                 "<w:comment w:id=\"4\" w:author=\"Ann\" w:initials=\"A\" w:date=\"2024-05-06\""
                 ">[{Too long}][{Ask.}]</w:comment><w:comment w:id=\"5\">[{Lost}]"
                 "</w:comment>")}};
    const cl_document *document = read_parts(
        "[{One}][{Pay }<w:commentRangeStart w:id=\"4\"/>{in ten days}][{or}"
        "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>{ x}]",
        parts, 1);
    printed(document, "comments", "One\nPay in ten days\nor x\n");
    cr_assert_eq(document->comment_count, 2);
    const cl_comment *comment = &document->comments[0];
    cr_assert_str_eq(comment->author, "Ann");
    cr_assert_str_eq(comment->date, "2024-05-06");
    cr_assert(cl_text_equal(comment->text, CL_TEXT("Too long\nAsk.")));
    cr_assert_eq(comment->block, 1);
    cr_assert_eq(comment->start, 4);
    cr_assert_eq(comment->end_block, 2);
    cr_assert_eq(comment->end, 2);
    cr_assert_eq(document->comments[1].block, SIZE_MAX);
}

Test(docx_constructs, notes_show_their_number_where_they_are_referred_to) {
    other_part parts[] = {
        {"footnotes", "f.xml",
         wrapped("footnotes", "<w:footnote w:id=\"2\">[<w:r><w:footnoteRef/></w:r>{ Foot}]"
                              "</w:footnote>")},
        {"endnotes", "e.xml",
         wrapped("endnotes", "<w:endnote w:id=\"2\">[<w:r><w:endnoteRef/></w:r>{ End}]"
                             "</w:endnote>")},
        {"settings", "s.xml",
         wrapped("settings", "<w:footnotePr><w:numStart w:val=\"3\"/></w:footnotePr>")}};
    const cl_document *document =
        read_parts("[{Buyer}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{ pays}"
                   "<w:r><w:endnoteReference w:id=\"2\"/></w:r>]",
                   parts, 3);
    printed(document, "notes", "Buyer\xC2\xB3 pays\xE2\x81\xB1\n\xC2\xB3 Foot\n\xE2\x81\xB1 End\n");
    cr_assert(cl_text_equal(document->blocks[0].text, CL_TEXT("Buyer pays")));
    cr_assert(cl_text_equal(document->blocks[1].text, CL_TEXT("Foot")));
    cr_assert_eq(document->blocks[1].note, 3);
    cr_assert_eq(document->blocks[1].note_anchor, 1);
}

Test(docx_constructs, parts_may_be_in_utf16) {
    other_part parts[] = {
        {"styles", "s.xml",
         in_utf16(wrapped("styles", "<w:style w:type=\"paragraph\" w:default=\"1\" "
                                    "w:styleId=\"A\"><w:name w:val=\"Wide\"/>"
                                    "</w:style>"))}};
    const cl_document *document = read_parts("[{x}]", parts, 1);
    cr_assert(cl_text_equal(document->blocks[0].style, CL_TEXT("Wide")));
}

Test(docx_constructs, chunks_are_read_where_they_stand) {
    cl_text inner = with_parts("[{Inner }<w:ins>{text}</w:ins>]", NULL, 0);
    other_part parts[] = {{"aFChunk", "one.docx", inner},
                          {"aFChunk", "two.txt", CL_TEXT("Plain chunk of text.\n")},
                          {"aFChunk", "three.rtf", CL_TEXT("{\\rtf1 no}")}};
    const cl_document *document =
        read_parts("[{Before}]<w:altChunk r:id=\"p0\"/><w:altChunk r:id=\"p1\"/>[{Between}]"
                   "<w:altChunk r:id=\"p2\"/><w:altChunk r:id=\"none\"/>",
                   parts, 3);
    printed(document, "altChunk", "Before\nInner text\nPlain chunk of text.\nBetween\n");
    const cl_block *block = &document->blocks[1];
    cr_assert_str_eq(block->part, "one.docx!m.xml");
    cr_assert_eq(block->map[0], 7);
    cr_assert_eq(block->revision_count, 1);
    cr_assert_eq(document->notices.count, 2);
    cr_assert_str_eq(document->notices.items[0].id, "docx-outside-text");
}

Test(docx_constructs, chunks_inside_one_another_end) {
    cl_text bytes = with_parts("[{0}]", NULL, 0);
    for (int i = 1; i < 6; i++) {
        other_part parts[] = {{"aFChunk", "one.docx", bytes}};
        bytes = with_parts(cl_arena_printf(arena, "[{%d}]<w:altChunk r:id=\"p0\"/>", i), parts, 1);
    }
    cl_document *document = test_load(arena, bytes, &error);
    cr_assert_not_null(document);
    printed(document, "nested", "5\n4\n3\n");
    cr_assert_str_eq(document->notices.items[0].id, "docx-outside-text");
}

#define PKG_PART(name, xml)                                                                        \
    "<pkg:part pkg:name=\"" name "\" pkg:contentType=\"application/xml\"><pkg:xmlData>" xml        \
    "</pkg:xmlData></pkg:part>"

Test(docx_constructs, one_file_of_xml_is_a_package_too) {
    static const char file[] =
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n"
        "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\" "
        "xmlns:w=\"" W_NS "\">" PKG_PART("/_rels/.rels", RELS_OPEN
                                         "<Relationship Id=\"a\" Type=\"" REL
                                         "officeDocument\" Target=\"x/Main.xml\"/></Relationships>")
            PKG_PART("/x/main.xml",
                     "<w:document><w:body><w:p><w:r><w:footnoteReference "
                     "w:id=\"1\"/><w:t> Text</w:t></w:r></w:p></w:body></w:document>")
                PKG_PART("/x/_rels/main.xml.rels",
                         RELS_OPEN "<Relationship Id=\"b\" Type=\"" REL
                                   "footnotes\" Target=\"n.xml\"/></Relationships>")
                    PKG_PART("/x/n.xml",
                             "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>Note</w:t></w:r>"
                             "</w:p></w:footnote></w:footnotes>") "</pkg:package>";
    cr_assert_eq(cl_loader_docx.recognise(cl_text_from(file)), 100);
    cl_document *document = test_load(arena, cl_text_from(file), &error);
    cr_assert_not_null(document, "%s", error.message);
    printed(document, "flat OPC", "\xC2\xB9 Text\nNote\n");
}

Test(docx_constructs, other_xml_is_not_ours) {
    cr_assert_eq(cl_loader_docx.recognise(CL_TEXT("<?xml version=\"1.0\"?><a/>")), 0);
}
