/* SPDX-License-Identifier: MIT */
#include "report/score.h"

#include <math.h>

static const double severity_scores[CL_SEVERITIES] = {0, 2.5, 5, 7.5, 9.5};
static const double confidence_weights[] = {0.6, 0.8, 1};
/* A single finding takes at most this part of what is left of a clean sheet. */
static const double strength = 0.4;

double cl_score_of(cl_severity severity, cl_confidence confidence) {
    return severity_scores[severity] * confidence_weights[confidence];
}

/* The square makes one serious finding weigh more than two that are half as serious. */
static double kept(cl_severity severity, cl_confidence confidence) {
    double part = cl_score_of(severity, confidence) / 10;
    return 1 - strength * part * part;
}

/* Findings are counted by severity and confidence and multiplied class by class, which is the same
 * as sorting them. Each factor is at most 1 and rounding is monotone, so one factor more cannot
 * raise the product, not even in the last bit. */
double cl_score_contract(const cl_finding *findings, size_t count) {
    size_t counts[CL_SEVERITIES][3] = {{0}};
    for (size_t i = 0; i < count; i++)
        if (!findings[i].waiver && !findings[i].replaced_by)
            counts[findings[i].severity][findings[i].confidence]++;
    double left = 1;
    for (int severity = CL_SEVERITIES - 1; severity >= 0; severity--)
        for (int confidence = CL_CONFIDENCE_HIGH; confidence >= 0; confidence--)
            for (size_t i = 0; i < counts[severity][confidence]; i++)
                left *= kept((cl_severity)severity, (cl_confidence)confidence);
    return round((1 - left) * 1000) / 10;
}

char cl_score_grade(double score) {
    static const struct {
        double below;
        char grade;
    } grades[] = {{10, 'A'}, {20, 'B'}, {40, 'C'}, {65, 'D'}};
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (score < grades[i].below)
            return grades[i].grade;
    return 'F';
}

bool cl_is_shown(const cl_finding *finding, cl_severity minimum) {
    return !finding->waiver && !finding->replaced_by && finding->severity >= minimum;
}

bool cl_is_less_certain(const cl_finding *finding) {
    return finding->confidence < CL_CONFIDENCE_HIGH && finding->severity <= CL_SEVERITY_MEDIUM;
}

cl_summary cl_summary_of(const cl_findings *findings, cl_severity minimum) {
    cl_summary summary = {.score = cl_score_contract(findings->items, findings->count)};
    summary.grade = cl_score_grade(summary.score);
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *finding = &findings->items[i];
        if (finding->replaced_by)
            continue;
        if (finding->waiver) {
            summary.waived++;
            continue;
        }
        summary.counts[finding->severity]++;
        if (cl_is_shown(finding, minimum))
            summary.shown++;
        else
            summary.hidden++;
    }
    return summary;
}
