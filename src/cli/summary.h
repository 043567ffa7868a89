/* SPDX-License-Identifier: MIT
 *
 * The table of --summary: a line for each file, with the totals below.
 */
#ifndef CL_CLI_SUMMARY_H
#define CL_CLI_SUMMARY_H

#include "report/report.h"

void cl_summary_row(const char *name, bool failed, const cl_summary *summary, cl_buffer *rows);
void cl_summary_table(const cl_buffer *rows, const cl_totals *totals, cl_buffer *out);

#endif
