/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "contract_of.h"
#include "rules/evaluate.h"
#include "rules/judge.h"
#include "ruleset_of.h"

static cl_arena *arena;
static cl_errors errors;
static cl_findings findings;
static cl_evaluate_options options;
static const char *type;

static void start(void) {
    arena = cl_arena_new();
    errors = (cl_errors){0};
    findings = (cl_findings){0};
    options = (cl_evaluate_options){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(evaluate, .init = start, .fini = stop);

static size_t run(const char *yaml, const char *const *lines) {
    cl_ruleset *set = ruleset_of(arena, &errors, NULL, yaml);
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "no ruleset");
    cl_contract *contract = contract_of(arena, lines);
    findings = (cl_findings){0};
    cl_evaluate(set, contract, cl_matcher_new(arena), &options, &findings, &type);
    return findings.count;
}
#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define RENEWS     RULE("a") "  patterns: { x: [automatically renew] }\n  condition: x\n"

Test(evaluate, raises_once_for_each_sentence) {
    cr_assert_eq(run(RENEWS, LINES("It shall automatically renew and automatically renew again.",
                                   "Nothing here.", "It shall automatically renew.")),
                 2);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(findings.items[1].place.block, 2);
    cr_assert_eq(findings.items[1].match.span.start, 9);
    cr_assert_eq(findings.items[0].confidence, CL_CONFIDENCE_HIGH);
    cr_assert_str_eq(type, "unsure");
}

Test(evaluate, tells_neighbours_of_a_paragraph_once) {
    static const char first[] = "It shall automatically renew.",
                      second[] = "+ It may automatically renew.";
    cr_assert_eq(run(RENEWS, LINES(first, second)), 1);
    cr_assert_eq(findings.items[0].more_count, 1);
    cr_assert_eq(findings.items[0].place.span.start, 0);
    cr_assert_eq(findings.items[0].place.span.end, strlen(first) + strlen(second) - 1);
    /* one sentence between them, then three, then four, then another paragraph */
    cr_assert_eq(run(RENEWS, LINES(first, "+ Fees are due.", second)), 1);
    cr_assert_eq(
        run(RENEWS, LINES(first, "+ Fees are due.", "+ So is tax.", "+ Pay both.", second)), 1);
    cr_assert_eq(run(RENEWS, LINES(first, "+ Fees are due.", "+ So is tax.", "+ Pay both.",
                                   "+ Pay soon.", second)),
                 2);
    cr_assert_eq(findings.items[0].more_count, 0);
    cr_assert_eq(run(RENEWS, LINES(first, first)), 2);
    /* what is told in other words is another matter */
    static const char years[] =
        RULE("a") "  patterns: { x: [automatically renew], long: [years] }\n"
                  "  condition: x\n"
                  "  escalate: [{ when: long, severity: critical, message: Long. }]\n";
    cr_assert_eq(run(years, LINES(first, "+ It shall automatically renew for years.")), 2);
}

Test(evaluate, marks_the_alternative_that_holds) {
    static const char yaml[] =
        RULE("a") "  patterns: { x: [renew], y: [forever], z: [extend], no: [never] }\n"
                  "  condition: (x and y or z) and not no\n"
                  "  unless: [by agreement]\n";
    cr_assert_eq(run(yaml, LINES("They renew by agreement; the terms extend at once.")), 1);
    cr_assert_eq(findings.items[0].match.span.start, 35);
}

Test(evaluate, hears_a_negation) {
    cr_assert_eq(run(RENEWS, LINES("It shall not automatically renew.",
                                   "It shall in no event automatically renew.",
                                   "It shall not, unless terminated, automatically renew.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 2);
    cr_assert_eq(
        run(RULE("a") "  patterns: { x: { phrases: [automatically renew], negation: off } }\n"
                      "  condition: x\n",
            LINES("It shall not automatically renew.")),
        1);
}

Test(evaluate, knows_harmless_negations) {
    static const struct {
        const char *text;
        bool negated;
    } cases[] = {{"upon not less than 30 days may terminate", false},
                 {"without cause may terminate", false},
                 {"neither party may terminate", true},
                 {"it cannot may terminate", true},
                 {"see No. may terminate", false},
                 {"it does not, however, may terminate", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_text text = cl_text_from(cases[i].text);
        size_t at = cl_text_find(text, CL_TEXT("may terminate"), 0);
        cr_assert_eq(cl_judge_negated(text, (cl_span){at, text.length}), cases[i].negated, "%s",
                     cases[i].text);
    }
    cl_text inside = CL_TEXT("Customer may not assign");
    cr_assert(cl_judge_negated(inside, (cl_span){9, inside.length}));
    inside = CL_TEXT("Customer may not only assign");
    cr_assert_not(cl_judge_negated(inside, (cl_span){9, inside.length}));
    inside = CL_TEXT("It shall not expire but shall be renewed");
    cr_assert_not(cl_judge_negated(inside, (cl_span){3, inside.length}));
    inside = CL_TEXT("It shall not expire and shall not, but for this, be renewed");
    cr_assert(cl_judge_negated(inside, (cl_span){3, inside.length}));
}

/* A hole or a gap of the phrase may have taken the denial in. */
Test(evaluate, tells_a_place_from_other_capitals) {
    static const char yaml[] =
        RULE("a") "  patterns: { x: [\"servers in [the] {place}\"] }\n  condition: x\n";
    cr_assert_eq(
        run(yaml, LINES("It runs servers in Utrecht.", "It has servers in New South Wales.")), 2);
    cr_assert_eq(
        run(yaml, LINES("It runs servers in Annex 2.", "It started servers in March.",
                        "It lists servers in PDF.", "It uses servers in the Platform.",
                        "It puts servers in Customer premises.", "It runs servers in use.")),
        0);
}

Test(evaluate, hears_a_negation_inside_a_match) {
    static const char yaml[] = RULE("a") "  patterns: { x: [\"{party} … may … subcontract\"] }\n"
                                         "  condition: x\n";
    static const char *const denied[] = {
        "Supplier may not subcontract.", "Supplier may under no circumstances subcontract.",
        "Supplier may neither assign nor subcontract.", "Neither party may subcontract."};
    static const char *const given[] = {"Supplier may subcontract.",
                                        "Supplier may not only assign but also subcontract.",
                                        "Supplier, which may not assign, may subcontract.",
                                        "Supplier may freely (but not at night) subcontract."};
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
        cr_assert_eq(run(yaml, LINES(denied[i])), 0, "%s", denied[i]);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        cr_assert_eq(run(yaml, LINES(given[i])), 1, "%s", given[i]);
    static const char cap[] = RULE("a") "  patterns: { x: [\"liability … exceed\"] }\n"
                                        "  condition: x\n";
    cr_assert_eq(run(cap, LINES("Its liability shall not in total exceed the fees.")), 1);
}

Test(evaluate, cuts_segments) {
    static const struct {
        const char *text, *segment;
    } cases[] = {
        {"A may do; B may X; C may not", " B may X"},
        {"B may X provided that C agrees", "B may X "},
        {"C agrees, provided that B may X", "provided that B may X"},
        {"A may not, except that B may X", "except that B may X"},
        {"B may X, save that C may not", "B may X, "},
        {"Notwithstanding a breach under Sections 4, 5 and 6, B may X", " B may X"},
        {"Subject to notice (or, if none, breach), B may X", " B may X"},
        {"Notwithstanding B may X", "Notwithstanding B may X"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_text text = cl_text_from(cases[i].text);
        size_t at = cl_text_find(text, CL_TEXT("B may X"), 0);
        cl_text segment = cl_judge_segment(text, (cl_span){at, at + 7});
        cr_assert(cl_text_equal(segment, cl_text_from(cases[i].segment)), "%s: \"%.*s\"",
                  cases[i].text, (int)segment.length, segment.bytes);
    }
}

Test(evaluate, weighs_evidence_against) {
    static const char yaml[] =
        RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n  unless: [breach]\n";
    cr_assert_eq(run(yaml, LINES("Supplier may terminate on a breach.",
                                 "Supplier may terminate; a breach has other remedies.",
                                 "Notwithstanding any breach, Supplier may terminate.",
                                 "On breach it may terminate; and it may terminate at will.")),
                 3);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_gt(findings.items[2].match.span.start, 30);
}

Test(evaluate, gives_a_lead_in_one_finding) {
    static const char yaml[] = RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n";
    cr_assert_eq(run(yaml, LINES("Supplier may terminate:", "- for convenience;", "- on notice.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(findings.items[0].match.block, 0);
    cr_assert_eq(findings.items[0].place.sentence, 0);
    /* What an item adds makes the finding the item's. */
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate], y: [for convenience] }\n"
                               "  condition: x and y\n",
                     LINES("Supplier may terminate:", "- for convenience;", "- on breach.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(run(yaml, LINES("Supplier may terminate:")), 1);
    /* … but not what the lead-in says already. */
    static const char *const list[] = {
        "Supplier may terminate at any time:", "- at any time before delivery;",
        "- at any time in winter;", "- by letter.", NULL};
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate], y: [at any time] }\n"
                               "  condition: x and y\n",
                     list),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(
        run(RULE("a") "  list: each\n  patterns: { x: [may terminate], y: [at any time] }\n"
                      "  condition: x and y\n",
            list),
        3, "each item that has something of it, and the lead-in for the other one");
}

Test(evaluate, puts_the_other_items_beside_the_first) {
    static const char *const lists[] = {
        "The limit is lifted for:",      "- fraud;", "- theft; or", "- delay.",
        "The limit is lifted also for:", "- theft.", NULL};
    cr_assert_eq(run(RULE("a") "  list: first\n  patterns: { x: [lifted], y: [fraud, theft] }\n"
                               "  condition: x and y\n",
                     lists),
                 2);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(findings.items[0].related_count, 1);
    cr_assert_eq(findings.items[0].related[0].block, 2);
    cr_assert_eq(findings.items[1].place.block, 5, "another list");
}

Test(evaluate, tells_a_list_once_with_the_words_that_open_it) {
    static const char *const list[] = {
        "The term renews unless:", "- one of them gives notice on 30 days;",
        "- they agree otherwise.", NULL};
    static const char *const rule = "  patterns: { x: [renews] }\n  condition: x\n"
                                    "  capture: { notice: [\"on {notice: duration}\"] }\n";
    cl_buffer first = {0}, once = {0};
    cl_buffer_printf(&once, "%s%s", RULE("a"), rule);
    cl_buffer_printf(&first, "%s  list: first\n%s", RULE("a"), rule);
    cr_expect_eq(run(once.bytes, list), 2, "the item says a value that the rule reads");
    cr_expect_eq(run(first.bytes, list), 1);
    cr_expect_eq(findings.items[0].related_count, 1);
    cl_buffer_release(&first);
    cl_buffer_release(&once);
}

Test(evaluate, ranks_by_the_branch_that_fired) {
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate], y: [at will] }\n"
                               "  condition: { high: x and y, low: x }\n",
                     LINES("It may terminate at will.", "It may terminate.")),
                 2);
    cr_assert_eq(findings.items[0].confidence, CL_CONFIDENCE_HIGH);
    cr_assert_eq(findings.items[1].confidence, CL_CONFIDENCE_LOW);
}

Test(evaluate, judges_clauses_and_documents) {
    static const char *const lines[] = {"# Term", "It may renew.", "Notice is given by mail.",
                                        "# End",  "It may renew.", NULL};
    cr_assert_eq(run(RULE("a") "  scope: clause\n  patterns: { x: [renew], y: [notice] }\n"
                               "  condition: x and y\n",
                     lines),
                 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [renew], y: [notice] }\n  condition: x\n"
                               "  elsewhere: y\n",
                     lines),
                 0);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [renew], y: [notice], z: [fee] }\n"
                               "  condition: x\n  when: y and not z\n",
                     lines),
                 2);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [renew], z: [fee] }\n  condition: x\n"
                               "  when: z\n",
                     lines),
                 0);
    cr_assert_eq(
        run(RULE("a") "  patterns: { x: [renew] }\n  condition: x\n  under: [end]\n", lines), 1);
    cr_assert_eq(findings.items[0].place.block, 4);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [renew], h: [end] }\n"
                               "  condition: x and not heading(h)\n",
                     lines),
                 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [renew], y: [notice] }\n"
                               "  condition: y and prev(x)\n",
                     lines),
                 1);
}

Test(evaluate, captures_and_escalates) {
    static const char yaml[] =
        "pack: test\nrules:\n- id: a\n  title: T\n  category: c\n  severity: low\n  why: W\n"
        "  ask: A\n  message: \"Renews.\"\n  patterns: { x: [automatically renew] }\n  condition: "
        "x\n"
        "  capture: { notice: \"{duration} .. notice\" }\n  params: { max_notice: 30 days }\n"
        "  escalate:\n  - { when: notice > max_notice, severity: high,\n"
        "      message: \"Stops on {notice} notice, more than {max_notice}.\" }\n";
    cr_assert_eq(
        run(yaml, LINES("It shall automatically renew unless 90 days prior notice is given.",
                        "# Other", "It shall automatically renew.", "Give 10 days notice.",
                        "# Third", "It shall automatically renew.")),
        3);
    cr_assert_str_eq(findings.items[0].message, "Stops on 90 days' notice, more than 30 days.");
    cr_assert_eq(findings.items[0].severity, CL_SEVERITY_HIGH);
    cr_assert_eq(findings.items[0].captures[0].value.days, 90);
    cr_assert_str_eq(findings.items[1].message, "Renews.");
    cr_assert_eq(findings.items[1].capture_count, 1);
    cr_assert_eq(findings.items[2].capture_count, 0);
    /* The value next to the anchoring word, not the first in the sentence. */
    run(yaml, LINES("It shall automatically renew 10 days on 60 days prior notice."));
    cr_assert_eq(findings.items[0].captures[0].value.days, 60);
}

Test(evaluate, gives_a_bare_number_its_unit) {
    static const char yaml[] =
        "pack: test\nrules:\n- id: a\n  title: T\n  category: c\n  severity: low\n  why: W\n"
        "  ask: A\n  message: \"In {term}.\"\n  patterns: { x: [pay*] }\n"
        "  capture: { term: { phrases: [\"within {term: duration}\", \"net {term: number}\"],\n"
        "    unit: days } }\n  condition: x and term > 60 days\n";
    cr_assert_eq(run(yaml, LINES("All invoices are payable net 75.")), 1);
    cr_assert_str_eq(findings.items[0].message, "In 75 days.");
    cr_assert_eq(findings.items[0].captures[0].value.days, 75);
    cr_assert_eq(run(yaml, LINES("All invoices are payable net 30.")), 0);
    cr_assert_eq(run(yaml, LINES("They pay within 3 months.")), 1);
    cr_assert_str_eq(findings.items[0].message, "In 3 months.");
}

/* In whatever order the escalations stand. */
Test(evaluate, the_worst_escalation_wins) {
    static const char start[] =
        RULE("a") "  patterns: { x: [renew] }\n  condition: x\n"
                  "  capture: { notice: \"{duration} .. notice\" }\n  escalate:\n";
    static const char *const orders[] = {
        "  - { when: notice > 90 days, severity: critical, message: most }\n"
        "  - { when: notice > 60 days, severity: high, message: more }\n",
        "  - { when: notice > 60 days, severity: high, message: more }\n"
        "  - { when: notice > 90 days, severity: critical, message: most }\n"};
    for (size_t i = 0; i < 2; i++) {
        char yaml[1000];
        snprintf(yaml, sizeof yaml,
                 "%s%s  - { when: notice > 0 days, message: any }\n"
                 "  - { when: notice < 20 days, severity: low, message: less }\n",
                 start, orders[i]);
        run(yaml, LINES("It may renew unless 100 days notice is given."));
        cr_assert_eq(findings.items[0].severity, CL_SEVERITY_CRITICAL);
        cr_assert_str_eq(findings.items[0].message, "most");
        run(yaml, LINES("It may renew unless 70 days notice is given."));
        cr_assert_eq(findings.items[0].severity, CL_SEVERITY_HIGH);
        cr_assert_str_eq(findings.items[0].message, "more");
        run(yaml, LINES("It may renew unless 30 days notice is given."));
        cr_assert_eq(findings.items[0].severity, CL_SEVERITY_MEDIUM);
        cr_assert_str_eq(findings.items[0].message, "any");
        run(yaml, LINES("It may renew unless 10 days notice is given."));
        cr_assert_eq(findings.items[0].severity, CL_SEVERITY_LOW);
        cr_assert_str_eq(findings.items[0].message, "less");
    }
}

Test(evaluate, picks_rules_by_side_and_type) {
    static const char yaml[] =
        RULE("a") "  harms: customer\n  applies: { types: [saas] }\n"
                  "  patterns: { x: [renew] }\n  condition: x\n"
                  "- id: b\n  title: T\n  category: c\n  severity: low\n  message: M\n  why: W\n"
                  "  ask: A\n  applies: { types: [saas], unsure: off }\n"
                  "  patterns: { x: [renew] }\n  condition: x\n";
    static const char *const lines[] = {"It may renew.", NULL};
    cr_assert_eq(run(yaml, lines), 1);
    options.type = "saas";
    cr_assert_eq(run(yaml, lines), 2);
    cr_assert_str_eq(findings.items[0].rule->id, "a");
    options.side = CL_SIDE_SUPPLIER;
    cr_assert_eq(run(yaml, lines), 1);
    options.type = "nda";
    cr_assert_eq(run(yaml, lines), 0);
}

Test(evaluate, tells_the_type_by_points) {
    static const char yaml[] =
        "profiles:\n- { type: saas, title: [subscription agreement], body: [uptime, hosted], "
        "threshold: 2 }\n- { type: nda, body: [secret, recipient], threshold: 2 }\n";
    run(yaml, LINES("The hosted service has an uptime.", "It is secret."));
    cr_assert_str_eq(type, "saas");
    run(yaml, LINES("The hosted service has an uptime.", "The recipient keeps it secret."));
    cr_assert_str_eq(type, "unsure");
    run(yaml, LINES("# Subscription Agreement", "The recipient keeps it secret."));
    cr_assert_str_eq(type, "saas");
    run(yaml, LINES("Hello."));
    cr_assert_str_eq(type, "unsure");
}

Test(evaluate, of_types_that_fit_alike_the_more_particular_one_is_taken) {
    static const char yaml[] =
        "profiles:\n- { type: saas, title: [terms of use], body: [uptime, hosted, seats, api], "
        "threshold: 2 }\n- { type: terms, title: [terms of use], body: [parents, school], "
        "threshold: 2 }\n- { type: nda, body: [a, b, c, d, e, f, g], threshold: 2 }\n";
    run(yaml, LINES("The hosted service has an uptime.", "Parents and school."));
    cr_assert_str_eq(type, "terms");
    run(yaml, LINES("# Terms of Use", "It is hosted.", "Parents agree."));
    cr_assert_str_eq(type, "terms");
    run(yaml, LINES("# Terms of Use", "Uptime of the hosted service.", "a, b, c, d, e, f, g."));
    cr_assert_str_eq(type, "saas");
}

Test(evaluate, a_kind_of_a_type_is_asked_when_that_type_is_found) {
    static const char yaml[] =
        "profiles:\n- { type: saas, body: [uptime, hosted], against: [parents], threshold: 2 }\n"
        "- { type: order, of: saas, body: [seats, order, quote], threshold: 2 }\n"
        "- { type: quote, of: order, body: [valid until], threshold: 1 }\n"
        "- { type: odd, of: odd, body: [uptime, hosted, seats], threshold: 1 }\n";
    run(yaml, LINES("The hosted service has an uptime."));
    cr_assert_str_eq(type, "saas");
    run(yaml, LINES("This order is for seats of a hosted service with an uptime."));
    cr_assert_str_eq(type, "order", "though saas has as many points");
    run(yaml, LINES("Order of seats, hosted, with an uptime, valid until May."));
    cr_assert_str_eq(type, "quote");
    run(yaml, LINES("This order is for seats, and is a quote."));
    cr_assert_str_eq(type, "unsure", "it is no saas");
    run(yaml, LINES("The hosted service has an uptime.", "Your parents agree."));
    cr_assert_str_eq(type, "unsure", "one phrase speaks against it");
}

Test(evaluate, a_title_that_is_called_so_settles_the_type) {
    static const char yaml[] =
        "profiles:\n- { type: saas, title: [hosting agreement], body: [uptime, hosted, seats, api] "
        "}\n"
        "- { type: extra, body: [credits], threshold: 1 }\n"
        "- { type: sla, of: extra, called: [service level*], threshold: 5 }\n";
    static const char text[] = "Uptime of hosted seats with an api.";
    run(yaml, LINES("# Hosting Agreement", text));
    cr_assert_str_eq(type, "saas");
    run(yaml, LINES("# Service Level Agreement", text));
    cr_assert_str_eq(type, "sla");
    run(yaml, LINES("# Service Levels", "## Exhibit D to the Hosting Agreement", text));
    cr_assert_str_eq(type, "sla", "a heading above the title");
    run(yaml, LINES("# Hosting Agreement", text, "# Service Levels", text));
    cr_assert_str_eq(type, "saas", "a heading of a section");
    run(yaml, LINES("# Addendum to the Service Level Agreement", text));
    cr_assert_str_neq(type, "sla", "that is another agreement");
}

Test(evaluate, rules_for_a_type_are_for_the_kinds_of_it_too) {
    static const char yaml[] =
        "profiles:\n- { type: saas, body: [uptime] }\n- { type: order, of: saas, body: [seats] }\n"
        "- { type: quote, of: order, body: [until] }\n"
        "pack: p\nrules:\n- id: a\n  title: T\n  category: c\n  severity: medium\n  message: M\n"
        "  why: W\n  ask: A\n  applies: { types: [saas] }\n  patterns: { fee: [fee*] }\n"
        "  condition: fee and not type(order)\n";
    options.type = "saas";
    cr_assert_eq(run(yaml, LINES("The fees are due.")), 1);
    options.type = "quote";
    cr_assert_eq(run(yaml, LINES("The fees are due.")), 0, "a quote is an order");
    options.type = "nda";
    cr_assert_eq(run(yaml, LINES("The fees are due.")), 0);
}

/* ---- rules that ask for other rules ---- */

#define SECOND(id)                                                                                 \
    "- id: " id "\n  title: T\n  category: c\n  severity: medium\n"                                \
    "  message: M\n  why: W\n  ask: A\n"

Test(evaluate, a_condition_may_ask_for_another_rule) {
    const char *here = RENEWS SECOND("b") "  patterns: { fee: [fee*] }\n"
                                          "  condition: fee and not rule(a)\n";
    cr_assert_eq(run(here, LINES("It shall automatically renew at double fees.",
                                 "The fees are due.", "It shall automatically renew.")),
                 3);
    cr_assert_str_eq(findings.items[1].rule->id, "b");
    cr_assert_eq(findings.items[1].place.block, 1, "only where the other rule is silent");
}

Test(evaluate, a_cure_may_be_another_rules_finding) {
    const char *cured = RENEWS SECOND("b") "  patterns: { fee: [fee*] }\n"
                                           "  condition: fee\n  elsewhere: rule(a)\n";
    cr_assert_eq(run(cured, LINES("The fees are due.")), 1);
    cr_assert_eq(run(cured, LINES("The fees are due.", "It shall automatically renew.")), 1);
    cr_assert_str_eq(findings.items[0].rule->id, "a");
}

Test(evaluate, what_is_required_may_be_another_rules_finding) {
    const char *needed = RENEWS SECOND("b") "  kind: require\n  present: rule(a)\n";
    cr_assert_eq(run(needed, LINES("The fees are due.")), 1);
    cr_assert(findings.items[0].missing);
    cr_assert_eq(run(needed, LINES("It shall automatically renew.")), 1);
    cr_assert_str_eq(findings.items[0].rule->id, "a");
}

Test(evaluate, rules_must_not_ask_for_each_other) {
    cr_assert_null(
        ruleset_of(arena, &errors, NULL,
                   RULE("a") "  patterns: { x: [y] }\n  condition: x and rule(b)\n" SECOND(
                       "b") "  patterns: { x: [y] }\n"
                            "  condition: x and rule(a)\n"));
    cr_assert_str_eq(errors.items[0].id, "rule-cycle");
    errors = (cl_errors){0};
    cr_assert_null(ruleset_of(arena, &errors, NULL,
                              RULE("apple") "  patterns: { x: [y] }\n"
                                            "  condition: x and rule(aple)\n"));
    cr_assert_str_eq(errors.items[0].id, "pattern-unknown");
    cr_assert(strstr(errors.items[0].message, "did you mean \"apple\"?"));
}

/* ---- positions and money ---- */

#define LADDER                                                                                     \
    RULE("a")                                                                                      \
    "  patterns: { leave: [leave] }\n  condition: leave\n"                                         \
    "  capture:\n    notice: [\"on {notice: duration}\"]\n"                                        \
    "    fee: { phrases: [\"{fee: money} a year\"], in: document }\n"                              \
    "    term: { phrases: [\"term of {term: duration}\"], in: document }\n"                        \
    "  ladder:\n    preferred: { text: P, when: notice <= 30 days }\n"                             \
    "    fallback: { text: F, when: notice <= 90 days, severity: low }\n"                          \
    "    unacceptable: { text: U, severity: critical }\n  owner: legal\n"                          \
    "  exposure: { sum: \"(years(term) - 1) * fee\", say: \"{sum} of {fee} for {term}\" }\n"

Test(evaluate, places_a_clause_on_the_ladder) {
    cr_assert_eq(
        run(LADDER, LINES("You may leave on 30 days notice.", "You may leave on 60 days notice.",
                          "You may leave on 100 days notice.")),
        2, "what we want is no finding");
    cr_assert_eq(findings.items[0].rung, CL_RUNG_FALLBACK);
    cr_assert_eq(findings.items[0].severity, CL_SEVERITY_LOW);
    cr_assert_eq(findings.items[1].rung, CL_RUNG_UNACCEPTABLE);
    cr_assert_eq(findings.items[1].severity, CL_SEVERITY_CRITICAL);
    cr_assert_null(findings.items[0].exposure, "nobody knows the fee");
    cr_assert_eq(run(LADDER, LINES("You may leave.")), 1);
    cr_assert_eq(findings.items[0].rung, CL_RUNG_UNACCEPTABLE, "without a notice, too");
}

Test(evaluate, reckons_what_it_may_cost) {
    cr_assert_eq(
        run(LADDER, LINES("You may leave on 60 days notice.", "There is a term of three (3) years.",
                          "The price is $10,000,000 a year.")),
        1);
    cr_assert_str_eq(findings.items[0].exposure,
                     "USD 20,000,000 of $10,000,000 for three (3) years "
                     "((3 \xE2\x88\x92 1) \xC3\x97 USD 10,000,000 = USD 20,000,000)");
    cr_assert_eq(
        run(LADDER, LINES("You may leave on 60 days notice.", "There is a term of one year.",
                          "The price is $10,000,000 a year.")),
        1);
    cr_assert_null(findings.items[0].exposure, "nothing is nothing to tell");
}

#define SUMS                                                                                       \
    RULE("a")                                                                                      \
    "  patterns: { pay: [pay] }\n  condition: pay\n"                                               \
    "  capture:\n    fee: { phrases: [\"fee of {fee: money}\"], in: document }\n"                  \
    "    second: { phrases: [\"second {second: money}\"], in: document }\n"                        \
    "  exposure:\n"                                                                                \
    "    - { when: found(second), sum: fee + second, say: \"Both: {sum}.\" }\n"                    \
    "    - { when: not found(second), sum: fee * 2, say: \"Twice: {sum}.\" }\n"

Test(evaluate, tells_the_first_sum_that_can_be_reckoned) {
    run(SUMS, LINES("You pay.", "There is a fee of USD 10.", "The second USD 5."));
    cr_assert_str_eq(findings.items[0].exposure, "Both: USD 15. (USD 10 + USD 5 = USD 15)");
    run(SUMS, LINES("You pay.", "There is a fee of USD 10."));
    cr_assert_str_eq(findings.items[0].exposure, "Twice: USD 20. (USD 10 \xC3\x97 2 = USD 20)");
    run(SUMS, LINES("You pay.", "There is a fee of USD 10.", "The second EUR 5."));
    cr_assert_null(findings.items[0].exposure, "two currencies");
    run(SUMS, LINES("You pay.", "There is a fee of $[***]."));
    cr_assert_null(findings.items[0].exposure, "blacked out");
    run(SUMS, LINES("You pay.", "# One", "There is a fee of USD 10.", "# Other",
                    "There is a fee of USD 12."));
    cr_assert_null(findings.items[0].exposure, "which of the two?");
    run(SUMS, LINES("You pay.", "# One", "There is a fee of USD 10.", "# Other",
                    "There is a fee of $10."));
    cr_assert_not_null(findings.items[0].exposure, "the same twice");
}

#define REACH(keys)                                                                                \
    RULE("a")                                                                                      \
    "  patterns: { leave: [leave] }\n  condition: leave\n"                                         \
    "  capture: { notice: { phrases: [\"on {notice: duration}\"]" keys " } }\n"

Test(evaluate, looks_for_a_value_as_far_as_the_rule_says) {
    static const char *const lines[] = {"You may leave.", "The price rises on 30 days notice.",
                                        NULL};
    cr_assert_eq(run(REACH(""), lines), 1);
    cr_expect_eq(findings.items[0].capture_count, 1, "the next sentence");
    cr_assert_eq(run(REACH(", in: sentence"), lines), 1);
    cr_expect_eq(findings.items[0].capture_count, 0);
    cr_assert_eq(run(REACH(", in: sentence"), LINES("You may leave on 30 days notice.")), 1);
    cr_expect_eq(findings.items[0].capture_count, 1);
}

Test(evaluate, looks_elsewhere_with_other_words) {
    static const char *const rule = REACH(", elsewhere: [\"{notice: duration} before the end\"]");
    cr_assert_eq(run(rule, LINES("You may leave.", "# Two", "Tell us 60 days before the end.",
                                 "# Three", "The price rises on 30 days notice.")),
                 1);
    cr_assert_eq(findings.items[0].capture_count, 1);
    cr_expect(cl_text_equal_nocase(findings.items[0].captures[0].text, CL_TEXT("60 days")));
    cr_assert_eq(run(rule, LINES("You may leave.", "Tell us 60 days before the end.")), 1);
    cr_expect_eq(findings.items[0].capture_count, 0, "words for other clauses");
    cr_assert_eq(run(rule, LINES("You may leave on 10 days notice.", "# Two",
                                 "Tell us 60 days before the end.")),
                 1);
    cr_expect(cl_text_equal_nocase(findings.items[0].captures[0].text, CL_TEXT("10 days")));
    cr_assert_eq(run(rule, LINES("You may leave.", "# Two", "Tell us 60 days before the end.",
                                 "# Three", "Tell them 90 days before the end.")),
                 1);
    cr_expect_eq(findings.items[0].capture_count, 0, "which of the two?");
}

#define TWO(keys)                                                                                  \
    RULE("a")                                                                                      \
    "  patterns: { x: [renew*] }\n  condition: x\n" SECOND(                                        \
        "b") "  patterns: { y: [fee*] }\n  condition: y\n" keys

Test(evaluate, a_rule_may_tell_what_another_would) {
    static const char *const lines[] = {"# One", "It renews at double fees.", "# Two", "It renews.",
                                        NULL};
    cr_assert_eq(run(TWO(""), lines), 3);
    for (size_t i = 0; i < findings.count; i++)
        cr_assert_null(findings.items[i].replaced_by);
    cr_assert_eq(run(TWO("  replaces: a\n"), lines), 3, "both facts are kept");
    cr_assert_str_eq(findings.items[0].rule->id, "a");
    cr_assert_str_eq(findings.items[0].replaced_by->id, "b");
    cr_assert_null(findings.items[1].replaced_by);
    cr_assert_null(findings.items[2].replaced_by, "another clause");
    cr_assert_null(ruleset_of(arena, &errors, NULL, TWO("  replaces: [aa]\n")));
    cr_assert_str_eq(errors.items[0].id, "pattern-unknown");
    cr_assert(strstr(errors.items[0].message, "replaces a rule \"aa\" that does not exist"));
}

#define CURED                                                                                      \
    RULE("a")                                                                                      \
    "  kind: require\n  patterns: { cure: [cure*] }\n  present: cure\n"                            \
    "  capture: { time: \"within {time: duration}\" }\n  fine: \"Cured within {time}.\"\n"         \
    "  ladder:\n    preferred: { text: P, when: time <= 30 days }\n"                               \
    "    fallback: { text: F, when: time <= 60 days }\n    unacceptable: U\n"

Test(evaluate, notes_what_is_as_it_should_be) {
    cr_assert_eq(run(CURED, LINES("They cure it within 45 days.")), 0);
    cr_assert_eq(findings.fine_count, 0, "only when asked for");
    options.with_fine = true;
    cr_assert_eq(run(CURED, LINES("They cure it within 45 days.")), 0);
    cr_assert_eq(findings.fine_count, 1);
    cr_assert_str_eq(findings.fine[0].message, "Cured within 45 days.");
    cr_assert_eq(findings.fine[0].rung, CL_RUNG_FALLBACK);
    run(CURED, LINES("They cure it within 90 days."));
    cr_assert_eq(findings.fine_count, 0, "there, but nothing to praise");
    cr_assert_eq(run(CURED, LINES("They do nothing.")), 1);
    cr_assert_eq(findings.items[0].rung, CL_RUNG_UNACCEPTABLE);
}

Test(evaluate, evidence_against_one_alternative_leaves_the_others) {
    const char *either = RULE("a") "  patterns: { leave: [leave], go: [go] }\n"
                                   "  condition: leave or go\n  unless: [with consent]\n";
    cr_assert_eq(run(either, LINES("You may leave with consent; you may go.")), 1);
    cr_assert_eq(findings.items[0].match.span.start, 36, "at the other alternative");
    const char *weaker = RULE("a") "  patterns: { leave: [leave], go: [go] }\n"
                                   "  condition: { high: leave, low: go }\n"
                                   "  unless: [with consent]\n";
    cr_assert_eq(run(weaker, LINES("You may leave with consent; you may go.")), 1);
    cr_assert_eq(findings.items[0].confidence, CL_CONFIDENCE_LOW);
    cr_assert_eq(run(either, LINES("You may leave with consent; you may go with consent.")), 0);
}

Test(evaluate, other_agreements_do_not_count) {
    static const char yaml[] = RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n";
    cr_assert_eq(
        run(yaml, LINES("Supplier may terminate the Escrow Agreement.",
                        "Supplier may terminate any other agreement with Customer.",
                        "Supplier may terminate the Main Services Agreement.",
                        "Supplier may terminate this Agreement or any other agreement.",
                        "Supplier may terminate the Agreement.",
                        "SUPPLIER MAY TERMINATE THE ESCROW AGREEMENT.",
                        "Supplier may terminate the supply, as the Escrow Agreement says.")),
        5);
    cr_assert_eq(findings.items[0].place.block, 2);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n"
                               "  guards: { other-agreement: off }\n",
                     LINES("Supplier may terminate the Escrow Agreement.")),
                 1);
    cr_assert_eq(
        run(RULE("a") "  patterns: { x: { phrases: [may terminate], other-agreement: off } }\n"
                      "  condition: x\n",
            LINES("Supplier may terminate the Escrow Agreement.")),
        1);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [escrow agreement] }\n  condition: x\n",
                     LINES("Supplier may terminate the Escrow Agreement.")),
                 1);
}

Test(evaluate, within_points_at_the_match_that_is_near) {
    static const char yaml[] = RULE("a") "  patterns: { fee: [fee], penalty: [penalty] }\n"
                                         "  condition: fee within 2 words of penalty\n";
    cr_assert_eq(run(yaml, LINES("A fee is due; and on any delay of payment a fee and penalty.",
                                 "A fee is due, and on any delay of payment a penalty.")),
                 1);
    cr_assert_eq(findings.items[0].match.span.start, 44);
}

Test(evaluate, near_stays_in_its_section) {
    static const char yaml[] =
        RULE("a") "  patterns: { cap: [not exceed], lift: [fraud] }\n  condition: cap\n"
                  "  near: { pattern: lift, sentences: 2 }\n";
    cr_assert_eq(run(yaml, LINES("It shall not exceed 5.", "Fees are due.", "Not for fraud.")), 0);
    static const char loud[] =
        RULE("a") "  patterns: { cap: [shall exceed], lift: [fraud] }\n  condition: cap\n"
                  "  near: { pattern: lift, sentences: 2 }\n";
    cr_assert_eq(run(loud, LINES("It shall exceed 5.", "Fees are due.", "This covers fraud.")), 1);
    cr_assert_eq(run(loud, LINES("It shall exceed 5.", "Fees.", "More.", "This covers fraud.")), 0);
    cr_assert_eq(run(loud, LINES("It shall exceed 5.", "# Fraud", "This covers fraud.")), 0);
}

Test(evaluate, knows_what_stands_under_an_event) {
    const char *const *lines =
        LINES("Supplier may terminate this Agreement if Customer is in breach.",
              "Supplier may terminate this Agreement on ten days' notice.",
              "If Customer is in breach, Supplier may terminate this Agreement.",
              "Supplier may terminate this Agreement for breach or upon ten days' notice.");
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n", lines), 4);
    cr_assert_eq(run(RULE("a") "  patterns: { x: [may terminate] }\n  condition: x\n"
                               "  guards: { conditional: on }\n",
                     lines),
                 2);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(findings.items[1].place.block, 3);
    cr_assert_eq(run(RULE("a") "  patterns: { x: { phrases: [may terminate], conditional: off } }\n"
                               "  condition: x\n  guards: { conditional: on }\n",
                     lines),
                 4);
}

/* The phrase would match from the first "may" on, and then stand under the condition. */
Test(evaluate, looks_again_behind_an_event) {
    cr_assert_eq(run(RULE("a") "  patterns: { x: [\"may ..20.. terminate\"] }\n  condition: x\n"
                               "  guards: { conditional: on }\n",
                     LINES("Supplier may stop if Customer does not pay, and Customer may terminate "
                           "this Agreement.")),
                 1);
    cr_assert_eq(findings.items[0].match.span.start, 57);
}

Test(evaluate, a_lexicon_entry_as_a_phrase_stands_for_its_phrases) {
    cr_assert_eq(run(RULE("a") "  patterns: { x: [\"<exit>\"] }\n  condition: x\n"
                               "lexicon:\n  exit: [\"<leave>\", may go]\n"
                               "  leave: [may leave, \"may ..3.. depart\"]\n",
                     LINES("Customer may leave.", "Customer may go.", "Customer may then depart.",
                           "Customer may stay.")),
                 3);
    ruleset_of(arena, &errors, NULL,
               RULE("a") "  patterns: { x: [\"<b>\"] }\n  condition: x\n"
                         "lexicon: { b: [\"<c>\"], c: [\"<b>\"] }\n");
    cr_assert_eq(errors.count, 1);
    cr_assert_str_eq(errors.items[0].id, "phrase-syntax");
}

/* A hundred times a hundred times a hundred … */
Test(evaluate, lexicon_entries_do_not_explode) {
    char yaml[8000] = RULE("a") "  patterns: { x: [\"<a0>\"] }\n  condition: x\nlexicon:\n";
    for (int depth = 0; depth < 6; depth++) {
        sprintf(yaml + strlen(yaml), "  a%d: [", depth);
        for (int i = 0; i < 100; i++)
            sprintf(yaml + strlen(yaml), "\"<a%d>\",", depth + 1);
        strcpy(yaml + strlen(yaml), "]\n");
    }
    strcpy(yaml + strlen(yaml), "  a6: [word]\n");
    cr_assert_null(ruleset_of(arena, &errors, NULL, yaml));
    cr_assert_str_eq(errors.items[0].id, "phrase-syntax");
}
