/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "document_fixture.h"

TestSuite(text, .init = set_up, .fini = tear_down);

Test(text, blank_lines_separate_paragraphs) {
    const cl_document *d = load_text("The fee is due at once.\n\nThe Buyer pays it.\n");
    cr_assert_eq(d->block_count, 2);
    expect(d, 0, "", "The fee is due at once.");
    expect(d, 1, "", "The Buyer pays it.");
}

Test(text, one_paragraph_a_line_without_blank_lines) {
    const cl_document *d = load_text("1. Term\nThe term is one year.\n2. Fees\nThe fee is ten.");
    cr_assert_eq(d->block_count, 4);
    expect(d, 0, "1.", "Term");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_HEADING);
    expect(d, 3, "", "The fee is ten.");
}

static const char wrapped[] =
    "1. TERM. This agreement begins on the day on which both parties have\n"
    "   signed it and ends after a period of thirty (30) days, unless the\n"
    "   parties agree in writing to prolong it for one more year in total.\n"
    "2. FEES. The Buyer pays the fees that the price list in Section\n"
    "   5. The list is part of this agreement and is attached to it in a\n"
    "   non-\n"
    "   binding form.\n"
    "   (a) The first item is due when the goods have been delivered to\n"
    "   the Buyer;\n"
    "   (b) the second item is due later.\n";

static void check_wrapped(const cl_document *d) {
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(
        d, 0, "1.",
        "TERM. This agreement begins on the day on which both parties have signed it and ends "
        "after "
        "a period of thirty (30) days, unless the parties agree in writing to prolong it for one "
        "more year in total.");
    expect(
        d, 1, "2.",
        "FEES. The Buyer pays the fees that the price list in Section 5. The list is part of this "
        "agreement and is attached to it in a non-binding form.");
    expect(d, 2, "(a)", "The first item is due when the goods have been delivered to the Buyer;");
    expect(d, 3, "(b)", "the second item is due later.");
}

Test(text, hard_wrapped_lines_are_joined) {
    check_wrapped(load_text(wrapped));
}

Test(text, stamps_and_legends_of_a_filing_are_furniture) {
    static const char legend[] =
        "[***] INDICATES MATERIAL THAT HAS BEEN OMITTED AND FOR WHICH CONFIDENTIAL TREATMENT HAS "
        "BEEN REQUESTED. ALL SUCH OMITTED MATERIAL HAS BEEN FILED WITH THE SECURITIES AND EXCHANGE "
        "COMMISSION PURSUANT TO A RULE UNDER THE SECURITIES EXCHANGE ACT OF 1934, AS AMENDED";
    char text[4000];
    snprintf(text, sizeof text,
             "EXECUTION VERSION\n\nThe fee is due.\n\nSo is the tax.\n\nBoth are paid.\n\n- 1 "
             "-\n\n\n\n\n\n%s\n\nThe Buyer "
             "pays.\n\n- 2 -\n\n\n\n\n\n%s\n\nThe Seller waits.\n\n- 3 -\n\n\n\n\n\n"
             "%s\n\nNobody else does.\n",
             legend, legend, legend);
    const cl_document *d = load_text(text);
    cr_assert_eq(d->block_count, 6, "%zu", d->block_count);
    expect(d, 0, "", "The fee is due.");
    expect(d, 5, "", "Nobody else does.");
}

Test(text, page_numbers_and_feet_glued_to_the_last_line_are_cut_off) {
    const cl_document *d =
        load_text("The Buyer pays the fee within a week of the invoice. 2\n\n\n\n\n\n\n"
                  "The Seller sends the goods within a week of the payment. 3\n\n\n\n\n\n\n"
                  "The Carrier brings the goods to the place that is named. 4\n\n\n\n\n\n\n"
                  "The Buyer looks at the goods when they are there.\n");
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(d, 0, "", "The Buyer pays the fee within a week of the invoice.");
    expect(d, 2, "", "The Carrier brings the goods to the place that is named.");
    d = load_text(
        "The Buyer pays the fee within a week.   Strictly in Confidence   Page 1   May 2004\n\n\n\n"
        "\n\n\nThe Seller sends the goods in a week.   Strictly in Confidence   Page 2   May 2004"
        "\n\n\n\n\n\n\nThe Carrier brings the goods to the place.   Strictly in Confidence   "
        "Page 3   May 2004\n\n\n\n\n\n\nThe Buyer looks at the goods.\n");
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(d, 1, "", "The Seller sends the goods in a week.");
}

Test(text, a_line_that_holds_a_page_is_cut_at_formulas_and_titled_items) {
    const cl_document *d = load_text(
        "The Buyer is known (\"Buyer\"). WHEREAS, it buys; and WHEREAS, it pays. NOW, THEREFORE, "
        "they agree as follows: (a) Power. The Buyer has all power; (b) Cash. The Buyer has cash. "
        "IN WITNESS WHEREOF, they sign.\n");
    cr_assert_eq(d->block_count, 7, "%zu", d->block_count);
    expect(d, 1, "", "WHEREAS, it buys; and");
    expect(d, 4, "(a)", "Power. The Buyer has all power;");
    expect(d, 5, "(b)", "Cash. The Buyer has cash.");
    expect(d, 6, "", "IN WITNESS WHEREOF, they sign.");
}

Test(text, an_address_is_no_heading) {
    const cl_document *d = load_text("Invoices go to:\n\nAcme Express 2630 Skyline Avenue Ottawa "
                                     "Ontario K1A 0B1\n\nService Levels\n\nThey are kept.\n");
    cr_assert_eq(d->blocks[1].kind, CL_BLOCK_PARAGRAPH);
    cr_assert_eq(d->blocks[2].kind, CL_BLOCK_HEADING);
}

Test(text, a_sentence_in_capitals_is_no_heading) {
    const cl_document *d =
        load_text("EXCEPT FOR A BREACH OF SECTION 4, NEITHER PARTY IS LIABLE FOR ANY LOSS OF\n"
                  "PROFIT OR OF DATA. Each party keeps its own records, and it shows them to\n"
                  "the other when that is asked for.\n\n"
                  "Each notice goes to the person who is named below, at the address: NAME:\n"
                  "[INSERT NAME]\n");
    cr_assert_eq(d->block_count, 2, "%zu", d->block_count);
    cr_expect(cl_text_ends(d->blocks[0].text, "when that is asked for."));
    cr_expect(cl_text_ends(d->blocks[1].text, "NAME: [INSERT NAME]"));
}

Test(text, items_without_labels_stay_apart) {
    const cl_document *d =
        load_text("Either party may end it:\n\nin the case of A, at once; and\n\n"
                  "in the case of B, on notice.\n");
    cr_assert_eq(d->block_count, 3, "%zu", d->block_count);
}

Test(text, carriage_returns_change_nothing) {
    cl_buffer text = {0};
    for (const char *c = wrapped; *c; c++) {
        cl_buffer_add_string(&text, *c == '\n' ? "\r" : "");
        cl_buffer_add_char(&text, *c);
    }
    check_wrapped(load_text(text.bytes));
    cl_buffer_release(&text);
}

Test(text, labels_are_found_inside_a_line) {
    const cl_document *d = load_text(
        "12.1 Notice. Notices are given in writing. 12.2 Address. The Buyer names an address under "
        "Section 3. The Seller does so too. 12.3 Receipt. A notice counts on receipt.");
    cr_assert_eq(d->block_count, 3);
    expect(d, 1, "12.2",
           "Address. The Buyer names an address under Section 3. The Seller does so too.");
    expect(d, 2, "12.3", "Receipt. A notice counts on receipt.");
    cr_assert(d->blocks[1].flags & CL_BLOCK_JOINS_LINE);
    cr_assert_eq(cl_document_position(d, d->blocks[1].source.start).column, 44);
}

Test(text, articles_and_headings_in_a_glued_page) {
    const cl_document *d = load_text(
        "ARTICLE I SCOPE 1.1 Goods. The Seller sells goods. 1.2 Place. They are sold here. "
        "ARTICLE II TERM 2.1 Start. The term starts now. PAYMENT 2.2 Fees. The Buyer pays USD 5.50 "
        "each.");
    expect(d, 0, "ARTICLE I", "SCOPE");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_HEADING);
    expect(d, 3, "ARTICLE II", "TERM");
    expect(d, 5, "", "PAYMENT");
    cr_assert_eq(d->blocks[5].kind, CL_BLOCK_HEADING);
    expect(d, 6, "2.2", "Fees. The Buyer pays USD 5.50 each.");
}

Test(text, years_amounts_and_references_are_no_labels) {
    const cl_document *d = load_text(
        "1. Scope. It was signed in 2019. The Buyer paid $ 2. The rest is due within 2. The rule "
        "in "
        "Article 2. The goods follow clauses 1 and 2. The Seller has 1.5 million in stock.");
    cr_assert_eq(d->block_count, 1);
}

Test(text, wide_gaps_mark_paragraphs_where_they_precede_labels) {
    const cl_document *d = load_text("1. Scope. All goods.     2. Fees. All fees.     3. Term. One "
                                     "year.     The Buyer agrees.     "
                                     "4. Law. The usual one.");
    cr_assert_eq(d->block_count, 5);
    expect(d, 3, "", "The Buyer agrees.");
    expect(d, 4, "4.", "Law. The usual one.");
}

Test(text, what_opens_in_capitals_behind_a_page_is_a_new_paragraph) {
    const cl_document *d = load_text(
        "The last of many rows of the contents that fill this line is called Counterparts\n\f"
        "SUPPLY AGREEMENT This Agreement is made between the Seller and the Buyer of jars.\n");
    cr_expect_eq(d->block_count, 2);
    d = load_text(
        "IN NO EVENT SHALL EITHER PARTY BE LIABLE FOR LOSS OF PROFIT, EVEN IF ADVISED ABOUT THE\n\f"
        "RISK OF LOSS and of what follows from it, and neither pays more than the whole price.\n");
    cr_expect_eq(d->block_count, 1);
}

Test(text, page_break_inside_a_sentence) {
    const cl_document *d =
        load_text("1. Scope. The Seller delivers the goods to the place that the Buyer has\n\n\n\n"
                  "- 3 -\n\n\n\nnamed in the order.\n\n2. Law. The usual one applies.");
    cr_assert_eq(d->block_count, 2);
    expect(
        d, 0, "1.",
        "Scope. The Seller delivers the goods to the place that the Buyer has named in the order.");
    expect(d, 1, "2.", "Law. The usual one applies.");
}

Test(text, a_sentence_left_hanging_goes_on_in_capitals) {
    const cl_document *d = load_text(
        "1. Liability. Each party bears its own risk. IN NO EVENT IS A PARTY LIABLE FOR\n\n"
        "INDIRECT OR CONSEQUENTIAL DAMAGES THAT ARISE UNDER THIS AGREEMENT.\n\n"
        "2. Groups. On the day of the closing the Seller shall cause each member of the\n\n"
        "Larch Group to deliver its books to the Buyer or to a person it names.\n\n"
        "Prices of the\n\nSecond Year Are Set Out in the Price List of the Seller\n");
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(d, 0, "1.",
           "Liability. Each party bears its own risk. IN NO EVENT IS A PARTY LIABLE FOR INDIRECT "
           "OR CONSEQUENTIAL DAMAGES THAT ARISE UNDER THIS AGREEMENT.");
    expect(d, 2, "", "Prices of the");
}

Test(text, a_sentence_in_capitals_goes_on_over_the_page) {
    const cl_document *d = load_text(
        "11.2 THE AGGREGATE LIABILITY OF EITHER PARTY UNDER THIS AGREEMENT AND ITS ANNEXES,\n\f"
        "WHETHER IN CONTRACT, IN TORT OR OTHERWISE, SHALL NOT EXCEED THE FEES OF A YEAR.\n");
    cr_assert_eq(d->block_count, 1, "%zu", d->block_count);
    d = load_text(
        "11.2 The aggregate liability of either party under this Agreement and its annexes\n\f"
        "WHETHER IN CONTRACT, IN TORT OR OTHERWISE, SHALL NOT EXCEED THE FEES OF A YEAR.\n");
    cr_assert_eq(d->block_count, 2, "%zu", d->block_count);
}

Test(text, a_short_name_at_a_page_end_ends_no_sentence) {
    const cl_document *d = load_text(
        "\"Joint Work\" means any content and software that incorporates no property of ACME\n\f"
        "Derivative Works, on the one hand, or of the Buyer, on the other hand, in whole or in "
        "part.");
    cr_assert_eq(d->block_count, 1, "%zu", d->block_count);
}

Test(text, form_feeds_and_running_heads_are_set_aside) {
    const cl_document *d =
        load_text("Supply of Goods\n\nThe first page says this.\n\fSupply of Goods\n\n"
                  "The second page says\n\fSupply of Goods\n\nsomething else.\n\f"
                  "Supply of Goods\n\nThe last page ends.\n");
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(d, 0, "", "Supply of Goods");
    expect(d, 2, "", "The second page says something else.");
}

Test(text, register_lines_and_rules_are_set_aside) {
    const cl_document *d = load_text("DEFINITIONS\n-----------\n\nThe fee is the price.\n\n\n\n\n"
                                     "Source: ACME CORP, 10-K, 3/4/2020\n\n\n\n\nIt is due.");
    cr_assert_eq(d->block_count, 3);
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_HEADING);
    expect(d, 2, "", "It is due.");
}

Test(text, page_numbers_count_on_over_the_lines_of_a_register) {
    const cl_document *d =
        load_text("The Buyer owns the data of its business 2\n\nSource: ACME CORP, 10-K, "
                  "3/4/2020\n\fThe Seller owns the software 3\n\n"
                  "Source: ACME CORP, 10-K, 3/4/2020\n\fThe rest belongs to both of them 4\n\n"
                  "Source: ACME CORP, 10-K, 3/4/2020\n\fThat is all.\n");
    cr_assert_eq(d->block_count, 4, "%zu", d->block_count);
    expect(d, 0, "", "The Buyer owns the data of its business");
    expect(d, 2, "", "The rest belongs to both of them");
}

Test(text, a_legend_at_a_page_end_is_set_aside) {
    const cl_document *d = load_text(
        "1. Content. The Seller warrants that the content and the\n\n"
        "_____ * * *  Certain information has been omitted and filed with the Commission.\n\n"
        "logos infringe no mark.\n\n[***] shall file a request with the Commission for what is "
        "omitted.\n\n2. Law. The usual one.");
    cr_assert_eq(d->block_count, 3, "%zu", d->block_count);
    expect(d, 0, "1.",
           "Content. The Seller warrants that the content and the logos infringe no mark.");
}

Test(text, a_lone_label_takes_the_line_below) {
    const cl_document *d = load_text("ARTICLE 2\n\nGRANT OF RIGHTS\n\n2.1 Grant. It is granted.");
    cr_assert_eq(d->block_count, 2);
    expect(d, 0, "ARTICLE 2", "GRANT OF RIGHTS");
    cr_assert_eq(d->blocks[0].kind, CL_BLOCK_HEADING);
}

Test(text, curly_quotes_keep_their_place) {
    const cl_document *d = load_text("The \u201CFee\u201D is due.");
    expect(d, 0, "", "The \"Fee\" is due.");
    cl_span span = cl_block_source_span(&d->blocks[0], (cl_span){4, 9});
    cr_assert_eq(span.start, 4);
    cr_assert_eq(span.end, 13);
}

Test(text, printing_shows_labels_first) {
    cl_buffer out = {0};
    cl_document_print(load_text("1. Scope. All   goods. 2. Fees. All \u2018fees\u2019."), &out);
    cr_assert_str_eq(out.bytes, "1. Scope. All goods.\n2. Fees. All \u2018fees\u2019.\n");
    cl_buffer_release(&out);
}

static void expect_error(const char *bytes, size_t length, const char *id) {
    cl_document *document = NULL;
    cl_error error = {0};
    cr_assert_neq(cl_document_load(arena, "x", (cl_text){bytes, length}, NULL, &document, &error),
                  CL_OK);
    cr_expect_str_eq(error.id, id);
}

Test(text, an_encrypted_package_is_told_from_an_old_word_file) {
    static const char encrypted[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....E\0n\0c\0r\0y\0p\0t\0e\0d"
                                    "\0P\0a\0c\0k\0a\0g\0e\0";
    expect_error(encrypted, sizeof encrypted, "docx-encrypted");
    static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....W\0o\0r\0d\0";
    expect_error(old, sizeof old, "doc-file");
}

Test(text, other_formats_are_named) {
    expect_error("", 0, "empty-file");
    expect_error(" \r\n\t", 4, "empty-file");
    expect_error("%PDF-1.7 x", 10, "pdf-file");
    expect_error("{\\rtf1 x}", 9, "rtf-file");
    expect_error("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 word", 13, "doc-file");
    expect_error("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, "binary-file");
}

Test(text, missing_files_and_folders_are_told_apart) {
    cl_document *document = NULL;
    cl_error error = {0};
    cr_assert_eq(cl_document_read(arena, "/nowhere/at/all", NULL, &document, &error), CL_ERROR_IO);
    cr_assert_str_eq(error.id, "file-missing");
    cr_assert_eq(cl_document_read(arena, "/tmp", NULL, &document, &error), CL_ERROR_IO);
    cr_assert_str_eq(error.id, "file-directory");
}

Test(text, limits_are_kept) {
    cl_limits limits = cl_default_limits;
    cl_document *document = NULL;
    cl_error error = {0};
    limits.file_bytes = 3;
    cr_assert_eq(cl_document_load(arena, "x", CL_TEXT("four"), &limits, &document, &error),
                 CL_ERROR_LIMIT);
    cr_assert_str_eq(error.id, "limit-file-bytes");
    limits = cl_default_limits;
    limits.paragraphs = 1;
    cr_assert_eq(cl_document_load(arena, "x", CL_TEXT("One.\n\nTwo."), &limits, &document, &error),
                 CL_ERROR_LIMIT);
    cr_assert_str_eq(error.id, "limit-paragraphs");
    limits = cl_default_limits;
    limits.paragraph_bytes = 4;
    cr_assert_eq(cl_document_load(arena, "x", CL_TEXT("Twelve."), &limits, &document, &error),
                 CL_ERROR_LIMIT);
    cr_assert_str_eq(error.id, "limit-paragraph-bytes");
}

Test(text, items_are_found_without_a_stop_before_them) {
    const cl_document *d = load_text(
        "1. Client pays the fees that are set out in the order form within thirty days of the\n"
        "receipt of the invoice and reimburses\n"
        "     (i)  travel; and\n"
        "     (ii) lodging that was agreed with the other party before it was booked for the\n"
        "          stay.\n"
        "a) first thing\n"
        "b) second thing that is long enough to be continued on the next line of the text as\n"
        "it does here.\n");
    expect(d, 1, "(i)", "travel; and");
    expect(d, 2, "(ii)",
           "lodging that was agreed with the other party before it was booked for the stay.");
    expect(d, 3, "a)", "first thing");
    expect(d, 4, "b)",
           "second thing that is long enough to be continued on the next line of the text as it "
           "does here.");
}

Test(text, rows_and_signatures_stay_lines) {
    const cl_document *d = load_text(
        "The fees of the work are set out in the following table, which the parties agreed on\n"
        "before they signed, as follows, and may be changed by them in writing only at any time.\n"
        "\n"
        "Level        Rate        Hours\n"
        "Partner      $500        20\n"
        "Associate    $300        40\n"
        "\n"
        "By: ______________________         By: ______________________\n"
        "Name: John Doe                     Name: Jane Roe\n");
    expect(d, 1, "", "Level Rate Hours");
    expect(d, 2, "", "Partner $500 20");
    expect(d, 3, "", "Associate $300 40");
    expect(d, 4, "", "By: ______________________ By: ______________________");
    expect(d, 5, "", "Name: John Doe Name: Jane Roe");
}

Test(text, tags_of_old_filings_are_no_words) {
    const cl_document *d =
        load_text("<DOCUMENT>\n<TYPE>EX-10.1\n<SEQUENCE>2\n<TEXT>\n"
                  "The Buyer shall pay the price that was agreed in the order within\n"
                  "<PAGE>\n"
                  "thirty days.\n\n<TABLE>\n<S>  <C>\nPens\n</TABLE>\n"
                  "<p is short.\n");
    expect(d, 0, "",
           "The Buyer shall pay the price that was agreed in the order within thirty days.");
    expect(d, 1, "", "Pens");
    expect(d, 2, "", "<p is short.");
}

Test(text, repeated_entries_are_no_page_heads) {
    cl_buffer text = {0};
    for (int page = 1; page <= 12; page++) {
        cl_buffer_printf(&text, "Acme Supply Agreement\n\nClause %c of the text stands here.\n\n",
                         'A' + page);
        cl_buffer_add_string(&text, page % 4 == 0 ? "None\n\n\n\n\n\n" : "More.\n\n\n\n\n\n");
    }
    const cl_document *d = load_text(text.bytes);
    size_t heads = 0, entries = 0;
    for (size_t i = 0; i < d->block_count; i++) {
        heads += cl_text_equal(d->blocks[i].text, CL_TEXT("Acme Supply Agreement"));
        entries += cl_text_equal(d->blocks[i].text, CL_TEXT("None"));
    }
    cr_assert_eq(heads, 1);
    cr_assert_eq(entries, 3);
    cl_buffer_release(&text);
}

Test(text, titled_sections_are_found_behind_an_address) {
    const cl_document *d = load_text(
        "Section 8.1 Notices. A notice goes to Acme, 5 Main Road, Attention: Ann Lee Section 8.2 "
        "Further Assurances. Each party shall do what is needed, as said in Section 8.3. The "
        "Buyer agrees.\n");
    expect(d, 1, "Section 8.2",
           "Further Assurances. Each party shall do what is needed, as said in Section 8.3. The "
           "Buyer agrees.");
    cr_assert_eq(d->block_count, 2);
}

Test(text, labels_without_a_stop_before_them) {
    const cl_document *d = load_text(
        "2.1.1 Provider shall keep the records 2.1.2 Provider shall send them 2.2 Terms and Taxes. "
        "The fee of 2.3 million is due. 2.3 911 Service. It is free of charge.\n");
    expect(d, 0, "2.1.1", "Provider shall keep the records");
    expect(d, 1, "2.1.2", "Provider shall send them");
    expect(d, 2, "2.2", "Terms and Taxes. The fee of 2.3 million is due.");
    expect(d, 3, "2.3", "911 Service. It is free of charge.");
}

Test(text, titles_at_the_end_of_the_paragraph_above) {
    const cl_document *d = load_text(
        "NOW, THEREFORE, the parties agree as follows: 1. Sale of Goods\n\n"
        "The Seller sells the goods to the Buyer. Account Number: 4711 2. Terms of Payment\n\n"
        "The Buyer pays on 1 March. See Schedule 3. Delivery\n\n"
        "Goods are sent at once 3 RISK AND TITLE\n\n"
        "Risk passes on delivery. It is told below. 3 RISK AND TITLE\n\n"
        "Title passes on payment.\n");
    static const char *const labels[] = {"", "1.", "", "2.", "", "", "", "3", ""};
    static const char *const texts[] = {
        "NOW, THEREFORE, the parties agree as follows:",
        "Sale of Goods",
        "The Seller sells the goods to the Buyer. Account Number: 4711",
        "Terms of Payment",
        "The Buyer pays on 1 March. See Schedule 3. Delivery",
        "Goods are sent at once 3 RISK AND TITLE",
        "Risk passes on delivery. It is told below.",
        "RISK AND TITLE",
        "Title passes on payment."};
    cr_assert_eq(d->block_count, sizeof texts / sizeof *texts);
    for (size_t i = 0; i < d->block_count; i++) {
        expect(d, i, labels[i], texts[i]);
    }
}

Test(text, titles_in_capitals_need_no_stop_before_them) {
    const cl_document *d = load_text(
        "1. PARTIES: Acme Inc. (\"ACME\") and Beta Inc. (\"BETA\") 2. SALE OF GOODS: Acme sells "
        "jars. 4. PRICE: It is due on 5 May. The mark is ACME 5 jars, and see Section 6. TITLE is "
        "below.\n");
    expect(d, 0, "1.", "PARTIES: Acme Inc. (\"ACME\") and Beta Inc. (\"BETA\")");
    expect(d, 1, "2.", "SALE OF GOODS: Acme sells jars.");
    expect(d, 2, "4.",
           "PRICE: It is due on 5 May. The mark is ACME 5 jars, and see Section 6. TITLE is "
           "below.");
    cr_assert_eq(d->block_count, 3);
}

Test(text, running_lines_glued_to_a_page_are_cut_off) {
    const cl_document *d = load_text(
        "Supply Agreement - Final Copy   The Seller delivers the goods in good time and pays for "
        "it."
        "   Seller Inc. Form of Supply\n\n1\n\n\n\n\n\n"
        "Supply Agreement - Final Copy   The Buyer examines the goods at once and tells the Seller."
        "   Seller Inc. Form of Supply\n\n2\n\n\n\n\n\n"
        "Supply Agreement - Final Copy   The Buyer pays the price of the goods at the end of a "
        "month."
        "   Seller Inc. Form of Supply\n\n3\n\n\n\n\n\n"
        "Supply Agreement - Final Copy   The law of Utah governs this agreement and all that "
        "follows."
        "   Seller Inc. Form of Supply\n\n4\n");
    size_t heads = 0;
    for (size_t i = 0; i < d->block_count; i++) {
        heads += cl_text_find(d->blocks[i].text, CL_TEXT("Final Copy"), 0) != SIZE_MAX;
        cr_expect_eq(cl_text_find(d->blocks[i].text, CL_TEXT("Form of Supply"), 0), SIZE_MAX);
    }
    cr_expect_leq(heads, 1); /* the first may be the title */
}

Test(text, a_title_before_the_text_of_most_pages_is_cut_off) {
    const cl_document *d =
        load_text("CROP SALES\n\nThe Grower sells all that it grows.\n\f"
                  "Crop Sales by Fields 1. Scope. The Grower delivers the crop when it is\n\f"
                  "Crop Sales by Fields ripe, and the Mill takes it.\n\f"
                  "Crop Sales by Fields 2. Price. The price is that of the day.\n\f"
                  "Crop Sales by Fields Annex 1 - Form of Notice\n\nThe crop is ready.\n");
    expect(d, 2, "1.",
           "Scope. The Grower delivers the crop when it is ripe, and the Mill takes it.");
    expect(d, 3, "2.", "Price. The price is that of the day.");
    expect(d, 4, "Annex 1", "Form of Notice");
    const cl_document *none =
        load_text("Page one is signed.\n\fFor and on behalf of Ash Ltd\n\fFor and on behalf of Elm "
                  "Ltd\n\fFor and on behalf of Oak Ltd\n\fFor and on behalf of Yew Ltd\n");
    expect(none, 1, "", "For and on behalf of Ash Ltd");
}

Test(text, page_numbers_beside_a_word_are_no_headings) {
    cl_buffer text = {0};
    for (int page = 1; page <= 5; page++) {
        cl_buffer_printf(&text,
                         "The Buyer pays the price.\n\nThe Seller delivers.\n\nBoth are glad.\n\n"
                         "%d    %d                         CONFIDENTIAL\n\n",
                         page, page + 1);
    }
    const cl_document *d = load_text(text.bytes);
    for (size_t i = 0; i < d->block_count; i++) {
        cr_expect_eq(cl_text_find(d->blocks[i].text, CL_TEXT("CONFIDENTIAL"), 0), SIZE_MAX);
    }
    cl_buffer_release(&text);
}
