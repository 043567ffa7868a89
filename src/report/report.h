/* SPDX-License-Identifier: MIT
 *
 * How we say it: the interface of the report formats, and their table. A report is `begin`, one
 * `file` for each input, and `end`; `between` stands between two inputs that wrote something.
 * `file` writes into a buffer and knows nothing of the other files, so that files can be worked on
 * in any order and still be written in input order. What must stand before or behind all files (a
 * table of them, a list of notices) is given to `keep`, file by file, and comes back to `end`.
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
    bool quiet; /* for readers: nothing about files without findings, no totals */
    const struct cl_rule *const *rules; /* those that may be found, sorted by id; for catalogues */
    size_t rule_count;
} cl_report_options;

/* One input. */
typedef struct cl_report_file {
    const char *name;      /* valid UTF-8 */
    const char *text_name; /* where the text of a DOCX was written to; NULL: nowhere */
    size_t index;          /* number of the input, from 0 */
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
    bool interrupted;
    cl_buffer head, tail; /* what `keep` gave, in input order with `between` between */
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
    void (*keep)(const cl_report_options *options, const cl_report_file *file, cl_arena *arena,
                 cl_buffer *head, cl_buffer *tail);
} cl_report_format;

extern const cl_report_format cl_report_text, cl_report_json, cl_report_jsonl, cl_report_sarif,
    cl_report_junit, cl_report_github, cl_report_gitlab, cl_report_checkstyle, cl_report_unix,
    cl_report_markdown;
extern const cl_report_format *const cl_report_formats[]; /* NULL-terminated */
/* NULL when there is none of that name. */
const cl_report_format *cl_report_format_find(const char *name);

void cl_totals_add(cl_totals *totals, const cl_report_file *file);
/* Adds what `keep` gave for the next file. */
void cl_totals_keep(cl_totals *totals, const cl_report_format *format, const cl_buffer *head,
                    const cl_buffer *tail);
void cl_totals_release(cl_totals *totals);
/* A whole report of one file. */
void cl_report_one(const cl_report_format *format, const cl_report_options *options,
                   const cl_report_file *file, cl_arena *arena, cl_buffer *out);

#endif
