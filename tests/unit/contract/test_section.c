/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "contract/section.h"
#include "document/load.h"

static cl_arena *arena;

static void start(void) {
    arena = cl_arena_new();
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(section, .init = start, .fini = stop);

static const cl_contract *contract_named(const char *name, const char *text) {
    cl_document *document;
    cl_error error;
    cr_assert_eq(
        cl_document_load(arena, name, cl_text_from(text), &cl_default_limits, &document, &error),
        CL_OK);
    return cl_contract_new(arena, document);
}

static const cl_contract *contract_of(const char *text) {
    return contract_named("t.txt", text);
}

/* The section of the block whose text starts so. */
static const cl_section *section_of(const cl_contract *contract, const char *words) {
    const uint32_t *of = cl_sections_of_blocks(contract);
    for (size_t b = 0; b < contract->document->block_count; b++)
        if (cl_text_starts(contract->document->blocks[b].text, words))
            return &contract->sections[of[b]];
    cr_assert_fail("no block starts with \"%s\"", words);
    return NULL;
}

static void expect_path(const cl_contract *contract, const char *words, const char *path) {
    cl_text found = section_of(contract, words)->path;
    cr_expect(cl_text_equal(found, cl_text_from(path)), "%s: %.*s, not %s", words,
              (int)found.length, found.bytes, path);
}

static void expect_heading(const cl_contract *contract, const char *words, const char *heading) {
    cl_text found = section_of(contract, words)->heading;
    cr_expect(cl_text_equal(found, cl_text_from(heading)), "%s: %.*s, not %s", words,
              (int)found.length, found.bytes, heading);
}

static size_t count_kind(const cl_contract *contract, cl_section_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < contract->section_count; i++)
        count += contract->sections[i].kind == kind;
    return count;
}

Test(section, grows_from_articles_decimals_and_items) {
    const cl_contract *contract =
        contract_of("SUPPLY AGREEMENT\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "ARTICLE I\nSUPPLY\n\n"
                    "1.1 Orders. Alder sends orders.\n\n"
                    "1.2 Delivery. Birch delivers:\n\n"
                    "(a) in good time;\n\n"
                    "(b) in one of these ways:\n\n"
                    "(i) by road; or\n\n"
                    "(ii) by rail; and\n\n"
                    "(c) without damage.\n\n"
                    "ARTICLE II\nPRICE\n\n"
                    "2.1 Price. Alder pays the price.\n");
    expect_path(contract, "Orders.", "1.1");
    expect_path(contract, "in good time", "1.2(a)");
    expect_path(contract, "by road", "1.2(b)(i)");
    expect_path(contract, "by rail", "1.2(b)(ii)");
    expect_path(contract, "without damage", "1.2(c)");
    expect_path(contract, "Price.", "2.1");
    expect_heading(contract, "Orders.", "Orders");
    const cl_section *price = section_of(contract, "Price.");
    const cl_section *article = &contract->sections[price->article];
    cr_expect(cl_text_equal(article->label, CL_TEXT("ARTICLE II")));
    cr_expect(cl_text_equal(article->heading, CL_TEXT("PRICE")));
    cr_expect_eq(price->parent, price->article);
}

Test(section, reads_i_as_a_letter_after_h) {
    const cl_contract *contract =
        contract_of("1. Duties\n\n"
                    "The Supplier shall:\n\n"
                    "(a) ask;\n\n(b) bring;\n\n(c) carry;\n\n(d) draw;\n\n"
                    "(e) enter;\n\n(f) fetch;\n\n(g) give;\n\n"
                    "(h) hold:\n\n(i) iron; and\n\n(j) join.\n");
    expect_path(contract, "hold", "1(h)");
    expect_path(contract, "iron", "1(i)");
    expect_path(contract, "join", "1(j)");
}

Test(section, reads_i_as_a_numeral_when_ii_comes_next) {
    const cl_contract *contract = contract_of("1. Duties\n\n"
                                              "The Supplier shall:\n\n"
                                              "(g) give;\n\n"
                                              "(h) hold these:\n\n(i) iron;\n\n(ii) ink; and\n\n"
                                              "(i) join.\n");
    expect_path(contract, "iron", "1(h)(i)");
    expect_path(contract, "ink", "1(h)(ii)");
}

Test(section, takes_flat_numbers_with_letters) {
    const cl_contract *contract = contract_of("1. Term. This Agreement runs for a year.\n\n"
                                              "2. Ending. It ends early:\n\n"
                                              "a. on notice; or\n\nb. on breach.\n\n"
                                              "3. Law. The law of Ruritania governs.\n");
    expect_path(contract, "Term.", "1");
    expect_path(contract, "on notice", "2.a");
    expect_path(contract, "on breach", "2.b");
    expect_path(contract, "Law.", "3");
    cr_expect_eq(section_of(contract, "Law.")->depth, section_of(contract, "Term.")->depth);
}

Test(section, goes_on_with_the_next_number_of_the_upper_level) {
    const cl_contract *contract = contract_of("4. Fees\n\n4.9 Fees are due.\n\n"
                                              "5.1 Taxes are extra.\n\n5.2 Costs are not.\n\n"
                                              "5.2.1 Travel is a cost.\n\n6. End\n\nIt ends.\n");
    expect_path(contract, "Fees are due", "4.9");
    expect_path(contract, "Taxes", "5.1");
    expect_path(contract, "Travel", "5.2.1");
    expect_path(contract, "It ends", "6");
    const cl_section *travel = section_of(contract, "Travel");
    cr_expect(cl_text_equal(contract->sections[travel->parent].path, CL_TEXT("5.2")));
}

Test(section, begins_an_inner_list_again) {
    const cl_contract *contract =
        contract_of("1. Goods\n\n(a) apples; and\n\n(b) pears.\n\n"
                    "2. Places\n\n(a) Ruritania; and\n\n(b) Graustark.\n");
    expect_path(contract, "apples", "1(a)");
    expect_path(contract, "Ruritania", "2(a)");
    expect_path(contract, "Graustark", "2(b)");
}

Test(section, takes_a_list_into_the_item_that_opens_it) {
    /* What follows a bullet or "a)" begins left of what follows "2." */
    static const char *const lists[] = {"\n\n- apples;\n- pears.", "\na) apples;\nb) pears.",
                                        "\n\n   1. apples;\n   2. pears."};
    static const char *const heads[] = {"2. Goods. Sold are:", "## 2. Goods\n\nSold are:"};
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            const cl_contract *contract = contract_named(
                "t.md",
                cl_arena_printf(arena, "# Sale\n\n%s1. Time. Now.\n\n%s%s\n\n%s3. Place\n\nHere.\n",
                                h ? "## " : "", heads[h], lists[i], h ? "## " : ""));
            const cl_section *pears = section_of(contract, "pears");
            cr_expect(cl_text_equal(contract->sections[pears->parent].path, CL_TEXT("2")),
                      "list %zu under %s", i, heads[h]);
            cr_expect_neq(contract->sentences[pears->first_sentence].lead_in, CL_NONE);
        }
}

Test(section, opens_an_annex_whose_title_is_glued_to_its_text) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\n"
        "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. Services. Birch serves as Exhibit A says.\n\n2. Law. Dutch law applies.\n\n"
        "IN WITNESS WHEREOF the parties have signed.\n\nBy: ____________\n\n"
        "EXHIBIT A FORM OF JOINDER AGREEMENT This Joinder Agreement is made by whoever joins the "
        "parties of the agreement to which it is attached, and binds the one who signs it as if "
        "that one had been a party from the first. 1. Joining. The signer joins.\n");
    cr_assert_eq(count_kind(contract, CL_SECTION_ANNEX), 1);
    expect_heading(contract, "FORM OF JOINDER", "FORM OF JOINDER AGREEMENT");
    expect_path(contract, "Joining", "EXHIBIT A 1");
}

Test(section, ends_the_title_of_an_annex_before_its_first_number) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\n"
        "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. Services. Birch serves.\n\n2. Law. Dutch law applies.\n\n"
        "SCHEDULE \"A\" PRICES\n\nBirch is paid by the hour.\n\n"
        "SCHEDULE B PROTECTIVE COVENANTS 1 Birch agrees with Alder that it keeps to itself what "
        "it learns of the trade of Alder, and that it does so for as long as anybody cares.\n");
    cr_assert_eq(count_kind(contract, CL_SECTION_ANNEX), 2);
    expect_heading(contract, "PROTECTIVE", "PROTECTIVE COVENANTS");
    expect_path(contract, "PROTECTIVE", "SCHEDULE B");
    expect_path(contract, "Birch is paid", "SCHEDULE A");
}

Test(section, gives_an_annex_its_own_numbers) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n\n"
                    "2. Fees\n\n2.1 Alder pays.\n\n"
                    "IN WITNESS WHEREOF the parties have signed.\n\nBy: ____________\n\n"
                    "EXHIBIT A\n\nSTATEMENT OF WORK\n\n"
                    "1. Scope\n\n1.1 Birch paints the fence white.\n\n"
                    "Schedule 2 - Rates\n\n1. Day rate\n\nThe day rate is low.\n");
    expect_path(contract, "Birch serves", "1.1");
    expect_path(contract, "Birch paints", "EXHIBIT A 1.1");
    expect_path(contract, "The day rate", "Schedule 2 1");
    const cl_section *paints = section_of(contract, "Birch paints");
    cr_assert_neq(paints->annex, (uint32_t)CL_NONE);
    cr_expect(
        cl_text_equal(contract->sections[paints->annex].heading, CL_TEXT("STATEMENT OF WORK")));
    cr_expect_eq(section_of(contract, "Birch serves")->annex, (uint32_t)CL_NONE);
    cr_expect_eq(count_kind(contract, CL_SECTION_ANNEX), 2);
    cr_expect_eq(section_of(contract, "By: ")->kind, CL_SECTION_SIGNATURES);
}

Test(section, tells_a_heading_that_says_to_which_agreement_an_annex_belongs) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\n1. Services\n\n1.1 Birch paints walls.\n\n"
                    "EXHIBIT B to the Services Agreement between Alder and Birch\n\n"
                    "1. Forms\n\n1.1 Alder signs the form.\n\n"
                    "Exhibit C to the Services Agreement lists colours.\n");
    expect_path(contract, "Alder signs", "EXHIBIT B 1.1");
    expect_path(contract, "Exhibit C to the", "EXHIBIT B 1.1");
}

Test(section, takes_a_filing_label_above_the_title_for_no_annex) {
    const cl_contract *contract =
        contract_of("Exhibit 10.1\n\nSERVICES AGREEMENT\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_ANNEX), 0);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, keeps_contents_out_of_the_body) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\n"
        "1. Services .......... 1\n2. Fees .......... 2\n3. Term .......... 3\n\n"
        "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. Services\n\nBirch serves.\n\n2. Fees\n\nAlder pays.\n\n3. Term\n\nA year.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_TOC), 1);
    cr_expect_eq(count_kind(contract, CL_SECTION_BODY), 3);
    expect_path(contract, "Alder pays", "2");
    cr_expect_eq(section_of(contract, "Alder pays")->kind, CL_SECTION_BODY);
}

Test(section, keeps_contents_on_one_line_out_of_the_body) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\n"
                    "TABLE OF CONTENTS Page ARTICLE I SERVICES Section 1.01 Services 1 Section "
                    "1.02 Covenants 2 ARTICLE II FEES Section 2.01 Fees 3\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd, who agree as follows: "
                    "ARTICLE I SERVICES Section 1.01 Services. Birch serves. "
                    "ARTICLE II FEES Section 2.01 Fees. Alder pays.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_TOC), 1);
    expect_path(contract, "Services. Birch", "Section 1.01");
    expect_path(contract, "Fees. Alder", "Section 2.01");
    cr_expect_eq(section_of(contract, "Fees. Alder")->kind, CL_SECTION_BODY);
}

Test(section, keeps_the_annexes_of_contents_out_of_the_body) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\n"
                    "1. Services 1 2. Fees 2 3. Term 3\n\n"
                    "4. Counterparts 4 ATTACHMENTS : A - Map of the Territory B - Price List\n\n"
                    "SERVICES AGREEMENT made between Alder Ltd (\"Alder\") and Birch Ltd "
                    "(\"Birch\"), who agree as follows.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n\n2. Fees\n\n2.1 Alder pays.\n");
    cr_expect_eq(section_of(contract, "SERVICES AGREEMENT made")->kind, CL_SECTION_PREAMBLE);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, reads_contents_whose_rows_are_broken) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nTABLE OF CONTENT\n\n"
                    "1. Services 1\n\n2. ALDER LTD.\n\nOPERATING STANDARDS 2\n\n3. Term 3\n\n"
                    "4. Entire Agreement 4 Exhibit 1 - Map of the Territory\n\n"
                    "SERVICES AGREEMENT made between Alder Ltd (\"Alder\") and Birch Ltd "
                    "(\"Birch\"), who agree as follows.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n\n2. Fees\n\n2.1 Alder pays.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_TOC), 1);
    cr_expect_eq(section_of(contract, "SERVICES AGREEMENT made")->kind, CL_SECTION_PREAMBLE);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, reads_contents_without_page_numbers) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\nPage 1.\n\nSERVICES.\n\n"
                    "1.1 Services to be Rendered\n\n1.2 Standards 2.\n\nFEES\n\n2.1 Rates\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd, who agree as follows."
                    "\n\n1. SERVICES\n\n1.1 Birch serves.\n\n2. FEES\n\n2.1 Alder pays.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_TOC), 1);
    cr_expect_eq(section_of(contract, "This Agreement is")->kind, CL_SECTION_PREAMBLE);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, takes_lists_of_annexes_behind_contents_for_contents) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\n"
                    "1. Services .......... 1\n\n2. Fees .......... 2\n\n3. Term .......... 3\n\n"
                    "Exhibit A Price List\n\nExhibit B Map\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n\nEXHIBIT A\n\nPRICE LIST\n\nIt is long."
                    "\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_ANNEX), 1);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, ends_the_recitals_of_an_annex_where_the_parties_agree) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. Services\n\n1.1 Birch serves.\n\nEXHIBIT A\n\nFORM OF PLEDGE\n\nBackground:\n\n"
        "A. The Member works for Birch.\n\nB. Alder asks for a pledge.\n\n"
        "In consideration of these premises, the parties agree as follows:\n\n"
        "1. Secrecy. The Member keeps quiet.\n");
    expect_path(contract, "Secrecy. The Member", "EXHIBIT A 1");
}

Test(section, counts_roman_articles_apart_from_their_letters) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "I. SERVICES\n\nA. Birch serves.\n\nB. Birch reports.\n\nC. Birch cleans.\n\n"
        "II. FEES\n\nA. Alder pays.\n\nIII. TERM\n\nIt is a year.\n");
    expect_path(contract, "Birch cleans", "I.C");
    expect_path(contract, "Alder pays", "II.A");
    expect_path(contract, "It is a year", "III");
}

Test(section, resumes_letters_behind_a_list_in_one_of_them) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd, who agree "
        "as "
        "follows.\n\n1. Services\n\n1.1 Birch does this:\n\na. it cleans windows:\n\n"
        "1. in the house;\n\n2. in the yard;\n\nb. it cleans doors.\n\n2. Fees\n\n2.1 Alder pays."
        "\n");
    expect_path(contract, "in the yard", "1.1.a.2");
    expect_path(contract, "it cleans doors", "1.1.b");
    expect_path(contract, "Alder pays", "2.1");
}

Test(section, opens_an_annex_by_its_label_however_long_its_title_is) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. Services\n\n1.1 Birch serves.\n\nATTACHMENT A\n\nBirch Window Services and Alder "
        "Housing "
        "Company 2019-2023 Global Master Services Agreement\n\n1. Prices\n\n1.1 They are high.\n\n"
        "EXHIBIT B [***] Pricing\n\n1. Discounts\n\n1.1 There are none.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_ANNEX), 2);
    expect_path(contract, "They are high", "ATTACHMENT A 1.1");
    expect_path(contract, "There are none", "EXHIBIT B 1.1");
}

Test(section, knows_titles_that_nothing_parts_from_the_text) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd, "
                    "who agree as "
                    "follows.\n\n1. Office Space You will provide a room to Birch.\n\n"
                    "2. Term of the Agreement This Agreement shall last a year.\n\n"
                    "3. Bank of The West shall pay the fees.\n\n"
                    "4. Duties Upon The Expiry are set out below.\n");
    expect_heading(contract, "Office Space You", "Office Space");
    expect_heading(contract, "Term of the Agreement", "Term of the Agreement");
    expect_heading(contract, "Bank of The", "");
    expect_heading(contract, "Duties Upon", "");
}

Test(section, takes_titles_from_the_contents) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nTABLE OF CONTENTS\n\n1. Services 1\n\n"
                    "1.1 Work to Be Done 1\n\n1.2 Reports 2\n\n2. Fees 3\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n1. Services\n\n"
                    "1.1 Work to be done Birch shall clean the windows of Alder.\n\n"
                    "1.2 Reports Birch shall report each month.\n");
    expect_heading(contract, "Work to be done", "Work to be done");
    expect_heading(contract, "Reports Birch", "Reports");
}

Test(section, knows_titles_with_semicolons_and_titles_alone) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd, who agree "
        "as "
        "follows.\n\n1. Services\n\n1.1 Authority; Approvals. Birch shall have all approvals.\n\n"
        "(a) Personal Guarantee.\n\nBirch shall give a guarantee of its owner to Alder within "
        "thirty days of the date on which this Agreement is signed by both of them, without "
        "delay.\n\n"
        "1.2 Notices. They go as follows:\n\nIf to Alder:\n\nThe office of Alder is open.\n");
    expect_heading(contract, "Authority; Approvals", "Authority; Approvals");
    expect_heading(contract, "Birch shall give", "Personal Guarantee");
    expect_heading(contract, "The office of", "Notices");
}

Test(section, ends_the_list_of_a_definition_at_the_next_one) {
    const cl_contract *contract = contract_of(
        "SERVICES AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd, who agree "
        "as "
        "follows.\n\n1. Definitions\n\n\"Service\" means:\n\n(a) the cleaning of windows; and\n\n"
        "(b) the cleaning of doors.\n\n\"Site\" means the house of Alder.\n");
    expect_path(contract, "the cleaning of doors", "1(b)");
    expect_path(contract, "\"Site\" means", "1");
}

Test(section, takes_a_filing_number_behind_a_cover_for_no_annex) {
    const cl_contract *contract =
        contract_of("SERVICES AGREEMENT\n\nbetween\n\nALDER LTD\n\nand\n\nBIRCH LTD\n\n"
                    "Dated as of May 1, 2020\n\n"
                    "TABLE OF CONTENTS\n\n"
                    "1. Services .......... 1\n\n2. Fees .......... 2\n\n3. Term .......... 3\n\n"
                    "4. Law .......... 4\n\n5. Notices .......... 5\n\n"
                    "6. Costs .......... 6\n\n7. Signs .......... 7\n\n"
                    "EXHIBIT 99.5\n\nSERVICES AGREEMENT\n\n"
                    "This Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "1. Services\n\n1.1 Birch serves.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_ANNEX), 0);
    expect_path(contract, "Birch serves", "1.1");
}

Test(section, finds_recitals_between_parties_and_body) {
    const cl_contract *contract =
        contract_of("LEASE\n\nThis Lease is made between Alder Ltd and Birch Ltd.\n\n"
                    "RECITALS\n\n"
                    "A. Alder owns a barn.\n\n"
                    "B. Birch wants to use it.\n\n"
                    "NOW, THEREFORE, the parties agree as follows:\n\n"
                    "1. Use. Birch may use the barn.\n");
    cr_expect_eq(section_of(contract, "This Lease")->kind, CL_SECTION_PREAMBLE);
    const cl_section *barn = section_of(contract, "Alder owns");
    while (barn->kind == CL_SECTION_BODY)
        barn = &contract->sections[barn->parent];
    cr_expect_eq(barn->kind, CL_SECTION_RECITALS);
    cr_expect_eq(section_of(contract, "Use.")->kind, CL_SECTION_BODY);
    expect_path(contract, "Use.", "1");
}

Test(section, finds_titles_without_numbers) {
    const cl_contract *contract =
        contract_of("POLICY\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
                    "PAYMENT\n\nAlder shall pay within a month of the invoice.\n\n"
                    "TERMINATION\n\nEither party may end this Agreement by notice.\n");
    expect_heading(contract, "Alder shall pay", "PAYMENT");
    expect_heading(contract, "Either party", "TERMINATION");
}

Test(section, keeps_the_head_of_a_table_within_an_item) {
    const cl_contract *contract = contract_of("6. Payments\n\n6.2 Milestones\n\n"
                                              "(a) Alder pays as follows:\n\n"
                                              "MILESTONE AND AMOUNT\n\nLaunch, ten pounds\n\n"
                                              "(b) Alder pays in time.\n\n6.3 Taxes\n\n"
                                              "OTHER MATTERS\n\nBirch pays taxes.\n");
    expect_path(contract, "Alder pays as", "6.2(a)");
    expect_path(contract, "Alder pays in", "6.2(b)");
}

/* Automatic numbering says how deep a label is; the letters alone would not. */
Test(section, trusts_the_levels_of_automatic_lists) {
    static const struct {
        const char *label, *text;
        int level;
        const char *path;
    } rows[] = {
        {"1.", "Fees", 0, "1"},
        {"a.", "The fee is due.", 1, "1.a"},
        {"i.", "It is due in May.", 2, "1.a.i"},
        {"ii.", "It is due in June.", 2, "1.a.ii"},
        {"b.", "No fee is due in July.", 1, "1.b"},
        {"2.", "Term", 0, "2"},
        {"a.", "The term is a year.", 1, "2.a"},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    cl_block *blocks = CL_ARRAY(arena, ROWS, cl_block);
    for (size_t i = 0; i < ROWS; i++)
        blocks[i] = (cl_block){.kind = CL_BLOCK_LIST_ITEM,
                               .text = cl_text_from(rows[i].text),
                               .label = cl_text_from(rows[i].label),
                               .list_level = rows[i].level};
    cl_document document = {
        .arena = arena, .name = "t.docx", .format = CL_FORMAT_DOCX, .blocks = blocks};
    document.block_count = ROWS;
    cl_contract contract = {.document = &document, .arena = arena};
    cl_sections_find(&contract);
    for (size_t i = 0; i < ROWS; i++)
        expect_path(&contract, rows[i].text, rows[i].path);
}

/* Two lists that both begin at their first level: the letters stand in the number above them. */
Test(section, puts_a_list_of_its_own_under_the_item_above) {
    static const struct {
        const char *label, *text, *path;
    } rows[] = {
        {"1.", "Fees", "1"},
        {"(a)", "The fee is due.", "1(a)"},
        {"(b)", "It is small.", "1(b)"},
        {"2.", "Term", "2"},
        {"(a)", "The term is a year.", "2(a)"},
        {"\xE2\x80\xA2", "It may end.", "2(a)"},
        {"3.", "Law", "3"},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    cl_block *blocks = CL_ARRAY(arena, ROWS, cl_block);
    for (size_t i = 0; i < ROWS; i++)
        blocks[i] = (cl_block){.kind = CL_BLOCK_LIST_ITEM,
                               .text = cl_text_from(rows[i].text),
                               .label = cl_text_from(rows[i].label)};
    cl_document document = {
        .arena = arena, .name = "t.docx", .format = CL_FORMAT_DOCX, .blocks = blocks};
    document.block_count = ROWS;
    cl_contract contract = {.document = &document, .arena = arena};
    cl_sections_find(&contract);
    for (size_t i = 0; i < ROWS; i++)
        expect_path(&contract, rows[i].text, rows[i].path);
}

Test(section, leaves_a_title_page_to_the_preamble) {
    const cl_contract *contract =
        contract_of("SUPPLY AGREEMENT\n\nBETWEEN\n\nALDER LTD\n\nAND\n\nBIRCH LTD\n\nDated as of "
                    "May 1, 2020\n\n"
                    "RECITALS\n\nAlder makes tools, and Birch wishes to buy them.\n\n"
                    "ARTICLE I\nORDERS\n\n1.1 Birch sends orders to Alder.\n");
    cr_expect_eq(count_kind(contract, CL_SECTION_RECITALS), 1);
    expect_path(contract, "Birch sends orders", "1.1");
    cr_expect_eq(section_of(contract, "Birch sends orders")->depth, 2);
    expect_heading(contract, "ALDER", "");
}

Test(section, takes_two_columns_for_no_heading) {
    const cl_contract *contract = contract_of(
        "SUPPLY AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. ORDERS\n\n1.1 Birch sends orders.\n\nTM TM\n\n1.2 Alder confirms them.\n\n"
        "2. FEES\n\nSIGNATURE SIGNATURE\n\n2.1 Birch pays.\n");
    expect_path(contract, "Alder confirms", "1.2");
    cr_expect_eq(section_of(contract, "Birch pays")->depth, 2);
}

Test(section, takes_what_is_to_be_filled_in_for_no_heading) {
    const cl_contract *contract = contract_of(
        "SUPPLY AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "1. ORDERS\n\n1.1 Birch sends orders by:\n\nTBD\n\n1.2 Notices go to:\n\n"
        "[INSERT NAME] [INSERT ADDRESS]\n\nor to Alder's office.\n\n"
        "2. TBD AND OTHER BLANKS\n\nBirch fills them in.\n");
    expect_path(contract, "or to Alder's office", "1.2");
    cr_expect(cl_text_equal(section_of(contract, "Birch fills")->heading,
                            CL_TEXT("TBD AND OTHER BLANKS")));
}

Test(section, begins_a_new_list_in_a_later_number) {
    const cl_contract *contract = contract_of(
        "SUPPLY AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n\n"
        "C. SCHEDULES\n\n(i) Alder adds prices.\n\n(ii) Birch adds places.\n\n"
        "1. ORDERS\n\n1.1 Orders are sent.\n\n(A) Stock is kept in three parts:\n\n"
        "(i) DEAD STOCK is sold.\n\n1.2 Orders are filled.\n");
    expect_path(contract, "Orders are filled", "1.2");
    expect_path(contract, "DEAD STOCK", "1.1(A)(i)");
}

/* Notes are read behind all text, and belong to the section that refers to them. */
Test(section, gives_a_note_the_section_of_its_reference) {
    cl_block blocks[] = {
        {.kind = CL_BLOCK_LIST_ITEM, .label = CL_TEXT("1."), .text = CL_TEXT("Fees are due.")},
        {.kind = CL_BLOCK_LIST_ITEM, .label = CL_TEXT("2."), .text = CL_TEXT("Law governs.")},
        {.kind = CL_BLOCK_FOOTNOTE, .text = CL_TEXT("In euros."), .note = 1, .note_anchor = 1},
        {.kind = CL_BLOCK_FOOTNOTE, .text = CL_TEXT("Unknown."), .note = 2},
    };
    cl_document document = {.arena = arena, .name = "t.docx", .blocks = blocks, .block_count = 4};
    cl_contract contract = {.document = &document, .arena = arena};
    cl_sections_find(&contract);
    expect_path(&contract, "In euros", "1");
    expect_path(&contract, "Unknown", "");
}

Test(section, bounds_hostile_nesting) {
    enum { ROWS = 5000 };
    cl_block *blocks = CL_ARRAY(arena, ROWS, cl_block);
    static const char *const labels[] = {"1.", "(a)", "(i)", "(A)", "(1)", "a)", "i.", "A."};
    for (size_t i = 0; i < ROWS; i++)
        blocks[i] = (cl_block){.kind = CL_BLOCK_LIST_ITEM,
                               .text = CL_TEXT("Words."),
                               .label = cl_text_from(labels[i % 8]),
                               .list_level = (int)i};
    cl_document document = {.arena = arena, .name = "t.docx", .blocks = blocks};
    document.block_count = ROWS;
    cl_contract contract = {.document = &document, .arena = arena};
    cl_sections_find(&contract);
    for (size_t i = 0; i < contract.section_count; i++) {
        cr_assert_lt(contract.sections[i].depth, 32);
        cr_assert_lt(contract.sections[i].path.length, 400);
    }
}

Test(section, letters_and_numbers_go_on_behind_what_was_lost) {
    const cl_contract *contract = contract_of(
        "1 Exhibit 10.7\n\nAGENCY AGREEMENT\n\n"
        "Alder Ltd (\"Alder\") and Birch Ltd (\"Birch\") agree as follows, by and between "
        "themselves:\n\n"
        "A.   AUTHORITY\n\n"
        "1. Birch acts for Alder in Utah.\n\n"
        "2. Birch reports to Alder each month.\n\n"
        "B.   BILLING\n\n"
        "1. Alder sends its bills to Birch.\n\n"
        "2. Birch sends them on.\n");
    expect_path(contract, "Birch acts", "A.1");
    expect_path(contract, "Alder sends", "B.1");
    expect_path(contract, "Birch sends", "B.2");
}

Test(section, a_statement_in_capitals_is_no_heading) {
    const cl_contract *contract = contract_of(
        "1. WARRANTY\n\nTHE SERVICES ARE PROVIDED AS IS.\n\nWHAT WE OWE.\n\nFees fall "
        "due on receipt.\n\n(a) OUR TOTAL LIABILITY TO YOU IS LIMITED TO WHAT YOU PAID IN "
        "THE THREE MONTHS BEFORE THE CLAIM.\n\n(b) LATE FEES\n\nThey bear interest.\n");
    size_t seen = 0;
    for (size_t i = 0; i < contract->sentence_count; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        bool heading = sentence->flags & CL_SENTENCE_HEADING;
        if (cl_text_starts(sentence->text, "THE SERVICES")) {
            cr_expect(!heading);
            seen++;
        }
        if (cl_text_starts(sentence->text, "WHAT WE OWE")) {
            cr_expect(heading);
            seen++;
        }
        if (cl_text_starts(cl_text_slice(sentence->text, sentence->own.start, sentence->own.end),
                           "OUR TOTAL")) {
            cr_expect(!heading);
            seen++;
        }
        if (cl_text_starts(cl_text_slice(sentence->text, sentence->own.start, sentence->own.end),
                           "LATE FEES")) {
            cr_expect(heading);
            seen++;
        }
    }
    cr_expect_eq(seen, 4);
}
