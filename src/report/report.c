/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <string.h>

const cl_report_format *const cl_report_formats[] = {
    &cl_report_text,  &cl_report_json,   &cl_report_jsonl,  &cl_report_sarif,
    &cl_report_junit, &cl_report_github, &cl_report_gitlab, NULL};

const cl_report_format *cl_report_format_find(const char *name) {
    for (size_t i = 0; cl_report_formats[i]; i++)
        if (!strcmp(cl_report_formats[i]->name, name))
            return cl_report_formats[i];
    return NULL;
}

void cl_totals_add(cl_totals *totals, const cl_report_file *file) {
    totals->files++;
    if (file->error) {
        totals->failed++;
        return;
    }
    for (int i = 0; i < CL_SEVERITIES; i++)
        totals->counts[i] += file->summary.counts[i];
    totals->shown += file->summary.shown;
    if (file->summary.score > totals->worst)
        totals->worst = file->summary.score;
}
