/* SPDX-License-Identifier: MIT
 *
 * SARIF 2.1.0 (OASIS, errata 01), for code scanning. One run: the rules that were asked, what they
 * found, and as notifications what could not be read or decided. Numbers in comments are its
 * sections.
 *
 * A DOCX has no lines. `startLine` is then the number of the paragraph, without columns, or the
 * line of the text that was written out (--extract). What is said of the contract as a whole stands
 * at line 1, because GitHub drops results without a line.
 */
#include <stdlib.h>
#include <string.h>

#include "report/formats/json.h"
#include "report/spot.h"

enum { SNIPPET_LIMIT = 1200 };

static const char *level_of(cl_severity severity) {
    return severity >= CL_SEVERITY_HIGH     ? "error"
           : severity == CL_SEVERITY_MEDIUM ? "warning"
                                            : "note";
}

/* RFC 3986: what is not unreserved is percent-encoded, "/" kept. Relative paths lose their "./";
 * absolute ones become file URIs. */
static const char *uri_of(cl_arena *arena, const char *path) {
    static const char hex[] = "0123456789ABCDEF";
    cl_buffer uri = {0};
    while (!strncmp(path, "./", 2))
        path += 2;
    if (*path == '/')
        cl_buffer_add_string(&uri, "file://");
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
    cl_json_set_text(object, "text", cl_text_trim(cl_text_from(text)));
    return object;
}

/* ---- rules (3.49) ---- */

static void add_part(cl_buffer *out, const char *title, const char *text, bool markdown) {
    if (!text || !*text)
        return;
    cl_text trimmed = cl_text_trim(cl_text_from(text));
    cl_buffer_printf(out, markdown ? "%s**%s** %.*s" : "%s%s: %.*s", out->length ? "\n\n" : "",
                     title, (int)trimmed.length, trimmed.bytes);
}

static void set_help_text(cl_json *help, const char *key, const cl_rule *rule, bool markdown) {
    cl_buffer text = {0};
    add_part(&text, "Why", rule->why, markdown);
    add_part(&text, "Ask", rule->ask, markdown);
    add_part(&text, "Fallback wording", rule->fallback, markdown);
    for (size_t i = 0; rule->references && rule->references[i]; i++)
        add_part(&text, "See", rule->references[i], markdown);
    add_part(&text, "More", "clauselint explain shows parameters and examples.", markdown);
    cl_json_set_text(help, key, cl_buffer_text(&text));
    cl_buffer_release(&text);
}

/* "auto-renewal" → "AutoRenewal" (3.49.7: an identifier that people understand). */
static void set_name(cl_json *object, const char *id) {
    cl_buffer name = {0};
    bool upper = true;
    for (; *id; id++) {
        if (cl_is_alnum((unsigned char)*id))
            cl_buffer_add_char(
                &name, (char)(upper && cl_is_lower((unsigned char)*id) ? *id - 'a' + 'A' : *id));
        upper = !cl_is_alnum((unsigned char)*id);
    }
    cl_json_set_text(object, "name", cl_buffer_text(&name));
    cl_buffer_release(&name);
}

static cl_json *rule_of(cl_arena *arena, const cl_rule *rule) {
    cl_json *object = cl_json_object(arena), *level = cl_json_object(arena);
    cl_json *help = cl_json_object(arena), *properties = cl_json_object(arena);
    double score = cl_score_of(rule->severity, CL_CONFIDENCE_HIGH);
    cl_json_set_string(object, "id", rule->id);
    if (strchr(rule->id, '-')) /* else it would say the id again */
        set_name(object, rule->id);
    cl_json_set(object, "shortDescription", text_object(arena, rule->title));
    cl_json_set(object, "fullDescription", text_object(arena, rule->why ? rule->why : rule->title));
    set_help_text(help, "text", rule, false);
    set_help_text(help, "markdown", rule, true);
    cl_json_set(object, "help", help);
    cl_json_set_string(level, "level", level_of(rule->severity));
    cl_json_set_number(level, "rank", score * 10, 1);
    cl_json_set(object, "defaultConfiguration", level);
    /* GitHub orders by it, when a rule has the tag "security": a string, as it asks for. */
    cl_json_set_string(properties, "security-severity", cl_arena_printf(arena, "%.1f", score));
    cl_json_set_string(properties, "problem.severity",
                       rule->severity >= CL_SEVERITY_HIGH     ? "error"
                       : rule->severity == CL_SEVERITY_MEDIUM ? "warning"
                                                              : "recommendation");
    cl_json *tags = cl_json_array(arena);
    cl_json_add_text(tags, CL_TEXT("contract"));
    cl_json_add_text(tags, cl_text_from(rule->pack));
    cl_json_add_text(tags, cl_text_from(rule->category));
    cl_json_set(properties, "tags", tags);
    cl_json_set(object, "properties", properties);
    return object;
}

static int by_id(const void *key, const void *element) {
    return strcmp(key, (*(const cl_rule *const *)element)->id);
}

static void set_rule(cl_json *result, const cl_report_options *options, const cl_rule *rule) {
    cl_json_set_string(result, "ruleId", rule->id);
    const cl_rule *const *found =
        options->rule_count
            ? bsearch(rule->id, options->rules, options->rule_count, sizeof *options->rules, by_id)
            : NULL;
    if (found)
        cl_json_set_integer(result, "ruleIndex", found - options->rules);
}

/* ---- places (3.28 to 3.33) ---- */

static cl_json *artifact_of(cl_arena *arena, const char *path) {
    cl_json *artifact = cl_json_object(arena);
    const char *uri = uri_of(arena, path);
    cl_json_set_string(artifact, "uri", uri);
    if (strncmp(uri, "file://", 7))
        cl_json_set_string(artifact, "uriBaseId", "%SRCROOT%");
    return artifact;
}

static cl_json *region_of(cl_arena *arena, const cl_spot *spot, cl_text words) {
    cl_json *region = cl_json_object(arena);
    cl_json_set_integer(region, "startLine", spot->range.start.line);
    if (spot->placed && !spot->paragraph) {
        cl_json_set_integer(region, "startColumn", spot->range.start.utf16_column);
        cl_json_set_integer(region, "endLine", spot->range.end.line);
        cl_json_set_integer(region, "endColumn", spot->range.end.utf16_column);
    }
    if (words.length) {
        cl_json *snippet = cl_json_object(arena);
        cl_json_set_text(snippet, "text", words);
        cl_json_set(region, "snippet", snippet);
    }
    return region;
}

static void set_clause(cl_json *location, cl_arena *arena, const cl_contract *contract,
                       uint32_t section) {
    cl_text label = cl_clause_label(contract, section);
    cl_text heading = cl_clause_heading(contract, section);
    if (!label.length && !heading.length)
        return;
    cl_json *logical = cl_json_object(arena), *list = cl_json_array(arena);
    cl_json_set_text(logical, "name", label.length ? label : heading);
    cl_json_set_string(logical, "fullyQualifiedName",
                       cl_arena_printf(arena, "%.*s%s%.*s", (int)label.length,
                                       label.length ? label.bytes : "",
                                       label.length && heading.length ? " " : "",
                                       (int)heading.length, heading.length ? heading.bytes : ""));
    cl_json_set_string(logical, "kind", "section");
    cl_json_add(list, logical);
    cl_json_set(location, "logicalLocations", list);
}

static cl_json *location_of(cl_arena *arena, const cl_report_file *file, const cl_location *place) {
    cl_spot spot = cl_spot_of(file, place);
    cl_text words = {"", 0};
    if (spot.placed)
        words = cl_excerpt_place(arena, file->contract, place, SNIPPET_LIMIT);
    cl_json *physical = cl_json_object(arena), *location = cl_json_object(arena);
    cl_json_set(physical, "artifactLocation", artifact_of(arena, spot.name));
    cl_json_set(physical, "region", region_of(arena, &spot, words));
    cl_json_set(location, "physicalLocation", physical);
    set_clause(location, arena, file->contract, place->section);
    return location;
}

static cl_json *related_of(cl_arena *arena, const cl_report_file *file, const cl_finding *finding) {
    cl_json *list = cl_json_array(arena);
    for (size_t i = 0; i < finding->related_count; i++) {
        cl_json *location = location_of(arena, file, &finding->related[i]);
        cl_json_set_integer(location, "id", (long long)i + 1);
        if (finding->related[i].note)
            cl_json_set(location, "message", text_object(arena, finding->related[i].note));
        cl_json_add(list, location);
    }
    return list;
}

/* ---- results (3.27) ---- */

/* 3.27.23 and 3.35 */
static cl_json *suppressions_of(cl_arena *arena, const cl_waiver *waiver) {
    cl_json *list = cl_json_array(arena), *item = cl_json_object(arena);
    cl_json_set_string(item, "kind", strcmp(waiver->kind, "comment") ? "external" : "inSource");
    cl_json_set_string(item, "status", "accepted");
    if (waiver->reason)
        cl_json_set_string(item, "justification", waiver->reason);
    else if (!strcmp(waiver->kind, "baseline"))
        cl_json_set_string(item, "justification", "Known before: not new.");
    cl_json_add(list, item);
    return list;
}

static void set_properties(cl_json *result, cl_arena *arena, const cl_report_file *file,
                           const cl_finding *finding) {
    cl_json *properties = cl_json_object(arena);
    cl_json_set_string(properties, "severity", cl_severity_names[finding->severity]);
    cl_json_set_string(properties, "confidence", cl_confidence_names[finding->confidence]);
    if (finding->rule->ask)
        cl_json_set_text(properties, "ask", cl_text_trim(cl_text_from(finding->rule->ask)));
    const cl_document *document = file->contract->document;
    if (document->format == CL_FORMAT_DOCX && finding->place.block < document->block_count) {
        const cl_block *block = &document->blocks[finding->place.block];
        cl_json *docx = cl_json_object(arena);
        cl_json_set_string(docx, "file", file->name);
        cl_json_set_string(docx, "part", block->part);
        cl_json_set_integer(docx, "paragraph", block->paragraph);
        if (block->para_id)
            cl_json_set_string(docx, "para_id", block->para_id);
        cl_json_set(properties, "docx", docx);
    }
    cl_json_set(result, "properties", properties);
}

static cl_json *result_of(cl_arena *arena, const cl_report_options *options,
                          const cl_report_file *file, const cl_finding *finding,
                          const cl_print *print) {
    cl_json *result = cl_json_object(arena);
    set_rule(result, options, finding->rule);
    cl_json_set_string(result, "level", level_of(finding->severity));
    cl_json_set_number(result, "rank", cl_score_of(finding->severity, finding->confidence) * 10, 1);
    cl_json_set(result, "message", text_object(arena, cl_headline(arena, file->contract, finding)));
    cl_json *locations = cl_json_array(arena);
    cl_json_add(locations, location_of(arena, file, &finding->place));
    cl_json_set(result, "locations", locations);
    if (finding->related_count)
        cl_json_set(result, "relatedLocations", related_of(arena, file, finding));
    /* GitHub would make the second from the text of the line, which a DOCX does not have. */
    cl_json *prints = cl_json_object(arena);
    cl_json_set_string(prints, "clauselint/v1", print->print);
    cl_json_set_string(prints, "primaryLocationLineHash",
                       cl_arena_printf(arena, "%s:%u", print->print, print->before + 1));
    cl_json_set(result, "partialFingerprints", prints);
    set_properties(result, arena, file, finding);
    if (finding->waiver)
        cl_json_set(result, "suppressions", suppressions_of(arena, finding->waiver));
    return result;
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error)
        return;
    const cl_print *prints = cl_prints_of(arena, file);
    size_t start = out->length;
    for (size_t i = 0; i < file->findings->count; i++) {
        const cl_finding *finding = &file->findings->items[i];
        if (finding->severity < options->minimum || finding->replaced_by)
            continue;
        if (out->length > start)
            cl_buffer_add_string(out, ",\n");
        cl_json_write(result_of(arena, options, file, finding, &prints[i]), 0, out);
    }
}

/* ---- notifications (3.58) ---- */

static void add_notification(cl_arena *arena, const char *path, const char *level, const char *id,
                             const char *message, const cl_place *place, cl_buffer *out) {
    cl_json *object = cl_json_object(arena), *descriptor = cl_json_object(arena);
    cl_json *physical = cl_json_object(arena), *location = cl_json_object(arena);
    cl_json *locations = cl_json_array(arena);
    cl_json_set_string(descriptor, "id", id);
    cl_json_set(object, "descriptor", descriptor);
    cl_json_set_string(object, "level", level);
    cl_json_set(object, "message", text_object(arena, cl_valid_text(arena, message)));
    cl_json_set(physical, "artifactLocation", artifact_of(arena, path));
    if (place->line) {
        cl_json *region = cl_json_object(arena);
        cl_json_set_integer(region, "startLine", place->line);
        cl_json_set(physical, "region", region);
    }
    cl_json_set(location, "physicalLocation", physical);
    cl_json_add(locations, location);
    cl_json_set(object, "locations", locations);
    if (out->length)
        cl_buffer_add_string(out, ",\n");
    cl_json_write(object, 0, out);
}

static void keep(const cl_report_options *options, const cl_report_file *file, cl_arena *arena,
                 cl_buffer *head, cl_buffer *tail) {
    (void)options;
    (void)tail;
    if (file->error) {
        add_notification(arena, file->name, "error", file->error->id, file->error->message,
                         &file->error->place, head);
        return;
    }
    const cl_notice *notice;
    for (size_t i = 0; (notice = cl_notice_at(file, i)); i++)
        add_notification(arena, file->name, "note", notice->id, notice->message, &notice->place,
                         head);
}

static void begin(const cl_report_options *options, cl_buffer *out) {
    cl_buffer_add_string(
        out, "{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
             "\"version\": \"2.1.0\",\n\"runs\": [{\n"
             "\"tool\": {\"driver\": {\"name\": \"clauselint\", \"semanticVersion\": "
             "\"" CLAUSELINT_VERSION "\", \"version\": \"" CLAUSELINT_VERSION "\", \"rules\": [");
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < options->rule_count; i++) {
        cl_buffer_add_string(out, i ? ",\n" : "\n");
        cl_json_write(rule_of(arena, options->rules[i]), 0, out);
    }
    cl_arena_free(arena);
    cl_buffer_add_string(
        out, "\n]}},\n\"columnKind\": \"utf16CodeUnits\",\n\"originalUriBaseIds\": {\"%SRCROOT%\": "
             "{\"description\": {\"text\": \"The folder in which clauselint ran.\"}}},\n"
             "\"results\": [\n");
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    cl_buffer_printf(out, "\n],\n\"invocations\": [{\"executionSuccessful\": %s%s",
                     totals->failed || totals->interrupted ? "false" : "true",
                     totals->interrupted ? ", \"exitSignalName\": \"SIGINT\"" : "");
    cl_buffer_add_string(out, ", \"toolExecutionNotifications\": [\n");
    cl_buffer_add_text(out, cl_buffer_text(&totals->head));
    cl_buffer_add_string(out, "\n]}]\n}]\n}\n");
}

const cl_report_format cl_report_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, for code scanning",
    .between = ",\n",
    .begin = begin,
    .file = write_file,
    .end = end,
    .keep = keep,
};
