/* SPDX-License-Identifier: MIT
 *
 * The XML of Checkstyle, which many build servers and review bots read.
 */
#include "report/formats/xml.h"
#include "report/spot.h"

static void add_error(const char *severity, const cl_position *at, const char *message,
                      const char *id, cl_buffer *out) {
    cl_buffer_printf(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\"",
                     at->line ? at->line : 1, at->column ? at->column : 1, severity);
    cl_xml_add_attribute(out, "message", message);
    cl_buffer_printf(out, " source=\"clauselint.%s\"/>\n", id);
}

static void add_notices(const cl_report_file *file, cl_buffer *out) {
    const cl_notice *notice;
    for (size_t i = 0; (notice = cl_notice_at(file, i)); i++) {
        cl_position at = {.line = notice->place.line, .column = notice->place.column};
        add_error("info", &at, notice->message, notice->id, out);
    }
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    static const char *const severities[CL_SEVERITIES] = {"info", "info", "warning", "error",
                                                          "error"};
    cl_buffer_add_string(out, "  <file");
    cl_xml_add_attribute(out, "name", file->text_name ? file->text_name : file->name);
    cl_buffer_add_string(out, ">\n");
    if (file->error) {
        cl_position at = {.line = file->error->place.line, .column = file->error->place.column};
        add_error("error", &at, file->error->message, file->error->id, out);
    } else {
        for (size_t i = 0; i < file->findings->count; i++) {
            const cl_finding *finding = &file->findings->items[i];
            if (!cl_is_shown(finding, options->minimum))
                continue;
            cl_spot spot = cl_spot_of(file, &finding->place);
            add_error(severities[finding->severity], &spot.range.start,
                      cl_headline(arena, file->contract, finding), finding->rule->id, out);
        }
        add_notices(file, out);
    }
    cl_buffer_add_string(out, "  </file>\n");
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    (void)totals;
    cl_buffer_add_string(out, "</checkstyle>\n");
}

const cl_report_format cl_report_checkstyle = {
    .name = "checkstyle",
    .summary = "XML of Checkstyle, for build servers",
    .between = "",
    .begin = begin,
    .file = write_file,
    .end = end,
};
