/* SPDX-License-Identifier: MIT */
#include "document_fixture.h"

TestSuite(markdown, .init = set_up, .fini = tear_down);

Test(markdown, headings_of_both_kinds) {
    const cl_document *d =
        load_markdown("# Terms\n\n## 1. Scope\n\nAll goods.\n\n2\\. Fees\n-------\n\nTen.\n");
    expect(d, 0, "", "Terms");
    cr_assert_eq(d->blocks[0].outline_level, 1);
    expect(d, 1, "1.", "Scope");
    cr_assert_eq(d->blocks[1].kind, CL_BLOCK_HEADING);
    expect(d, 3, "2.", "Fees");
    cr_assert_eq(d->blocks[3].outline_level, 2);
}

Test(markdown, list_labels_are_computed) {
    const cl_document *d = load_markdown(
        "# T\n\n3. One\n3. Two\n   1. Inner\n   2. Next\n\n   More.\n4. Last\n\n- dash\n");
    expect(d, 1, "3.", "One");
    expect(d, 2, "4.", "Two");
    expect(d, 3, "1.", "Inner");
    cr_assert_eq(d->blocks[3].list_level, 1);
    cr_assert_eq(d->blocks[3].kind, CL_BLOCK_LIST_ITEM);
    expect(d, 4, "2.", "Next");
    expect(d, 5, "", "More.");
    expect(d, 6, "5.", "Last");
    expect(d, 7, "\u2022", "dash");
}

Test(markdown, typed_labels_win_over_bullets) {
    const cl_document *d =
        load_markdown("# T\n\n*   1.1 Goods. All of them.\n*   1.2 Place. Here.\n");
    expect(d, 1, "1.1", "Goods. All of them.");
    expect(d, 2, "1.2", "Place. Here.");
}

Test(markdown, bold_run_in_titles) {
    const cl_document *d = load_markdown(
        "# T\n\n**5.1.** **Fees.** The Buyer pays.\n\n**Law**\n\nThe **law** applies.\n");
    expect(d, 1, "5.1.", "Fees. The Buyer pays.");
    cr_assert_eq(d->blocks[1].bold_end, 5);
    expect(d, 2, "", "Law");
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_HEADING);
    cr_assert(d->blocks[2].flags & CL_BLOCK_BOLD);
    cr_assert_eq(d->blocks[3].bold_end, 0);
}

Test(markdown, links_count_by_their_text) {
    const char *source =
        "# T\n\nSee the [price list](https://example.com/price \"price\") and price it.\n";
    const cl_document *d = load_markdown(source);
    expect(d, 1, "", "See the price list and price it.");
    const char *last = strstr(source, "price it");
    cr_assert_eq(d->blocks[1].map[strlen("See the price list and ")], last - source);
}

Test(markdown, escapes_and_entities_know_their_place) {
    const char *source = "# T\n\nA \\*star &amp; B&nbsp;C &lt;D\n";
    const cl_document *d = load_markdown(source);
    expect(d, 1, "", "A *star & B C <D");
    cr_assert_eq(d->blocks[1].map[2], strchr(source, '*') - source);
    cr_assert_eq(d->blocks[1].map[8], strchr(source, '&') - source);
}

Test(markdown, comments_and_tags_are_no_words) {
    const cl_document *d = load_markdown(
        "# T\n\n<!-- draft only -->\n\nThe <span class=\"x\">fee</span> is <!-- not --> due.\n");
    expect(d, 1, "", "draft only");
    cr_assert(d->blocks[1].flags & CL_BLOCK_HIDDEN);
    expect(d, 2, "", "The fee is due.");
}

Test(markdown, front_matter_is_skipped) {
    const cl_document *d = load_markdown("---\ntitle: Terms\n---\n\nAll **goods** are sold.\n");
    cr_assert_eq(d->block_count, 1);
    expect(d, 0, "", "All goods are sold.");
    cr_assert_eq(cl_document_position(d, d->blocks[0].source.start).line, 5);
}

Test(markdown, tables_give_cells) {
    const cl_document *d =
        load_markdown("# T\n\n| Item | Fee |\n|---|---|\n| Seat | 10 |\n| Item | 20 |\n");
    cr_assert_eq(d->block_count, 7);
    const cl_block *cell = &d->blocks[6];
    expect(d, 6, "", "20");
    cr_assert_eq(cell->kind, CL_BLOCK_CELL);
    cr_assert_eq(cell->table, 1);
    cr_assert_eq(cell->row, 2);
    cr_assert_eq(cell->column, 1);
    cr_assert_eq(cl_document_position(d, cell->source.start).line, 6);
}

Test(markdown, labelled_lines_of_a_paragraph_are_blocks) {
    const cl_document *d =
        load_markdown("# T\n\nThe Buyer shall:\n(a) pay the fee,\nin full;\n(b) say so.\n");
    expect(d, 1, "", "The Buyer shall:");
    expect(d, 2, "(a)", "pay the fee, in full;");
    expect(d, 3, "(b)", "say so.");
}

Test(markdown, quotes_do_not_disturb_places) {
    const char *source = "# T\n\n> The fee\n> is due **now**\n> or later.\n";
    const cl_document *d = load_markdown(source);
    expect(d, 1, "", "The fee is due now or later.");
    cr_assert_eq(d->blocks[1].map[19], strstr(source, "or later") - source);
}

Test(markdown, code_is_marked_and_indented_text_is_not) {
    const cl_document *d = load_markdown("# T\n\n```\nx = 1\n```\n\n    1. The fee is due.\n");
    cr_assert(d->blocks[1].flags & CL_BLOCK_CODE);
    expect(d, 2, "1.", "The fee is due.");
    cr_assert_not(d->blocks[2].flags & CL_BLOCK_CODE);
}

Test(markdown, plain_text_is_not_taken_for_it) {
    load_text("TERM\n-----\n\nThe price is [***] and ** per unit.\n\n- 4 -\n\n# # #\n");
}

Test(markdown, a_rule_on_a_typewritten_page_is_none) {
    load_text("                 SERVICES AGREEMENT\n\n"
              "        10.1  Alder may end this contract without cause upon\n"
              "a year's notice.\n\n"
              "  1.   OVERVIEW\n=================================\n\n"
              "        Birch serves.\n");
    const cl_document *d =
        load_markdown("Services\n========\n\nBirch serves.\n\n* As it is asked to.\n");
    cr_expect_eq(d->blocks[0].outline_level, 1);
}

Test(markdown, deep_nesting_is_harmless) {
    cl_buffer text = {0};
    cl_buffer_add_string(&text, "# T\n\n");
    for (int i = 0; i < 20000; i++) {
        cl_buffer_add_string(&text, "> ");
    }
    cl_buffer_add_string(&text, "deep\n");
    load_text(text.bytes); /* too deep for the parser */
    cl_buffer_release(&text);
}

Test(markdown, footnotes_are_tied_to_what_refers_to_them) {
    const char *source =
        "# T\n\nThe fee[^1] is due[^x].\n\n[^1]: Net of taxes.\n\n[^9]: Not used.\n";
    const cl_document *d = load_markdown(source);
    expect(d, 1, "", "The fee is due.");
    cr_assert_eq(d->blocks[1].map[7], (size_t)(strstr(source, " is due") - source));
    expect(d, 2, "", "Net of taxes.");
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_FOOTNOTE);
    cr_assert_eq(d->blocks[2].note, 1);
    cr_assert_eq(d->blocks[2].note_anchor, 2);
    expect(d, 3, "", "Not used.");
    cr_assert_eq(d->blocks[3].note_anchor, 0);
}

Test(markdown, struck_text_is_deleted) {
    const cl_document *d = load_markdown("# T\n\n1. The fee is ~~ten~~ twenty.\n");
    expect(d, 1, "1.", "The fee is twenty.");
    cr_assert_eq(d->blocks[1].revision_count, 1);
    cr_assert(d->blocks[1].revisions[0].deleted);
    cr_assert_eq(d->blocks[1].revisions[0].span.start, 10);
}

Test(markdown, html_blocks_are_read_as_html) {
    const char *source = "# T\n\n<div><p>1. Fee &sect; 5</p><p>x<b>y</b></p></div>\n\n"
                         "<div hidden>secret</div>\n\n<!-- a --><p>beta</p><!-- c -->\n";
    const cl_document *d = load_markdown(source);
    expect(d, 1, "1.", "Fee \u00A7 5");
    cr_assert_eq(d->blocks[1].map[4], (size_t)(strstr(source, "&sect;") - source));
    expect(d, 2, "", "xy");
    expect(d, 3, "", "a");
    cr_assert(d->blocks[3].flags & CL_BLOCK_HIDDEN);
    expect(d, 4, "", "beta");
    cr_assert_not(d->blocks[4].flags & CL_BLOCK_HIDDEN);
    expect(d, 5, "", "c");
}

Test(markdown, numbers_typed_in_headings_and_emphasis_in_words) {
    const cl_document *d = load_markdown("## 4.2 Term\n\nun**believ**able _t_erm\n");
    expect(d, 0, "4.2", "Term");
    expect(d, 1, "", "unbelievable _t_erm");
}

Test(markdown, what_its_parser_cannot_carry_is_read_as_text) {
    static char quotes[4000];
    memset(quotes, '>', sizeof quotes - 1);
    memcpy(quotes, "# T\n\n", 5);
    strcpy(quotes + sizeof quotes - 8, " deep\n");
    const cl_document *d = load_text(quotes);
    bool told = false;
    for (size_t i = 0; i < d->notices.count; i++)
        told = told || !strcmp(d->notices.items[i].id, "markdown-as-text");
    cr_assert(told);
    cr_assert_eq(d->format, CL_FORMAT_TEXT);
}
