/* SPDX-License-Identifier: MIT
 *
 * Workflow commands of GitHub Actions: one annotation a line. Of a DOCX, annotations stand at the
 * file itself, unless its text was written out.
 */
#include "report/spot.h"

/* Text of a command: what would end the line or begin an escape is encoded; in a property also what
 * would end the property. */
static void add_escaped(cl_buffer *out, const char *text, bool property) {
    for (const char *c = text; *c; c++) {
        if (*c == '%' || *c == '\r' || *c == '\n' || (property && (*c == ':' || *c == ',')))
            cl_buffer_printf(out, "%%%02X", (unsigned)*c);
        else
            cl_buffer_add_char(out, *c);
    }
}

static void add_finding(const cl_report_file *file, const cl_finding *finding, cl_arena *arena,
                        cl_buffer *out) {
    static const char *const commands[CL_SEVERITIES] = {"notice", "notice", "warning", "error",
                                                        "error"};
    cl_spot spot = cl_spot_of(file, &finding->place);
    cl_buffer_printf(out, "::%s file=", commands[finding->severity]);
    add_escaped(out, spot.name, true);
    if (spot.placed && !spot.paragraph) {
        const cl_range *range = &spot.range;
        cl_buffer_printf(out, ",line=%u,endLine=%u", range->start.line, range->end.line);
        /* Columns count only within one line. */
        if (range->start.line == range->end.line)
            cl_buffer_printf(out, ",col=%u,endColumn=%u", range->start.column, range->end.column);
    }
    cl_buffer_add_string(out, ",title=");
    add_escaped(out, finding->rule->id, true);
    cl_buffer_add_string(out, "::");
    add_escaped(out, cl_headline(arena, file->contract, finding), false);
    cl_buffer_add_char(out, '\n');
}

static void add_notice(const cl_report_file *file, const cl_notice *notice, cl_buffer *out) {
    cl_buffer_add_string(out, "::notice file=");
    add_escaped(out, file->name, true);
    if (notice->place.line && file->contract->document->format != CL_FORMAT_DOCX)
        cl_buffer_printf(out, ",line=%u", notice->place.line);
    cl_buffer_printf(out, ",title=%s::", notice->id);
    add_escaped(out, notice->message, false);
    cl_buffer_add_char(out, '\n');
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error) {
        cl_buffer_add_string(out, "::error file=");
        add_escaped(out, file->name, true);
        cl_buffer_printf(out, ",title=%s::", file->error->id);
        add_escaped(out, file->error->message, false);
        cl_buffer_add_char(out, '\n');
        return;
    }
    for (size_t i = 0; i < file->findings->count; i++)
        if (cl_is_shown(&file->findings->items[i], options->minimum))
            add_finding(file, &file->findings->items[i], arena, out);
    const cl_notice *notice;
    for (size_t i = 0; (notice = cl_notice_at(file, i)); i++)
        add_notice(file, notice, out);
}

const cl_report_format cl_report_github = {
    .name = "github",
    .summary = "annotations of GitHub Actions",
    .between = "",
    .file = write_file,
};
