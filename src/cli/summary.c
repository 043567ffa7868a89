/* SPDX-License-Identifier: MIT */
#include "cli/summary.h"

#include "report/wrap.h"

static void add_counts(const size_t counts[CL_SEVERITIES], cl_buffer *out) {
    for (int i = CL_SEVERITY_CRITICAL; i >= CL_SEVERITY_LOW; i--)
        cl_buffer_printf(out, " %8zu", counts[i]);
}

void cl_summary_row(const char *name, bool failed, const cl_summary *summary, cl_buffer *rows) {
    if (failed) {
        cl_buffer_printf(rows, "%-5s %6s %8s %8s %8s %8s  ", "-", "-", "-", "-", "-", "-");
    } else {
        cl_buffer_printf(rows, "%-5c %6.1f", summary->grade, summary->score);
        add_counts(summary->counts, rows);
        cl_buffer_add_string(rows, "  ");
    }
    cl_plain_text(cl_text_from(name), rows);
    cl_buffer_add_string(rows, failed ? " (not read)\n" : "\n");
}

void cl_summary_table(const cl_buffer *rows, const cl_totals *totals, cl_buffer *out) {
    cl_buffer_printf(out, "\n%-5s %6s %8s %8s %8s %8s  %s\n", "Grade", "Risk", "Critical", "High",
                     "Medium", "Low", "File");
    cl_buffer_add_text(out, cl_buffer_text(rows));
    cl_buffer_printf(out, "%-5s %6.1f", "worst", totals->worst);
    add_counts(totals->counts, out);
    cl_buffer_printf(out, "  %zu file%s", totals->files, totals->files == 1 ? "" : "s");
    if (totals->failed)
        cl_buffer_printf(out, ", %zu not read", totals->failed);
    cl_buffer_add_char(out, '\n');
}
