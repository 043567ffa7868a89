/* SPDX-License-Identifier: MIT
 *
 * The Code Quality report of GitLab: one array.
 */
#include <string.h>

#include "report/formats/json.h"
#include "report/spot.h"

static const char *const severities[CL_SEVERITIES] = {"info", "minor", "major", "critical",
                                                      "blocker"};

/* Without "./" before it: paths are compared with those of the repository. */
static const char *path_of(const char *name) {
    return strncmp(name, "./", 2) ? name : name + 2;
}

static cl_json *entry_of(cl_arena *arena, const char *path, unsigned line, const char *description,
                         const char *id, const char *severity, const char *print) {
    cl_json *entry = cl_json_object(arena);
    cl_json_set_string(entry, "description", description);
    cl_json_set_string(entry, "check_name", id);
    cl_json_set_string(entry, "fingerprint", print);
    cl_json_set_string(entry, "severity", severity);
    cl_json *lines = cl_json_object(arena), *location = cl_json_object(arena);
    cl_json_set_integer(lines, "begin", line ? line : 1);
    cl_json_set_string(location, "path", path);
    cl_json_set(location, "lines", lines);
    cl_json_set(entry, "location", location);
    return entry;
}

static cl_json *finding_entry(cl_arena *arena, const cl_report_file *file,
                              const cl_finding *finding, const cl_print *print) {
    cl_spot spot = cl_spot_of(file, &finding->place);
    const char *path = path_of(spot.name);
    /* Must be unique in the report, where the same sentence may stand in two contracts. */
    const char *unique = cl_arena_printf(arena, "%s:%s", print->print, path_of(file->name));
    if (print->before)
        unique = cl_arena_printf(arena, "%s:%u", unique, print->before);
    return entry_of(arena, path, spot.range.start.line, cl_headline(arena, file->contract, finding),
                    finding->rule->id, severities[finding->severity], unique);
}

/* A contract that nobody could read must not look like one without findings. */
static cl_json *error_entry(cl_arena *arena, const cl_report_file *file) {
    const char *path = path_of(file->name);
    return entry_of(arena, path, file->error->place.line, file->error->message, file->error->id,
                    "blocker", cl_arena_printf(arena, "%s:%s", file->error->id, path));
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(out, "[\n");
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error) {
        cl_json_write(error_entry(arena, file), 0, out);
        return;
    }
    const cl_print *prints = cl_prints_of(arena, file);
    size_t start = out->length;
    for (size_t i = 0; i < file->findings->count; i++) {
        if (!cl_is_shown(&file->findings->items[i], options->minimum))
            continue;
        if (out->length > start)
            cl_buffer_add_string(out, ",\n");
        cl_json_write(finding_entry(arena, file, &file->findings->items[i], &prints[i]), 0, out);
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
