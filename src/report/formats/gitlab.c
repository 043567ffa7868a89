/* SPDX-License-Identifier: MIT
 *
 * The Code Quality report of GitLab: one array.
 */
#include <string.h>

#include "report/excerpt.h"
#include "report/formats/json.h"

static const char *const severities[CL_SEVERITIES] = {"info", "minor", "major", "critical",
                                                      "blocker"};

static cl_json *entry_of(cl_arena *arena, const cl_report_file *file, const cl_finding *finding) {
    const char *path = strncmp(file->name, "./", 2) ? file->name : file->name + 2;
    cl_json *entry = cl_json_object(arena);
    cl_text label = cl_clause_label(file->contract, finding->place.section);
    const char *message = finding->message ? finding->message : finding->rule->title;
    cl_json_set_string(
        entry, "description",
        label.length ? cl_arena_printf(arena, "%.*s: %s", (int)label.length, label.bytes, message)
                     : message);
    cl_json_set_string(entry, "check_name", finding->rule->id);
    /* Must be unique in the report, where the same sentence may stand in two contracts. */
    cl_json_set_string(
        entry, "fingerprint",
        cl_arena_printf(arena, "%s:%s", cl_fingerprint(arena, file->contract, finding), path));
    cl_json_set_string(entry, "severity", severities[finding->severity]);
    cl_range range;
    bool placed = cl_range_of(file->contract, &finding->place, &range);
    cl_json *lines = cl_json_object(arena), *location = cl_json_object(arena);
    cl_json_set_integer(lines, "begin", placed ? range.start.line : 1);
    cl_json_set_string(location, "path", path);
    cl_json_set(location, "lines", lines);
    cl_json_set(entry, "location", location);
    return entry;
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(out, "[\n");
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error)
        return;
    size_t start = out->length;
    for (size_t i = 0; i < file->findings->count; i++) {
        if (!cl_is_shown(&file->findings->items[i], options->minimum))
            continue;
        if (out->length > start)
            cl_buffer_add_string(out, ",\n");
        cl_json_write(entry_of(arena, file, &file->findings->items[i]), 0, out);
    }
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    (void)totals;
    cl_buffer_add_string(out, "\n]\n");
}

const cl_report_format cl_report_gitlab = {
    .name = "gitlab",
    .summary = "GitLab Code Quality",
    .between = ",\n",
    .begin = begin,
    .file = write_file,
    .end = end,
};
