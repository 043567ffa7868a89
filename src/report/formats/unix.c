/* SPDX-License-Identifier: MIT
 *
 * One line for each finding, as compilers write them: "file:line:column: severity: message [rule]".
 * Vim's quickfix, Emacs' compile and the problem matchers of other editors read it. The severity is
 * one of the three that they know; columns count code points.
 */
#include "report/spot.h"
#include "report/wrap.h"

static void add_line(const char *name, const cl_position *at, const char *severity,
                     const char *message, const char *id, cl_buffer *out) {
    cl_plain_text(cl_text_from(name), out);
    cl_buffer_printf(out, ":%u:%u: %s: ", at->line ? at->line : 1, at->column ? at->column : 1,
                     severity);
    size_t start = out->length;
    cl_plain_text(cl_text_from(message), out);
    for (size_t i = start; i < out->length; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\r')
            out->bytes[i] = ' ';
    cl_buffer_printf(out, " [%s]\n", id);
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    static const char *const severities[CL_SEVERITIES] = {"note", "note", "warning", "error",
                                                          "error"};
    if (file->error) {
        cl_position at = {.line = file->error->place.line, .column = file->error->place.column};
        add_line(file->name, &at, "error", file->error->message, file->error->id, out);
        return;
    }
    for (size_t i = 0; i < file->findings->count; i++) {
        const cl_finding *finding = &file->findings->items[i];
        if (!cl_is_shown(finding, options->minimum))
            continue;
        cl_spot spot = cl_spot_of(file, &finding->place);
        add_line(spot.name, &spot.range.start, severities[finding->severity],
                 cl_headline(arena, file->contract, finding), finding->rule->id, out);
    }
    const cl_notice *notice;
    for (size_t i = 0; (notice = cl_notice_at(file, i)); i++) {
        cl_position at = {.line = notice->place.line, .column = notice->place.column};
        add_line(file->name, &at, "note", notice->message, notice->id, out);
    }
}

const cl_report_format cl_report_unix = {
    .name = "unix",
    .summary = "a line for each finding, as compilers write them",
    .between = "",
    .file = write_file,
};
