/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "document_fixture.h"

TestSuite(html, .init = set_up, .fini = tear_down);

#define PAGE "<!DOCTYPE html>\n<html><body>\n"

Test(html, is_told_by_its_first_bytes) {
    load_html("<!doctype HTML><p>x");
    load_html("\xEF\xBB\xBF\n<HTML><BODY>x");
    load_html("<!-- saved -->\n<html><p>x");
    load_html("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>");
    load_html("<div><p>One.</p><p>Two.</p></div>");
    const cl_document *d =
        load_html("<DOCUMENT>\n<TYPE>EX-10.1\n<SEQUENCE>2\n<TEXT>\n<HTML><P>The fee.</P></HTML>\n"
                  "</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-10.2\n<TEXT>\n<P>More.</P>");
    cr_assert_eq(d->block_count, 2);
    expect(d, 0, "", "The fee.");
    expect(d, 1, "", "More.");
    load_text("1. a < b\n\nIf <p then q.\n");
    load_markdown("# Terms\n\n<p>x</p>\n");
}

Test(html, utf16_is_recognised) {
    static const char page[] = "<html><p>Fee \xA7 5</html>";
    char bytes[2 * sizeof page];
    size_t n = 0;
    bytes[n++] = '\xFF';
    bytes[n++] = '\xFE';
    for (size_t i = 0; i + 1 < sizeof page; i++) {
        bytes[n++] = page[i];
        bytes[n++] = '\0';
    }
    const cl_document *d = load_bytes(bytes, n, CL_FORMAT_HTML);
    expect(d, 0, "", "Fee \u00A7 5");
    cr_assert_eq(cl_document_position(d, d->blocks[0].map[0]).byte, 2 + 2 * 9);
}

Test(html, declared_encodings_are_believed) {
    const cl_document *d =
        load_html("<html><head><meta charset=\"iso-8859-5\"></head><p>\xBF\xE0\xD8</html>");
    expect(d, 0, "", "\u041F\u0440\u0438");
    cr_assert_eq(d->notices.count, 0);
    d = load_html("<html><meta http-equiv=\"Content-Type\" content=\"text/html; "
                  "charset=ISO-8859-1\"><p>a \x93"
                  "b\x94</html>");
    expect(d, 0, "", "a \"b\"");
    cr_assert_eq(d->notices.count, 0);
}

Test(html, references_know_their_place) {
    static const char page[] = PAGE
        "<p>The &#147;Fee&#148; is&nbsp;due &sect; 5 &amp; &lt;6&gt; &amp;c &foo; &#8217;s</p>";
    const cl_document *d = load_html(page);
    expect(d, 0, "", "The \"Fee\" is due \u00A7 5 & <6> &c &foo; 's");
    const cl_block *block = &d->blocks[0];
    cr_assert_eq(block->map[4], strstr(page, "&#147;") - page);
    cr_assert_eq(block->map[5], strstr(page, "Fee&") - page);
    cr_assert_eq(block->map[10], strstr(page, "is&nbsp;") - page);
    cl_span fee = cl_document_source_span(d, block, (cl_span){4, 9});
    cr_assert_eq(fee.end, (size_t)(strstr(page, " is&nbsp;") - page));
    cl_span name = cl_document_source_span(d, block, (cl_span){5, 8});
    cr_assert_eq(name.end - name.start, 3);
    cl_buffer shown = {0};
    cl_block_display(d, block, (cl_span){0, 26}, &shown);
    cr_assert_str_eq(shown.bytes, "The \"Fee\" is due \u00A7 5 & <6");
    cl_buffer_release(&shown);
}

Test(html, inline_tags_do_not_split_words) {
    const cl_document *d = load_html(
        PAGE
        "<p><b>W</b>HEREAS<i>,</i> the<!-- x --> 15<sup>th</sup></p><div>a<span>b</span>c</div>"
        "<p>x</i>y</unknown>z");
    expect(d, 0, "", "WHEREAS, the 15th");
    expect(d, 1, "", "abc");
    expect(d, 2, "", "xyz");
}

Test(html, headings_by_mark_up_and_by_looks) {
    const cl_document *d = load_html(
        PAGE
        "<h2>4.2 Term</h2><p align=center><b>ARTICLE I</b></p><p align=center>Fees and Taxes</p>"
        "<p>5.1&nbsp;&nbsp;<u>Price</u>. The price is due.</p>"
        "<div style='text-align:center; font-weight:bold'>General Terms</div>"
        "<p>The <b>price</b> is due.</p>");
    expect(d, 0, "4.2", "Term");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_HEADING);
    cr_assert_eq(d->blocks[0].outline_level, 2);
    expect(d, 1, "ARTICLE I", "");
    expect(d, 2, "", "Fees and Taxes");
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_HEADING);
    cr_assert(d->blocks[2].flags & CL_BLOCK_CENTERED);
    expect(d, 3, "5.1", "Price. The price is due.");
    cr_assert_eq(d->blocks[3].bold_end, 5);
    cr_assert_eq(d->blocks[3].kind, CL_BLOCK_LIST_ITEM);
    cr_assert_eq(d->blocks[4].kind, CL_BLOCK_HEADING);
    cr_assert(d->blocks[4].flags & CL_BLOCK_BOLD);
    cr_assert_eq(d->blocks[5].kind, CL_BLOCK_PARAGRAPH);
}

Test(html, lists_count_as_browsers_do) {
    const cl_document *d = load_html(
        PAGE "<ol type=a start=3><li>three<ol style='list-style-type: lower-roman'><li>one"
             "<li value=9>nine<li>ten</ol><li><p>four</p><p>more</p></ol>"
             "<ol reversed><li>x<ul><li>dot</ul><li>y</ol>"
             "<ul style='list-style:none'><li>(b) typed<li>none</ul>"
             "<ul><li>1.1 Goods</ul><ol type=A start=27><li>A</ol>");
    expect(d, 0, "c.", "three");
    cr_assert_eq(d->blocks[0].list_level, 0);
    expect(d, 1, "i.", "one");
    cr_assert_eq(d->blocks[1].list_level, 1);
    expect(d, 2, "ix.", "nine");
    expect(d, 3, "x.", "ten");
    expect(d, 4, "d.", "four");
    expect(d, 5, "", "more");
    expect(d, 6, "2.", "x");
    expect(d, 7, "\u2022", "dot");
    expect(d, 8, "1.", "y");
    expect(d, 9, "(b)", "typed");
    expect(d, 10, "", "none");
    expect(d, 11, "1.1", "Goods");
    expect(d, 12, "AA.", "A");
}

Test(html, line_breaks_start_blocks_only_where_text_does) {
    const cl_document *d = load_html(
        PAGE "<p align=center><b>ARTICLE II<br>FEES</b></p><p>The following items:<br>(a) one;"
             "<br>(b) two, as set out in<br>the list.</p><p>One.<br><br>Two.</p>"
             "<p>ACME INC.<br>By: ____<br>Name: X</p>");
    expect(d, 0, "ARTICLE II", "FEES");
    expect(d, 1, "", "The following items:");
    expect(d, 2, "(a)", "one;");
    expect(d, 3, "(b)", "two, as set out in the list.");
    expect(d, 4, "", "One.");
    expect(d, 5, "", "Two.");
    expect(d, 6, "", "ACME INC.");
    expect(d, 7, "", "By: ____");
}

Test(html, preformatted_lines_are_lines) {
    const cl_document *d = load_html("<html><pre>\n1. The fee is due on\n   the first day.\n\n"
                                     "2. It is paid.\n</pre></html>");
    expect(d, 0, "1.", "The fee is due on the first day.");
    expect(d, 1, "2.", "It is paid.");
}

Test(html, tables_of_values) {
    const cl_document *d = load_html(
        PAGE
        "<table><tr><th rowspan=2>Item<th>Fee<tr><td>$<td>5,000<tr><td>Pens<td>7<td>%</table>");
    expect(d, 0, "", "Item");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_CELL);
    cr_assert_eq(d->blocks[0].table, 1);
    expect(d, 2, "", "$5,000");
    cr_assert_eq(d->blocks[2].row, 1);
    cr_assert_eq(d->blocks[2].column, 1);
    expect(d, 4, "", "7%");
    d = load_html(PAGE "<table><tr><td>a<td>b<table><tr><td>c<td>d</table><tr><td>e<td>f</table>");
    expect(d, 2, "", "c");
    cr_assert_eq(d->blocks[2].table, 2);
    expect(d, 4, "", "e");
    cr_assert_eq(d->blocks[4].table, 1);
    cr_assert_eq(d->blocks[4].row, 1);
}

Test(html, tables_that_only_place_text) {
    const cl_document *d = load_html(
        PAGE
        "<table><tr><td>&nbsp;<td>(a)&nbsp;<td>The Buyer pays.</table>"
        "<table><tr><td>\u2022<td>A point</table><table><tr><td><p>One.</p><p>2. Two.</p></table>");
    expect(d, 0, "(a)", "The Buyer pays.");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_LIST_ITEM);
    cr_assert_eq(d->blocks[0].table, 0);
    expect(d, 1, "\u2022", "A point");
    expect(d, 2, "", "One.");
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_PARAGRAPH);
    expect(d, 3, "2.", "Two.");
}

Test(html, hidden_text_is_marked_and_scripts_are_dropped) {
    const cl_document *d = load_html(
        "<html><head><title>T</title><style>p {}</style></head><body>"
        "<script>if (a < b) { '</p>' }</script><template>t</template><noscript>n</noscript>"
        "<p>seen <span style='display: none !important'>not</span> again</p>"
        "<div hidden><p>h</p></div>");
    cr_assert_eq(d->block_count, 3);
    expect(d, 0, "", "seen again");
    expect(d, 1, "", "not");
    cr_assert(d->blocks[1].flags & CL_BLOCK_HIDDEN);
    expect(d, 2, "", "h");
    cr_assert(d->blocks[2].flags & CL_BLOCK_HIDDEN);
}

Test(html, page_edges_are_set_aside) {
    const cl_document *d =
        load_html(PAGE "<p>The Buyer shall pay the price that has been agreed within</p>"
                       "<p align=center>- 3 -</p><hr style='page-break-after: always'>"
                       "<p>thirty days.</p><p>Next.</p><p>7</p>");
    expect(d, 0, "", "The Buyer shall pay the price that has been agreed within thirty days.");
    expect(d, 1, "", "- 3 -");
    cr_assert_eq(d->blocks[1].kind, CL_BLOCK_FOOTER);
    expect(d, 3, "", "7");
    cr_assert_eq(d->blocks[3].kind, CL_BLOCK_PARAGRAPH);
}

Test(html, footnotes_are_tied_to_what_refers_to_them) {
    const cl_document *d =
        load_html(PAGE "<p>Intro.</p><p>The fees<a href='#n1' id=r1><sup>1</sup></a> are due.</p>"
                       "<p id=n1><a href='#r1'><sup>1</sup></a> Net of taxes.</p>");
    expect(d, 1, "", "The fees are due.");
    expect(d, 2, "", "Net of taxes.");
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_FOOTNOTE);
    cr_assert_eq(d->blocks[2].note, 1);
    cr_assert_eq(d->blocks[2].note_anchor, 2);
}

Test(html, insertions_and_deletions) {
    const cl_document *d =
        load_html(PAGE "<p>The fee is <del>ten</del><ins>twenty</ins> dollars.</p>");
    expect(d, 0, "", "The fee is twenty dollars.");
    cr_assert_eq(d->blocks[0].revision_count, 2);
    cr_assert(d->blocks[0].revisions[0].deleted);
    cr_assert_eq(d->blocks[0].revisions[1].span.start, 11);
    cr_assert_eq(d->blocks[0].revisions[1].span.end, 17);
}

Test(html, numbers_of_style_sheets_are_missed_aloud) {
    const cl_document *d = load_html("<html><style>h2::before { content: counter(x) }</style><p>a");
    cr_assert_not(d->numbering_known);
    cr_assert_str_eq(d->notices.items[0].id, "html-counters");
}

Test(html, nesting_has_a_limit) {
    enum { DEPTH = 5000 };
    static char page[16 + DEPTH * 5 + 1];
    strcpy(page, "<html>");
    for (size_t i = 0; i < DEPTH; i++) {
        memcpy(page + 6 + i * 5, "<div>", 6);
    }
    cl_document *document = NULL;
    cl_error error = {0};
    cr_assert_eq(cl_document_load(arena, "x", cl_text_from(page), NULL, &document, &error),
                 CL_ERROR_LIMIT);
    cr_assert_str_eq(error.id, "limit-html-depth");
}

static unsigned seed;

static unsigned pick(unsigned most) {
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % most;
}

/* Pages of random mark-up: every letter of every block is the letter, or the reference to it, at
 * the place it claims, in order; and no visible word is lost. */
Test(html, places_are_exact_whatever_the_mark_up) {
    static const char *const noise[] = {"<b>",     "</b>",   "<i>",      "</u>",    "<!-- n -->",
                                        "</span>", "<br>",   "<font x>", "&nbsp;",  "\r\n",
                                        " ",       "<p>",    "<td>",     "<?n?>",   "&lt;",
                                        "<li>",    "</div>", "<sup>",    "</sup>",  "<div a='>'>",
                                        "&bad;",   "&",      "< ",       "<table>", "</table>"};
    for (seed = 1; seed < 400; seed++) {
        unsigned start = seed;
        cl_buffer page = {0}, words = {0}, found = {0};
        cl_buffer_add_string(&page, "<html><body>");
        for (size_t i = 0; i < 120; i++) {
            if (pick(3) == 0) {
                cl_buffer_add_string(&page, noise[pick(sizeof noise / sizeof *noise)]);
            }
            char letter = (char)('A' + pick(26));
            if (pick(8) == 0) {
                cl_buffer_printf(&page, pick(2) ? "&#%d;" : "&#x%x;", letter);
            } else {
                cl_buffer_add_char(&page, letter);
            }
            cl_buffer_add_char(&words, letter);
        }
        const cl_document *d = load_bytes(page.bytes, page.length, CL_FORMAT_HTML);
        cr_assert_eq(d->notices.count, 0, "seed %u: %s", start, page.bytes);
        for (size_t b = 0; b < d->block_count; b++) {
            const cl_block *block = &d->blocks[b];
            for (size_t k = 0; k < block->label.length; k++) {
                if (cl_is_upper((unsigned char)block->label.bytes[k])) {
                    cl_buffer_add_char(&found, block->label.bytes[k]);
                }
            }
            for (size_t k = 0; k < block->text.length; k++) {
                char c = block->text.bytes[k], from = page.bytes[block->map[k]];
                cr_assert(k == 0 || block->map[k] >= block->map[k - 1]);
                if (cl_is_upper((unsigned char)c)) {
                    cr_assert(from == c || from == '&', "seed %u: %s", start, page.bytes);
                    cl_buffer_add_char(&found, c);
                }
            }
        }
        cr_assert_str_eq(found.bytes, words.bytes, "seed %u: %s", start, page.bytes);
        seed = start;
        cl_buffer_release(&page);
        cl_buffer_release(&words);
        cl_buffer_release(&found);
    }
}
