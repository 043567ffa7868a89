/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "report/score.h"

static cl_finding finding(cl_severity severity, cl_confidence confidence) {
    return (cl_finding){.severity = severity, .confidence = confidence};
}

/* The same numbers on every machine; good enough to mix findings. */
static unsigned next(unsigned *state) {
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static void fill(cl_finding *items, size_t count, unsigned *state) {
    for (size_t i = 0; i < count; i++)
        items[i] =
            finding((cl_severity)(next(state) % CL_SEVERITIES), (cl_confidence)(next(state) % 3));
}

Test(score, of_a_finding) {
    cr_assert_float_eq(cl_score_of(CL_SEVERITY_HIGH, CL_CONFIDENCE_HIGH), 7.5, 1e-9);
    cr_assert_float_eq(cl_score_of(CL_SEVERITY_CRITICAL, CL_CONFIDENCE_MEDIUM), 7.6, 1e-9);
    cr_assert_float_eq(cl_score_of(CL_SEVERITY_LOW, CL_CONFIDENCE_LOW), 1.5, 1e-9);
    for (int c = 0; c < 3; c++)
        for (int s = 1; s < CL_SEVERITIES; s++)
            cr_assert_gt(cl_score_of((cl_severity)s, (cl_confidence)c),
                         cl_score_of((cl_severity)(s - 1), (cl_confidence)c));
}

Test(score, nothing_found_is_zero_and_grade_a) {
    cr_assert_eq(cl_score_contract(NULL, 0), 0);
    cr_assert_eq(cl_score_grade(0), 'A');
}

/* The worked example of docs/scoring.md. */
Test(score, worked_example) {
    cl_finding items[] = {finding(CL_SEVERITY_HIGH, CL_CONFIDENCE_HIGH),
                          finding(CL_SEVERITY_MEDIUM, CL_CONFIDENCE_HIGH),
                          finding(CL_SEVERITY_MEDIUM, CL_CONFIDENCE_MEDIUM),
                          finding(CL_SEVERITY_LOW, CL_CONFIDENCE_HIGH)};
    cr_assert_float_eq(cl_score_contract(items, 4), 36.3, 0.001);
    cr_assert_eq(cl_score_grade(cl_score_contract(items, 4)), 'C');
    cr_assert_float_eq(cl_score_contract(items, 1), 22.5, 0.001);
}

Test(score, does_not_depend_on_order) {
    enum { COUNT = 40 };
    cl_finding items[COUNT];
    unsigned state = 7;
    for (int round = 0; round < 200; round++) {
        fill(items, COUNT, &state);
        double before = cl_score_contract(items, COUNT);
        for (size_t i = COUNT - 1; i > 0; i--) {
            size_t k = next(&state) % (i + 1);
            cl_finding kept = items[i];
            items[i] = items[k];
            items[k] = kept;
        }
        cr_assert_eq(cl_score_contract(items, COUNT), before);
    }
}

Test(score, one_more_finding_never_lowers_it) {
    enum { COUNT = 300 };
    cl_finding items[COUNT];
    unsigned state = 1;
    for (int round = 0; round < 50; round++) {
        fill(items, COUNT, &state);
        double last = 0;
        for (size_t count = 0; count <= COUNT; count++) {
            double score = cl_score_contract(items, count);
            cr_assert(score >= last && score <= 100);
            last = score;
        }
    }
}

Test(score, a_worse_finding_never_lowers_it) {
    for (int s = 1; s < CL_SEVERITIES; s++) {
        cl_finding items[2] = {finding(CL_SEVERITY_MEDIUM, CL_CONFIDENCE_LOW),
                               finding((cl_severity)(s - 1), CL_CONFIDENCE_HIGH)};
        double before = cl_score_contract(items, 2);
        items[1].severity = (cl_severity)s;
        cr_assert_geq(cl_score_contract(items, 2), before);
    }
}

Test(score, grades_rise_with_the_score) {
    cr_assert_eq(cl_score_grade(9.9), 'A');
    cr_assert_eq(cl_score_grade(10), 'B');
    cr_assert_eq(cl_score_grade(20), 'C');
    cr_assert_eq(cl_score_grade(40), 'D');
    cr_assert_eq(cl_score_grade(65), 'F');
    cr_assert_eq(cl_score_grade(100), 'F');
}

Test(score, hidden_findings_count) {
    cl_finding items[] = {finding(CL_SEVERITY_INFO, CL_CONFIDENCE_HIGH),
                          finding(CL_SEVERITY_HIGH, CL_CONFIDENCE_HIGH)};
    cl_findings findings = {.items = items, .count = 2};
    cl_summary all = cl_summary_of(&findings, CL_SEVERITY_INFO);
    cl_summary some = cl_summary_of(&findings, CL_SEVERITY_LOW);
    cr_assert_eq(all.score, some.score);
    cr_assert_eq(all.shown, 2);
    cr_assert_eq(some.shown, 1);
    cr_assert_eq(some.hidden, 1);
    cr_assert_eq(some.counts[CL_SEVERITY_INFO], 1);
}
