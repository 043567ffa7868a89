/* SPDX-License-Identifier: MIT
 *
 * How we say it: the interface of the report formats, and their table. A report is `begin`, one
 * `file` for each input, and `end`; `between` stands between two inputs that wrote something.
 * `file` writes into a buffer and knows nothing of the other files, so that files can be worked on
 * in any order and still be written in input order.
 *
 * Adding a format: a file in formats/, a row in report.c, a line in files.cmake, a page in docs/, a
 * test.
 */
#ifndef CL_REPORT_REPORT_H
#define CL_REPORT_REPORT_H

#include "report/score.h"

typedef struct cl_report_options {
    cl_severity minimum; /* what is below it is counted, not written */
    unsigned width;      /* columns of a line, for readers */
    bool colour;
} cl_report_options;

/* One input. */
typedef struct cl_report_file {
    const char *name;      /* valid UTF-8 */
    const cl_error *error; /* it could not be read: nothing else is set */
    const cl_contract *contract;
    const cl_findings *findings; /* in document order */
    const char *type;            /* of contract, "unsure" */
    cl_summary summary;
} cl_report_file;

typedef struct cl_totals {
    size_t files, failed;
    size_t counts[CL_SEVERITIES];
    size_t shown;
    size_t red;   /* files that must not pass */
    double worst; /* highest score of a file */
} cl_totals;

typedef struct cl_report_format {
    const char *name, *summary;
    const char *between;
    void (*begin)(const cl_report_options *options,
                  cl_buffer *out); /* any may be NULL but `file` */
    /* `arena` for what is needed meanwhile; usually the document's. */
    void (*file)(const cl_report_options *options, const cl_report_file *file, cl_arena *arena,
                 cl_buffer *out);
    void (*end)(const cl_report_options *options, const cl_totals *totals, cl_buffer *out);
} cl_report_format;

extern const cl_report_format cl_report_text, cl_report_json, cl_report_jsonl, cl_report_sarif,
    cl_report_junit, cl_report_github, cl_report_gitlab;
extern const cl_report_format *const cl_report_formats[]; /* NULL-terminated */
/* NULL when there is none of that name. */
const cl_report_format *cl_report_format_find(const char *name);

void cl_totals_add(cl_totals *totals, const cl_report_file *file);

#endif
