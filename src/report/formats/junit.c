/* SPDX-License-Identifier: MIT
 *
 * JUnit XML, for build servers: a suite for each file, a failed case for each finding, and one case
 * that passes where nothing was found.
 */
#include "report/excerpt.h"
#include "report/report.h"

static void add_escaped(cl_buffer *out, cl_text text) {
    for (size_t at = 0, size; at < text.length; at += size) {
        uint32_t c = cl_utf8_decode(text, at, &size);
        if (c == '&')
            cl_buffer_add_string(out, "&amp;");
        else if (c == '<')
            cl_buffer_add_string(out, "&lt;");
        else if (c == '>')
            cl_buffer_add_string(out, "&gt;");
        else if (c == '"')
            cl_buffer_add_string(out, "&quot;");
        else if (c == '\n' || c == '\t')
            cl_buffer_add_string(out, c == '\n' ? "&#10;" : "&#9;");
        else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) /* cannot be written in XML 1.0 */
            cl_buffer_add_code_point(out, 0xFFFD);
        else
            cl_buffer_add_code_point(out, c);
    }
}

static void add_string(cl_buffer *out, const char *string) {
    add_escaped(out, cl_text_from(string));
}

static void add_suite(const cl_report_file *file, size_t tests, size_t failures, size_t errors,
                      cl_buffer *out) {
    cl_buffer_add_string(out, "  <testsuite name=\"");
    add_string(out, file->name);
    cl_buffer_printf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n", tests, failures,
                     errors);
}

static void add_finding(const cl_report_file *file, const cl_finding *finding, cl_arena *arena,
                        cl_buffer *out) {
    cl_text label = cl_clause_label(file->contract, finding->place.section);
    cl_buffer_add_string(out, "    <testcase classname=\"");
    add_string(out, file->name);
    cl_buffer_add_string(out, "\" name=\"");
    add_string(out, finding->rule->id);
    if (label.length) {
        cl_buffer_add_char(out, ' ');
        add_escaped(out, label);
    }
    cl_buffer_printf(out, "\">\n      <failure type=\"%s\" message=\"",
                     cl_severity_names[finding->severity]);
    add_string(out, finding->message ? finding->message : finding->rule->title);
    cl_buffer_add_string(out, "\">");
    cl_range range;
    if (cl_range_of(file->contract, &finding->place, &range))
        cl_buffer_printf(out, "line %u: ", range.start.line);
    add_escaped(out, cl_excerpt_finding(arena, file->contract, finding, true, 1200).text);
    if (finding->rule->ask) {
        cl_buffer_add_string(out, "&#10;Ask: ");
        add_escaped(out, cl_text_trim(cl_text_from(finding->rule->ask)));
    }
    cl_buffer_add_string(out, "</failure>\n    </testcase>\n");
}

static void add_error(const cl_report_file *file, cl_buffer *out) {
    add_suite(file, 1, 0, 1, out);
    cl_buffer_add_string(out, "    <testcase classname=\"");
    add_string(out, file->name);
    cl_buffer_printf(out, "\" name=\"read\">\n      <error type=\"%s\" message=\"",
                     file->error->id);
    add_string(out, file->error->message);
    cl_buffer_add_string(out, "\"/>\n    </testcase>\n  </testsuite>\n");
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error) {
        add_error(file, out);
        return;
    }
    size_t shown = file->summary.shown;
    add_suite(file, shown ? shown : 1, shown, 0, out);
    if (!shown) {
        cl_buffer_add_string(out, "    <testcase classname=\"");
        add_string(out, file->name);
        cl_buffer_add_string(out, "\" name=\"no findings\"/>\n");
    }
    for (size_t i = 0; i < file->findings->count; i++)
        if (cl_is_shown(&file->findings->items[i], options->minimum))
            add_finding(file, &file->findings->items[i], arena, out);
    cl_buffer_add_string(out, "  </testsuite>\n");
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    (void)totals;
    cl_buffer_add_string(out, "</testsuites>\n");
}

const cl_report_format cl_report_junit = {
    .name = "junit",
    .summary = "JUnit XML, for build servers",
    .between = "",
    .begin = begin,
    .file = write_file,
    .end = end,
};
