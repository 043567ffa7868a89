/* SPDX-License-Identifier: MIT
 *
 * JUnit XML, for build servers: a suite for each file, a failed case for each finding, and one case
 * that passes where nothing was found. What the XSD of Ant asks for is there; the time is
 * always the same, so that the same input gives the same bytes.
 */
#include "report/formats/xml.h"
#include "report/spot.h"

/* The order of elements and the attributes are those of the XSD for Ant. */
static void begin_suite(const cl_report_file *file, size_t tests, size_t failures, size_t errors,
                        cl_buffer *out) {
    cl_buffer_add_string(out, "  <testsuite package=\"clauselint\"");
    cl_xml_add_attribute(out, "name", file->name);
    cl_buffer_printf(out,
                     " id=\"%zu\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" "
                     "tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0\">\n"
                     "    <properties>\n",
                     file->index, tests, failures, errors);
    if (!file->error)
        cl_buffer_printf(out,
                         "      <property name=\"score\" value=\"%.1f\"/>\n"
                         "      <property name=\"grade\" value=\"%c\"/>\n",
                         file->summary.score, file->summary.grade);
    cl_buffer_add_string(out, "    </properties>\n");
}

static void end_suite(const cl_report_file *file, cl_buffer *out) {
    cl_buffer_add_string(out, "    <system-out>");
    const cl_notice *notice;
    for (size_t i = 0; !file->error && (notice = cl_notice_at(file, i)); i++) {
        cl_xml_add_string(out, notice->message);
        cl_buffer_printf(out, " [%s]&#10;", notice->id);
    }
    cl_buffer_add_string(out, "</system-out>\n    <system-err></system-err>\n  </testsuite>\n");
}

static void begin_case(const cl_report_file *file, cl_buffer *out) {
    cl_buffer_add_string(out, "    <testcase time=\"0\"");
    cl_xml_add_attribute(out, "classname", file->name);
    cl_buffer_add_string(out, " name=\"");
}

static void add_finding(const cl_report_file *file, const cl_finding *finding, cl_arena *arena,
                        cl_buffer *out) {
    cl_text label = cl_clause_label(file->contract, finding->place.section);
    begin_case(file, out);
    cl_xml_add_string(out, finding->rule->id);
    if (label.length) {
        cl_buffer_add_char(out, ' ');
        cl_xml_add_text(out, label);
    }
    cl_buffer_printf(out, "\">\n      <failure type=\"%s\" message=\"",
                     cl_severity_names[finding->severity]);
    cl_xml_add_string(out, cl_message_of(finding));
    cl_buffer_add_string(out, "\">");
    cl_spot spot = cl_spot_of(file, &finding->place);
    if (spot.placed)
        cl_buffer_printf(out, "%s %u: ", spot.paragraph ? "paragraph" : "line",
                         spot.range.start.line);
    cl_xml_add_text(out, cl_excerpt_finding(arena, file->contract, finding, true, 1200).text);
    if (finding->rule->ask) {
        cl_buffer_add_string(out, "&#10;Ask: ");
        cl_xml_add_text(out, cl_text_trim(cl_text_from(finding->rule->ask)));
    }
    cl_buffer_add_string(out, "</failure>\n    </testcase>\n");
}

static void add_error(const cl_report_file *file, cl_buffer *out) {
    begin_suite(file, 1, 0, 1, out);
    begin_case(file, out);
    cl_buffer_printf(out, "read\">\n      <error type=\"%s\" message=\"", file->error->id);
    cl_xml_add_string(out, file->error->message);
    cl_buffer_add_string(out, "\"/>\n    </testcase>\n");
    end_suite(file, out);
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error) {
        add_error(file, out);
        return;
    }
    size_t shown = file->summary.shown;
    begin_suite(file, shown ? shown : 1, shown, 0, out);
    if (!shown) {
        begin_case(file, out);
        cl_buffer_add_string(out, "no findings\"/>\n");
    }
    for (size_t i = 0; i < file->findings->count; i++)
        if (cl_is_shown(&file->findings->items[i], options->minimum))
            add_finding(file, &file->findings->items[i], arena, out);
    end_suite(file, out);
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
