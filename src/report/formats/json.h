/* SPDX-License-Identifier: MIT
 *
 * Findings as JSON values, for the formats that write JSON. docs/schema/report.schema.json
 * describes them. Names of members are relied on by scripts: add, never rename.
 */
#ifndef CL_REPORT_FORMATS_JSON_H
#define CL_REPORT_FORMATS_JSON_H

#include "base/json.h"
#include "report/report.h"

cl_json *cl_json_finding(cl_arena *arena, const cl_report_file *file, const cl_finding *finding);
/* The summary of a file, without its findings. */
cl_json *cl_json_file(cl_arena *arena, const cl_report_file *file);
cl_json *cl_json_error(cl_arena *arena, const cl_report_file *file);
/* Adds what a quantity says: "kind", and "days", "amount", "percent" … by kind. */
void cl_json_set_quantity(cl_json *object, cl_arena *arena, const cl_quantity *quantity);

#endif
