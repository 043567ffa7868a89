/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <string.h>

const cl_report_format *const cl_report_formats[] = {&cl_report_text,
                                                     &cl_report_json,
                                                     &cl_report_jsonl,
                                                     &cl_report_sarif,
                                                     &cl_report_junit,
                                                     &cl_report_github,
                                                     &cl_report_gitlab,
                                                     &cl_report_checkstyle,
                                                     &cl_report_unix,
                                                     &cl_report_markdown,
                                                     NULL};

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

static void keep(cl_buffer *kept, const cl_report_format *format, const cl_buffer *piece) {
    if (!piece->length)
        return;
    if (kept->length)
        cl_buffer_add_string(kept, format->between);
    cl_buffer_add(kept, piece->bytes, piece->length);
}

void cl_totals_keep(cl_totals *totals, const cl_report_format *format, const cl_buffer *head,
                    const cl_buffer *tail) {
    keep(&totals->head, format, head);
    keep(&totals->tail, format, tail);
}

void cl_totals_release(cl_totals *totals) {
    cl_buffer_release(&totals->head);
    cl_buffer_release(&totals->tail);
}

void cl_report_one(const cl_report_format *format, const cl_report_options *options,
                   const cl_report_file *file, cl_arena *arena, cl_buffer *out) {
    cl_totals totals = {0};
    cl_totals_add(&totals, file);
    if (format->keep)
        format->keep(options, file, arena, &totals.head, &totals.tail);
    if (format->begin)
        format->begin(options, out);
    format->file(options, file, arena, out);
    if (format->end)
        format->end(options, &totals, out);
    cl_totals_release(&totals);
}
