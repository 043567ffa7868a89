/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "document/load.h"
#include "rules/evaluate.h"
#include "ruleset_of.h"

static cl_arena *arena;
static cl_errors errors;
static cl_findings findings;

static void start(void) {
    arena = cl_arena_new();
    errors = (cl_errors){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(drafting, .init = start, .fini = stop);

/* How often a check speaks on a text. */
static size_t run(const char *check, const char *text) {
    const char *yaml = cl_arena_printf(arena, RULE("a") "  kind: check\n  check: %s\n", check);
    cl_ruleset *set = ruleset_of(arena, &errors, NULL, yaml);
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "no ruleset");
    cl_document *document;
    cl_error error;
    cr_assert_eq(
        cl_document_load(arena, "t.txt", cl_text_from(text), &cl_default_limits, &document, &error),
        CL_OK);
    findings = (cl_findings){0};
    cl_evaluate(set, cl_contract_new(arena, document), cl_matcher_new(arena), NULL, &findings,
                NULL);
    return findings.count;
}

static bool noticed(const char *id) {
    for (size_t i = 0; i < findings.notices.count; i++)
        if (!strcmp(findings.notices.items[i].id, id))
            return true;
    return false;
}

/* A contract of three sections with one sentence of ours. */
static const char *with(const char *sentence) {
    return cl_arena_printf(arena,
                           "1. Term\n\n1.1 This Agreement runs for a year.\n\n1.2 %s\n\n2. Fees\n\n"
                           "2.1 Fees are due (a) monthly or (b) yearly.\n\n2.2 Late fees bear "
                           "interest.\n\n3. Law\n\n3.1 The law of Utopia applies.\n",
                           sentence);
}

static const struct {
    const char *check, *sentence;
    size_t count;
} cases[] = {
    {"broken-reference", "It ends under Section 2.2.", 0},
    {"broken-reference", "It ends under Section 2.3.", 1},
    {"broken-reference", "It ends under Sections 2.3, 2.4 and 7.", 3},
    {"broken-reference", "It ends under Section 2.1(b).", 0},
    {"broken-reference", "It ends under Section 2.1(c).", 1},
    {"broken-reference", "It ends under Section 2.3, Section 2.4 and Section 2.5 of the Lease.", 0},
    {"broken-reference", "It ends under Section 2.3 (Rent) of the Master Agreement.", 0},
    {"broken-reference", "It ends under ERISA Section 2.3.", 0},
    {"broken-reference", "It ends under Section 2.3, second sentence, of the Civil Code.", 0},
    {"broken-reference", "It ends under 21 U.S.C. \xC2\xA7 2.3.", 0},
    {"broken-reference", "Seats are in Section 150.", 0},
    {"blank-left-open", "Accepted and agreed to at Leeds this ____ day of ____, 2006, by all.", 0},
    {"blank-left-open", "This Agreement dated the ____ day of May is signed by all of them.", 0},
    {"blank-left-open", "This Agreement is made as of the ____ day of May by all of them.", 0},
    {"blank-left-open", "Payment is made on the ____ day of each month by all of them.", 1},
    {"blank-left-open", "They follow the Lease dated the ____ day of May between all of them.", 1},
    {"unfilled-placeholder", "Pay within [\xE2\x97\x8F] days and on [\xE2\x97\x8F].", 1},
    {"unfilled-placeholder", "Pay [***] within [ ] days.", 0},
    {"unfilled-placeholder", "Pay within [ ] days.", 1},
    {"unfilled-placeholder", "See [the list](https://example.org) and [sic] there.", 0},
    {"unfilled-placeholder", "Pay ${amount} to <<name>>.", 1},
    {"unfilled-placeholder", "Pay $5 where a < b and b > c.", 0},
    {"blank-left-open", "Pay within ___ days.", 1},
    {"blank-left-open", "Pay within ___30___ days.", 0},
    {"blank-left-open", "Signed by Jane Doe /s/ Jane Doe ______ director of it.", 0},
    {"words-against-figures", "Pay within thirty (60) days.", 1},
    {"words-against-figures", "Pay within ninety-seven point five (97.5) days.", 0},
    {"words-against-figures", "Pay one half of one percent (0.5%) of it.", 0},
    {"words-against-figures", "Pay one million, five thousand dollars ($1,005,000).", 0},
    {"words-against-figures", "Pay in Year Two (1999).", 0},
    {"words-against-figures", "Pay five thousand dollars ($50,000).", 1},
    {"words-against-figures", "Pay ten percent (100) of it.", 0},
    {"words-against-figures", "Pay thirty percent (3056) of it.", 0},
    {"words-against-figures", "Pay ten percent (12%) of it.", 1},
    {"impossible-date", "It ends on February 29, 2023.", 1},
    {"impossible-date", "It ends on February 29, 2024.", 0},
    {"impossible-date", "It ends on the 31st day of June, 2024.", 1},
    {"impossible-date", "It ends on 31/04/2024.", 1},
    {"impossible-date", "It ends on 04/06/2024.", 0},
    {"inverted-dates", "It runs from May 1, 2024 to April 30, 2023.", 1},
    {"inverted-dates", "It runs from May 1, 2024 to April 30, 2025.", 0},
    {"inverted-dates", "It begins on May 1, 2024 and replaces the contract of May 2, 2020.", 0},
    {"weekday-mismatch", "It ends on Friday, May 3, 2024.", 0},
    {"weekday-mismatch", "It ends on Friday, the 4th day of May, 2024.", 1},
};

Test(drafting, finds_mistakes_and_leaves_the_rest) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(run(cases[i].check, with(cases[i].sentence)), cases[i].count,
                     "%s: %s: %zu findings", cases[i].check, cases[i].sentence, findings.count);
}

Test(drafting, leaves_an_amendment_alone) {
    const char *text = cl_arena_printf(arena, "FIRST AMENDMENT TO LEASE\n\n%s",
                                       with("Section 9.4 of it is struck, see Section 9.5."));
    cr_assert_eq(run("broken-reference", text), 0);
}

Test(drafting, says_when_parts_are_missing) {
    const char *sentence = "See Sections 4.1, 4.2, 5.1, 5.2, 6.1 and 6.2.";
    cr_assert_eq(run("broken-reference", with(sentence)), 0);
    cr_assert(noticed("references-unclear"));
}

Test(drafting, looks_for_exhibits_only_where_some_are_attached) {
    const char *body = with("The goods are listed in Exhibit A and Exhibit B.");
    cr_assert_eq(run("missing-exhibit", body), 0);
    cr_assert(noticed("annexes-elsewhere"));
    const char *attached = cl_arena_printf(arena, "%s\nEXHIBIT A\n\nGOODS\n\nTen jars.\n", body);
    cr_assert_eq(run("missing-exhibit", attached), 1);
    cr_assert_not(noticed("annexes-elsewhere"));
    body = with("The goods are listed in Annex 1 and Annex 2.");
    attached = cl_arena_printf(arena, "%s\nANNEX I\n\nTen jars.\n\nANNEX II\n\nTwo.\n", body);
    cr_assert_eq(run("missing-exhibit", attached), 0, "Annex II is Annex 2");
    body = with("See Exhibit B, Exhibit A, Exhibit C and Exhibit B.");
    attached = cl_arena_printf(arena, "%s\nEXHIBIT A\n\nGOODS\n\nTen jars.\n", body);
    cr_assert_eq(run("missing-exhibit", attached), 1, "what is missing is told once");
    cr_assert(cl_text_equal(findings.items[0].listed, CL_TEXT("Exhibit B, Exhibit C")));
}

static const char *titled(const char *risk) {
    return cl_arena_printf(
        arena,
        "SUPPLY AGREEMENT\n\n1. Goods\n\nSeller sells jars.\n\n2. Price\n\n3. Time\n\nJars are "
        "sent at once.\n\n4. Place\n\nThey go to Buyer.\n\n5. Risk\n\n%s6. Title\n\nIt passes on "
        "payment.\n",
        risk);
}

Test(drafting, several_bare_headings_are_a_layout) {
    cr_assert_eq(run("empty-section", titled("It passes on delivery.\n\n")), 1);
    cr_assert_not(noticed("headings-without-text"));
    cr_assert_eq(run("empty-section", titled("")), 0);
    cr_assert(noticed("headings-without-text"));
}

Test(drafting, a_bare_heading_is_told_beside_headings_of_its_kind) {
    const char *text = "SUPPLY AGREEMENT\n\n1. Goods. Seller sells jars.\n\n2. Price.\n\n"
                       "3. Time. Jars are sent at once.\n\n4. Place. They go to Buyer.\n";
    cr_assert_eq(run("empty-section", text), 0, "the text of 2 may stand elsewhere");
    cr_assert_not(noticed("headings-without-text"));
}

Test(drafting, tells_a_form_from_an_annex_with_gaps) {
    const char *text = cl_arena_printf(
        arena,
        "%s\nEXHIBIT A\n\nGOODS\n\nTen jars of [insert kind].\n\nEach holds [insert size]."
        "\n\nEXHIBIT B\n\nFORM OF NOTICE\n\nOn [date] we call for [insert number] jars.\n",
        with("The goods are listed in Exhibit A and called for as Exhibit B says."));
    cr_assert_eq(run("placeholder-in-annex", text), 1, "one is enough to have it completed");
    cr_assert_eq(run("placeholder-in-form", text), 1);
}

Test(drafting, knows_a_form_by_what_the_text_says_of_the_annex) {
    const char *annexes = "\nEXHIBIT A\n\nORDER\n\nTen jars of [insert kind].\n";
    const char *form = "Each order is substantially in the form attached as Exhibit A.";
    const char *changed = "It is changed in the form of an amendment to the goods in Exhibit A.";
    cr_assert_eq(run("placeholder-in-form", cl_arena_printf(arena, "%s%s", with(form), annexes)),
                 1);
    cr_assert_eq(
        run("placeholder-in-annex", cl_arena_printf(arena, "%s%s", with(changed), annexes)), 1);
}

static const struct {
    const char *check, *text;
    size_t count;
} terms[] = {
    {"unused-term", "\"Bug Fix\" means a repair. The Bug Fixes are free.", 0},
    {"unused-term", "\"Bug Fix\" means a repair. Repairs are free.", 1},
    {"unused-term", "Dr. Ann Doe (\"Dr. Doe\") writes books. Dr. Doe is paid.", 0},
    {"unused-term", "\"Unit(s)\" means a jar.", 0},
    {"unused-term", "\"Trade Data\" or \"TD\" means figures. TD is secret.", 0},
    {"term-defined-twice", "\"Goods\" means jam.\n\nMore.\n\n\"Goods\" means jelly.", 1},
    {"term-defined-twice", "\"Goods\" means jam.\n\nMore.\n\n\"Goods\" means Jam.", 0},
    {"term-defined-twice", "\"Goods\" means jam.\n\nWe sell jelly (the \"Goods\").", 0},
    {"term-defined-twice", "\"Goods\" has the meaning set forth below.\n\n\"Goods\" means jelly.",
     0},
    {"term-defined-twice",
     "\"Goods\" means jam.\n\nFor purposes of this Section, \"Goods\" means "
     "jelly.",
     0},
    {"term-case-drift", "\"Order Form\" means a list. It names an Order form or two.", 1},
    {"term-case-drift", "\"Order Form\" means a list. Order forms are lists.", 0},
    {"term-case-drift", "\"ORDER FORM\" means a list. It names an Order Form.", 0},
};

Test(drafting, knows_terms) {
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        cr_expect_eq(run(terms[i].check, terms[i].text), terms[i].count, "%s: %s: %zu findings",
                     terms[i].check, terms[i].text, findings.count);
}

Test(drafting, findings_of_one_sentence_are_kept_apart) {
    cr_assert_eq(run("broken-reference", with("It ends under Section 2.3 or Section 2.4.")), 2);
    cr_assert_eq(findings.items[0].place.span.start, findings.items[1].place.span.start);
    cr_assert_neq(findings.items[0].match.span.start, findings.items[1].match.span.start);
}

Test(drafting, exceptions_are_heard) {
    const char *yaml = RULE("a") "  kind: check\n  check: unfilled-placeholder\n"
                                 "  unless: [form of]\n";
    cl_ruleset *set = ruleset_of(arena, &errors, NULL, yaml);
    cl_document *document;
    cl_error error;
    cl_text text = CL_TEXT("The form of notice says [insert day].\n\nPay on [insert day].\n");
    cr_assert_eq(cl_document_load(arena, "t.txt", text, &cl_default_limits, &document, &error),
                 CL_OK);
    cl_evaluate(set, cl_contract_new(arena, document), cl_matcher_new(arena), NULL, &findings,
                NULL);
    cr_assert_eq(findings.count, 1);
}

Test(drafting, mistakes_in_a_rule_are_told) {
    cr_assert_null(ruleset_of(arena, &errors, NULL, RULE("a") "  kind: check\n"));
    cr_assert_str_eq(errors.items[0].id, "rule-key-missing");
    errors = (cl_errors){0};
    cr_assert_null(
        ruleset_of(arena, &errors, NULL, RULE("a") "  kind: check\n  check: broken-refrence\n"));
    cr_assert_str_eq(errors.items[0].id, "check-unknown");
    cr_assert_not_null(strstr(errors.items[0].message, "broken-reference"));
    errors = (cl_errors){0};
    cr_assert_null(ruleset_of(arena, &errors, NULL,
                              RULE("a") "  kind: check\n  check: broken-reference\n"
                                        "  patterns: { x: [y] }\n"));
    cr_assert_str_eq(errors.items[0].id, "rule-value");
}
