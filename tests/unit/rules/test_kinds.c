/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "contract_of.h"
#include "rules/evaluate.h"
#include "ruleset_of.h"

static cl_arena *arena;
static cl_errors errors;
static cl_findings findings;
static cl_evaluate_options options;

static void start(void) {
    arena = cl_arena_new();
    errors = (cl_errors){0};
    options = (cl_evaluate_options){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(kinds, .init = start, .fini = stop);

static size_t run(const char *yaml, const char *const *lines) {
    cl_ruleset *set = ruleset_of(arena, &errors, NULL, yaml);
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "no ruleset");
    cl_contract *contract = contract_of(arena, lines);
    findings = (cl_findings){0};
    cl_evaluate(set, contract, cl_matcher_new(arena), &options, &findings, NULL);
    return findings.count;
}
#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static bool noticed(const char *id) {
    for (size_t i = 0; i < findings.notices.count; i++)
        if (!strcmp(findings.notices.items[i].id, id))
            return true;
    return false;
}

static const char requirement[] = RULE(
    "a") "  kind: require\n  patterns: { law: [governed by], fee: [fees], most: [the courts of],\n"
         "    away: [terms at] }\n"
         "  when: fee\n  present: law\n  partly: most\n  by-reference: away\n"
         "  place: [governing law]\n";

Test(kinds, require_finds_what_is_absent) {
    cr_assert_eq(run(requirement, LINES("# Governing Law", "The fees are due.")), 1);
    cr_assert(findings.items[0].missing);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(run(requirement, LINES("The fees are due.")), 1);
    cr_assert_eq(findings.items[0].place.block, CL_NONE);
}

Test(kinds, require_is_content_when_it_is_said) {
    cr_assert_eq(
        run(requirement, LINES("The fees are due.", "It is governed by the law of Utopia.")), 0);
    cr_assert_eq(run(requirement, LINES("Nothing is due.")), 0);
    cr_assert_eq(run(requirement, LINES("The fees are due.", "The terms at our site apply.")), 0);
    cr_assert(noticed("by-reference"));
    cr_assert_eq(run(requirement, LINES("The fees are due.", "The courts of Utopia decide.")), 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(findings.items[0].confidence, CL_CONFIDENCE_MEDIUM);
}

Test(kinds, require_tells_a_part_in_its_own_words) {
    static const char yaml[] =
        RULE("a") "  kind: require\n  patterns: { law: [\"laws of\"], courts: [courts of] }\n"
                  "  present: law\n  params: { days: 30 days }\n"
                  "  partly: { when: courts, severity: low, message: \"Only courts, {days}.\" }\n";
    cr_assert_eq(run(yaml, LINES("The fees are due.", "The courts of Utopia decide.")), 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(findings.items[0].severity, CL_SEVERITY_LOW);
    cr_assert_str_eq(findings.items[0].message, "Only courts, 30 days.");
    cr_assert_eq(run(yaml, LINES("The fees are due.")), 1);
    cr_assert_eq(findings.items[0].severity, CL_SEVERITY_MEDIUM);
    cr_assert_str_eq(findings.items[0].message, "M");
}

Test(kinds, limit_compares_with_its_param) {
    static const char yaml[] =
        RULE("a") "  kind: limit\n  patterns: { pay: [shall pay] }\n  condition: pay\n"
                  "  capture: { term: \"within {duration}\" }\n  params: { longest: 30 days }\n"
                  "  value: term\n  max: longest\n";
    cr_assert_eq(run(yaml, LINES("Customer shall pay within 60 days.", "# B",
                                 "Customer shall pay within 30 days.", "# C",
                                 "Customer shall pay promptly.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(run(yaml, LINES("Customer shall pay within [***] days.")), 0);
    cr_assert(noticed("value-redacted"));
}

static const char comparison[] =
    RULE("a") "  kind: compare\n  patterns: { end: [may terminate] }\n  right: end\n"
              "  unless: [breach]\n  fields: { notice: [\"{duration} .. notice\"] }\n"
              "  raise: [one-sided, unequal]\n";

Test(kinds, compare_raises_a_one_sided_right) {
    cr_assert_eq(run(comparison, LINES("Supplier may terminate at any time.",
                                       "Customer may terminate on breach.",
                                       "Supplier may terminate on 10 days notice.")),
                 2);
    cr_assert_eq(findings.items[0].related_count, 1);
    cr_assert_eq(findings.items[0].related[0].block, 2);
}

Test(kinds, compare_counts_rights_of_both) {
    cr_assert_eq(run(comparison, LINES("Supplier may terminate at any time.",
                                       "Customer may terminate at any time.")),
                 0);
    cr_assert_eq(run(comparison, LINES("Supplier may terminate at any time.",
                                       "Either party may terminate at any time.")),
                 0);
}

Test(kinds, compare_sees_unequal_periods) {
    cr_assert_eq(run(comparison, LINES("Supplier may terminate on 10 days notice.",
                                       "Customer may terminate on 60 days notice.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
}

Test(kinds, compare_pairs_a_mutual_right_with_a_shorter_one) {
    cr_assert_eq(run(comparison, LINES("Either party may terminate on 60 days notice.",
                                       "Supplier may terminate on 10 days notice.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 1);
    cr_assert_eq(run(comparison, LINES("Either party may terminate on 10 days notice.",
                                       "Supplier may terminate on 60 days notice.")),
                 0);
}

static const char ranked[] =
    RULE("a") "  kind: compare\n  patterns: { end: [may terminate] }\n  right: end\n"
              "  lesser: [\"only after\"]\n  at-once: [\"without notice\"]\n"
              "  fields: { notice: [\"{duration} .. notice\"] }\n"
              "  raise: [one-sided, unequal]\n";

Test(kinds, compare_holds_a_lesser_right_for_no_match) {
    cr_assert_eq(run(ranked, LINES("Supplier may terminate at any time.",
                                   "Customer may terminate only after three years.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(run(ranked, LINES("Supplier may terminate only after two years.",
                                   "Customer may terminate only after three years.")),
                 0);
    cr_assert_eq(run(ranked, LINES("Customer may terminate only after three years.")), 1);
    cr_assert_eq(run(ranked, LINES("Either party may terminate only after two years.",
                                   "Supplier may terminate only after three years.")),
                 0);
}

Test(kinds, compare_counts_no_notice_as_the_shortest) {
    cr_assert_eq(run(ranked, LINES("Supplier may terminate without notice.",
                                   "Customer may terminate on 60 days notice.")),
                 1);
    cr_assert_eq(findings.items[0].place.block, 0);
    cr_assert_eq(run(ranked, LINES("Supplier may terminate without notice.",
                                   "Customer may terminate without notice.")),
                 0);
}

Test(kinds, compare_reads_the_second_holder_of_one_verb) {
    cr_assert_eq(run(ranked, LINES("Supplier may terminate on 10 days notice and Customer on 60 "
                                   "days notice.")),
                 1);
    cr_assert_eq(run(ranked, LINES("Supplier may terminate on 10 days notice and Customer on 10 "
                                   "days notice.")),
                 0);
    cr_assert_eq(run(ranked, LINES("Either party may terminate: Supplier on 10 days notice, and "
                                   "Customer on 60 days notice.")),
                 1);
}

static const char passive[] = RULE(
    "a") "  kind: compare\n  patterns: { end: [may be terminated], free: [\"for convenience\"] }\n"
         "  condition: free and end\n  right: end\n"
         "  fields: { notice: [\"{duration} .. notice\"] }\n"
         "  raise: [one-sided, unequal]\n";

Test(kinds, compare_reads_holders_named_one_by_one) {
    cr_assert_eq(run(passive, LINES("It may be terminated for convenience by Supplier on 10 days "
                                    "notice or by Customer on 60 days notice.")),
                 1);
    cr_assert_eq(run(passive, LINES("It may be terminated for convenience by Supplier on 10 days "
                                    "notice or by Customer on 10 days notice.")),
                 0);
    cr_assert_eq(run(passive, LINES("It may be terminated for convenience by Supplier on 10 days "
                                    "notice to Customer.")),
                 1);
}

static const char twice[] =
    RULE("a") "  kind: compare\n  patterns: { end: [may terminate], free: [\"for convenience\"] }\n"
              "  condition: free and end\n  right: end\n  raise: one-sided\n";

Test(kinds, compare_takes_the_right_nearest_to_its_ground) {
    cr_assert_eq(run(twice, LINES("Either party may terminate on breach, and Supplier may "
                                  "terminate for convenience.")),
                 1);
    cr_assert_eq(run(twice, LINES("Supplier may terminate for convenience, and Customer may "
                                  "terminate for convenience.")),
                 0);
}

Test(kinds, compare_does_not_guess) {
    cr_assert_eq(run(comparison, LINES("Whereupon may terminate it.")), 0);
    cr_assert(noticed("holder-unknown"));
    options.side = CL_SIDE_SUPPLIER;
    cr_assert_eq(run(comparison, LINES("Supplier may terminate at any time.")), 0);
}
