/* SPDX-License-Identifier: MIT
 *
 * How bad is it: a score for each finding, one for the contract, a grade, and the counts that go
 * with them. docs/scoring.md explains the numbers. All findings count, also those below the
 * severity that is shown, so that what is shown does not change the score.
 */
#ifndef CL_REPORT_SCORE_H
#define CL_REPORT_SCORE_H

#include "rules/finding.h"

enum { CL_SEVERITIES = CL_SEVERITY_CRITICAL + 1 };

typedef struct cl_summary {
    double score; /* 0 (nothing found) to 100, one decimal */
    char grade;   /* 'A' to 'F' without 'E' */
    size_t counts[CL_SEVERITIES];
    size_t shown, hidden; /* at or above, and below, the least severity shown */
    size_t waived;        /* accepted or known: in no other count, and no part of the score */
} cl_summary;

/* Counted (neither accepted nor told by another finding), and not below the least severity shown.
 */
bool cl_is_shown(const cl_finding *finding, cl_severity minimum);
/* Of no high confidence, and not serious if it were: for people told briefly, behind the others. */
bool cl_is_less_certain(const cl_finding *finding);
/* 0 to 10, from severity and confidence. */
double cl_score_of(cl_severity severity, cl_confidence confidence);
/* Risk of the whole, 0 to 100 with one decimal. Does not depend on the order of the findings, and
 * one finding more never lowers it. */
double cl_score_contract(const cl_finding *findings, size_t count);
char cl_score_grade(double score);
cl_summary cl_summary_of(const cl_findings *findings, cl_severity minimum);

#endif
