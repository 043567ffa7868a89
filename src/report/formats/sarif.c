/* SPDX-License-Identifier: MIT
 *
 * SARIF 2.1.0, for code scanning. Files that could not be read make the invocation unsuccessful;
 * which ones is told on standard error.
 */
#include <string.h>

#include "report/excerpt.h"
#include "report/formats/json.h"

static const char *level_of(cl_severity severity) {
    return severity >= CL_SEVERITY_HIGH     ? "error"
           : severity == CL_SEVERITY_MEDIUM ? "warning"
                                            : "note";
}

/* A relative reference of RFC 3986: what is not unreserved is percent-encoded, "/" kept. */
static const char *uri_of(cl_arena *arena, const char *path) {
    static const char hex[] = "0123456789ABCDEF";
    cl_buffer uri = {0};
    for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
        if (cl_is_alnum(*c) || *c == '-' || *c == '.' || *c == '_' || *c == '~' || *c == '/') {
            cl_buffer_add_char(&uri, (char)*c);
            continue;
        }
        cl_buffer_add_char(&uri, '%');
        cl_buffer_add_char(&uri, hex[*c >> 4]);
        cl_buffer_add_char(&uri, hex[*c & 15]);
    }
    const char *copy = cl_arena_copy(arena, uri.length ? uri.bytes : "", uri.length);
    cl_buffer_release(&uri);
    return copy;
}

static cl_json *text_object(cl_arena *arena, const char *text) {
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "text", text);
    return object;
}

static cl_json *region_of(cl_arena *arena, const cl_range *range, cl_text words) {
    cl_json *region = cl_json_object(arena);
    cl_json_set_integer(region, "startLine", range->start.line);
    cl_json_set_integer(region, "startColumn", range->start.utf16_column);
    cl_json_set_integer(region, "endLine", range->end.line);
    cl_json_set_integer(region, "endColumn", range->end.utf16_column);
    cl_json *snippet = cl_json_object(arena);
    cl_json_set_text(snippet, "text", words);
    cl_json_set(region, "snippet", snippet);
    return region;
}

static void set_clause(cl_json *location, cl_arena *arena, const cl_contract *contract,
                       uint32_t section) {
    cl_text label = cl_clause_label(contract, section);
    if (!label.length)
        return;
    cl_json *logical = cl_json_object(arena), *list = cl_json_array(arena);
    cl_json_set_text(logical, "name", label);
    cl_json_set_string(logical, "kind", "section");
    cl_json_add(list, logical);
    cl_json_set(location, "logicalLocations", list);
}

static cl_json *locations_of(cl_arena *arena, const cl_report_file *file,
                             const cl_finding *finding) {
    cl_json *artifact = cl_json_object(arena), *physical = cl_json_object(arena);
    cl_json *location = cl_json_object(arena), *list = cl_json_array(arena);
    cl_json_set_string(artifact, "uri", uri_of(arena, file->name));
    cl_json_set(physical, "artifactLocation", artifact);
    cl_range range;
    /* Lines of a DOCX would be those of its text, which no reader of this report has before him. */
    if (file->contract->document->format != CL_FORMAT_DOCX &&
        cl_range_of(file->contract, &finding->place, &range))
        cl_json_set(physical, "region",
                    region_of(arena, &range,
                              cl_excerpt_place(arena, file->contract, &finding->place, 1200)));
    cl_json_set(location, "physicalLocation", physical);
    set_clause(location, arena, file->contract, finding->place.section);
    cl_json_add(list, location);
    return list;
}

/* SARIF 2.1.0, 3.27.23 and 3.35 */
static cl_json *suppressions_of(cl_arena *arena, const cl_waiver *waiver) {
    cl_json *list = cl_json_array(arena), *item = cl_json_object(arena);
    cl_json_set_string(item, "kind", strcmp(waiver->kind, "comment") ? "external" : "inSource");
    if (waiver->reason)
        cl_json_set_string(item, "justification", waiver->reason);
    cl_json_add(list, item);
    return list;
}

static cl_json *result_of(cl_arena *arena, const cl_report_file *file, const cl_finding *finding) {
    cl_json *result = cl_json_object(arena);
    cl_json_set_string(result, "ruleId", finding->rule->id);
    cl_json_set_string(result, "level", level_of(finding->severity));
    cl_json_set(result, "message",
                text_object(arena, finding->message ? finding->message : finding->rule->title));
    cl_json_set(result, "locations", locations_of(arena, file, finding));
    cl_json *prints = cl_json_object(arena);
    cl_json_set_string(prints, "clauselint/v1", cl_fingerprint(arena, file->contract, finding));
    cl_json_set(result, "partialFingerprints", prints);
    cl_json *properties = cl_json_object(arena);
    cl_json_set_string(properties, "severity", cl_severity_names[finding->severity]);
    cl_json_set_string(properties, "confidence", cl_confidence_names[finding->confidence]);
    cl_json_set_string(properties, "why", finding->rule->why);
    cl_json_set_string(properties, "ask", finding->rule->ask);
    cl_json_set_string(properties, "fallback", finding->rule->fallback);
    cl_json_set(result, "properties", properties);
    if (finding->waiver)
        cl_json_set(result, "suppressions", suppressions_of(arena, finding->waiver));
    return result;
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(
        out, "{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
             "\"version\": \"2.1.0\",\n\"runs\": [{\n"
             "\"tool\": {\"driver\": {\"name\": \"clauselint\", \"version\": \"" CLAUSELINT_VERSION
             "\"}},\n\"columnKind\": \"utf16CodeUnits\",\n\"results\": [\n");
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error)
        return;
    size_t start = out->length;
    for (size_t i = 0; i < file->findings->count; i++) {
        if (file->findings->items[i].severity < options->minimum)
            continue;
        if (out->length > start)
            cl_buffer_add_string(out, ",\n");
        cl_json_write(result_of(arena, file, &file->findings->items[i]), 0, out);
    }
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    cl_buffer_printf(out, "\n],\n\"invocations\": [{\"executionSuccessful\": %s}]\n}]\n}\n",
                     totals->failed ? "false" : "true");
}

const cl_report_format cl_report_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, for code scanning",
    .between = ",\n",
    .begin = begin,
    .file = write_file,
    .end = end,
};
