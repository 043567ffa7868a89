/* SPDX-License-Identifier: MIT
 *
 * The formats json (one document) and jsonl (one object a line).
 */
#include "report/formats/json.h"

#include <math.h>
#include <string.h>

#include "report/excerpt.h"

enum { EXCERPT_LIMIT = 1200, RELATED_LIMIT = 400 };

static void set_optional(cl_json *object, const char *key, const char *value) {
    if (value && *value)
        cl_json_set_text(object, key, cl_text_trim(cl_text_from(value)));
}

static void set_date(cl_json *object, cl_arena *arena, const cl_quantity *quantity) {
    if (quantity->year && quantity->month && quantity->day)
        cl_json_set_string(object, "date",
                           cl_arena_printf(arena, "%04d-%02d-%02d", quantity->year, quantity->month,
                                           quantity->day));
    else if (quantity->year && quantity->month)
        cl_json_set_string(object, "date",
                           cl_arena_printf(arena, "%04d-%02d", quantity->year, quantity->month));
}

void cl_json_set_quantity(cl_json *object, cl_arena *arena, const cl_quantity *quantity) {
    static const struct {
        const char *kind, *value, *unit;
    } names[] = {
        [CL_QUANTITY_DURATION] = {"duration", "value", "unit"},
        [CL_QUANTITY_MONEY] = {"money", "amount", "currency"},
        [CL_QUANTITY_PERCENT] = {"percent", "percent", NULL},
        [CL_QUANTITY_MULTIPLE] = {"multiple", "multiple", NULL},
        [CL_QUANTITY_DATE] = {"date", NULL, NULL},
        [CL_QUANTITY_NUMBER] = {"number", "number", NULL},
    };
    cl_json_set_string(object, "kind", names[quantity->kind].kind);
    if (quantity->redacted) {
        cl_json_set_bool(object, "redacted", true);
        return;
    }
    if (names[quantity->kind].value)
        cl_json_set_number(object, names[quantity->kind].value, quantity->value, 4);
    if (names[quantity->kind].unit && quantity->unit[0])
        cl_json_set_string(object, names[quantity->kind].unit, quantity->unit);
    if (quantity->kind == CL_QUANTITY_DURATION)
        cl_json_set_number(object, "days", cl_quantity_days(quantity), 2);
    if (quantity->kind == CL_QUANTITY_DATE)
        set_date(object, arena, quantity);
    if (quantity->mismatch)
        cl_json_set_bool(object, "mismatch", true);
}

static void set_range(cl_json *object, const cl_range *range) {
    cl_json_set_integer(object, "start_byte", (long long)range->start.byte);
    cl_json_set_integer(object, "end_byte", (long long)range->end.byte);
    cl_json_set_integer(object, "line", range->start.line);
    cl_json_set_integer(object, "column", range->start.column);
    cl_json_set_integer(object, "end_line", range->end.line);
    cl_json_set_integer(object, "end_column", range->end.column);
    cl_json_set_integer(object, "utf16_column", range->start.utf16_column);
    cl_json_set_integer(object, "end_utf16_column", range->end.utf16_column);
}

/* Who inserted (or, in the original view, deleted) the words that matched. */
static void set_revision(cl_json *docx, cl_arena *arena, const cl_block *block, cl_span span) {
    const cl_revision *revision = cl_block_revision(block, span);
    if (!revision)
        return;
    cl_json *change = cl_json_object(arena);
    cl_json_set_string(change, "kind", revision->deleted ? "deleted" : "inserted");
    cl_json_set_string(change, "author", revision->author);
    cl_json_set_string(change, "date", revision->date);
    cl_json_set(docx, "revision", change);
}

/* The runs of the first and behind the last byte; absent where they are in none. */
static void set_runs(cl_json *docx, const cl_block *block, cl_span span) {
    cl_run first, last;
    if (span.start >= span.end || span.end > block->text.length ||
        !cl_block_place(block, block->map[span.start], &first) ||
        !cl_block_place(block, block->map[span.end - 1], &last))
        return;
    cl_json_set_integer(docx, "run", first.run);
    cl_json_set_integer(docx, "offset", first.offset);
    cl_json_set_integer(docx, "end_paragraph", last.paragraph);
    cl_json_set_integer(docx, "end_run", last.run);
    cl_json_set_integer(docx, "end_offset", last.offset + 1);
}

static void set_docx(cl_json *object, cl_arena *arena, const cl_contract *contract,
                     const cl_finding *finding) {
    uint32_t block = finding->place.block;
    if (block >= contract->document->block_count || !contract->document->blocks[block].part)
        return;
    const cl_block *place = &contract->document->blocks[block];
    cl_json *docx = cl_json_object(arena);
    cl_json_set_string(docx, "part", place->part);
    cl_json_set_integer(docx, "paragraph", place->paragraph);
    cl_json_set_string(docx, "para_id", place->para_id);
    set_runs(docx, place, finding->place.span);
    bool near = finding->match.block == block;
    set_revision(docx, arena, place, near ? finding->match.span : finding->place.span);
    cl_json_set(object, "docx", docx);
}

static void set_clause(cl_json *object, const cl_contract *contract, uint32_t section) {
    cl_json_set_text(object, "section", cl_clause_label(contract, section));
    cl_json_set_text(object, "heading", cl_clause_heading(contract, section));
}

static cl_json *captures_of(cl_arena *arena, const cl_finding *finding) {
    cl_json *captures = cl_json_object(arena);
    for (size_t i = 0; i < finding->capture_count; i++) {
        const cl_captured *captured = &finding->captures[i];
        cl_json *value = cl_json_object(arena);
        cl_json_set_text(value, "text", captured->text);
        if (captured->has_value)
            cl_json_set_quantity(value, arena, &captured->value);
        cl_json_set(captures, captured->name, value);
    }
    return captures;
}

/* What scripts ask for most often, without having to look into the captures. */
static void set_notice_days(cl_json *object, const cl_finding *finding) {
    for (size_t i = 0; i < finding->capture_count; i++) {
        const cl_captured *captured = &finding->captures[i];
        if (!strcmp(captured->name, "notice") && captured->has_value && !captured->value.redacted &&
            captured->value.kind == CL_QUANTITY_DURATION && captured->value.days >= 0 &&
            captured->value.days < 1e9) {
            cl_json_set_integer(object, "notice_days", llround(cl_quantity_days(&captured->value)));
            return;
        }
    }
}

static cl_json *related_of(cl_arena *arena, const cl_contract *contract,
                           const cl_finding *finding) {
    cl_json *related = cl_json_array(arena);
    for (size_t i = 0; i < finding->related_count; i++) {
        const cl_location *place = &finding->related[i];
        cl_json *item = cl_json_object(arena);
        set_optional(item, "note", place->note);
        cl_range range;
        if (cl_range_of(contract, place, &range))
            set_range(item, &range);
        set_clause(item, contract, place->section);
        cl_json_set_text(item, "excerpt", cl_excerpt_place(arena, contract, place, RELATED_LIMIT));
        cl_json_add(related, item);
    }
    return related;
}

static void set_match(cl_json *object, cl_arena *arena, const cl_contract *contract,
                      const cl_finding *finding) {
    cl_range range;
    if (finding->missing || finding->match.span.start >= finding->match.span.end ||
        !cl_range_of(contract, &finding->match, &range))
        return;
    cl_json *match = cl_json_object(arena);
    set_range(match, &range);
    cl_json_set_text(match, "text",
                     cl_excerpt_place(arena, contract, &finding->match, RELATED_LIMIT));
    cl_json_set(object, "match", match);
}

static void set_words(cl_json *object, cl_arena *arena, const cl_contract *contract,
                      const cl_finding *finding) {
    cl_excerpt own = cl_excerpt_finding(arena, contract, finding, false, EXCERPT_LIMIT);
    cl_json_set_text(object, "excerpt", own.text);
    if (finding->place.sentence < contract->sentence_count &&
        (contract->sentences[finding->place.sentence].flags & CL_SENTENCE_ITEM))
        cl_json_set_text(object, "context",
                         cl_excerpt_finding(arena, contract, finding, true, EXCERPT_LIMIT).text);
}

static void set_waiver(cl_json *object, cl_arena *arena, const cl_waiver *waiver) {
    if (!waiver)
        return;
    cl_json *waived = cl_json_object(arena);
    cl_json_set_string(waived, "kind", waiver->kind);
    set_optional(waived, "reason", waiver->reason);
    set_optional(waived, "who", waiver->who);
    set_optional(waived, "until", waiver->until);
    cl_json_set(object, "waived", waived);
}

static void set_position(cl_json *object, cl_arena *arena, const cl_finding *finding) {
    if (finding->rung >= 0)
        cl_json_set_string(object, "position", cl_rung_names[finding->rung]);
    cl_json *ladder = NULL;
    for (int i = 0; i < CL_RUNGS; i++) {
        if (!finding->rule->ladder[i].text)
            continue;
        if (!ladder)
            ladder = cl_json_object(arena);
        cl_json_set_string(ladder, cl_rung_names[i], finding->rule->ladder[i].text);
    }
    if (ladder)
        cl_json_set(object, "ladder", ladder);
    set_optional(object, "owner", finding->rule->owner);
    if (!finding->exposure)
        return;
    cl_json *exposure = cl_json_object(arena);
    cl_json_set_quantity(exposure, arena, &finding->sum);
    cl_json_set_string(exposure, "text", finding->exposure);
    cl_json_set(object, "exposure", exposure);
}

static void set_advice(cl_json *object, cl_arena *arena, const cl_rule *rule) {
    set_optional(object, "why", rule->why);
    set_optional(object, "ask", rule->ask);
    set_optional(object, "fallback", rule->fallback);
    if (!rule->references || !rule->references[0])
        return;
    cl_json *references = cl_json_array(arena);
    for (size_t i = 0; rule->references[i]; i++)
        cl_json_add_text(references, cl_text_from(rule->references[i]));
    cl_json_set(object, "references", references);
}

cl_json *cl_json_finding(cl_arena *arena, const cl_report_file *file, const cl_finding *finding) {
    const cl_contract *contract = file->contract;
    const cl_rule *rule = finding->rule;
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "finding");
    cl_json_set_string(object, "file", file->name);
    cl_json_set_string(object, "rule", rule->id);
    cl_json_set_string(object, "pack", rule->pack);
    cl_json_set_string(object, "category", rule->category);
    cl_json_set_string(object, "severity", cl_severity_names[finding->severity]);
    cl_json_set_number(object, "score", cl_score_of(finding->severity, finding->confidence), 2);
    cl_json_set_string(object, "confidence", cl_confidence_names[finding->confidence]);
    cl_json_set_string(object, "title", rule->title);
    cl_json_set_string(object, "message", finding->message ? finding->message : rule->title);
    if (finding->missing)
        cl_json_set_bool(object, "missing", true);
    if (finding->inserted)
        cl_json_set_bool(object, "inserted", true);
    cl_range range;
    if (cl_range_of(contract, &finding->place, &range)) {
        set_range(object, &range);
        set_docx(object, arena, contract, finding);
    }
    set_clause(object, contract, finding->place.section);
    set_words(object, arena, contract, finding);
    set_match(object, arena, contract, finding);
    cl_json_set(object, "captures", captures_of(arena, finding));
    set_notice_days(object, finding);
    cl_json_set(object, "related", related_of(arena, contract, finding));
    set_waiver(object, arena, finding->waiver);
    if (finding->replaced_by)
        cl_json_set_string(object, "replaced_by", finding->replaced_by->id);
    set_position(object, arena, finding);
    set_advice(object, arena, rule);
    cl_json_set_string(object, "fingerprint", cl_fingerprint(arena, contract, finding));
    return object;
}

static void add_notices(cl_json *array, cl_arena *arena, const cl_notices *notices) {
    for (size_t i = 0; i < notices->count; i++) {
        cl_json *notice = cl_json_object(arena);
        cl_json_set_string(notice, "id", notices->items[i].id);
        cl_json_set_string(notice, "message", notices->items[i].message);
        if (notices->items[i].place.line) {
            cl_json_set_integer(notice, "line", notices->items[i].place.line);
            cl_json_set_integer(notice, "column", notices->items[i].place.column);
        }
        cl_json_add(array, notice);
    }
}

static cl_json *counts_of(cl_arena *arena, const size_t counts[CL_SEVERITIES]) {
    cl_json *object = cl_json_object(arena);
    for (int i = CL_SEVERITIES - 1; i >= 0; i--)
        cl_json_set_integer(object, cl_severity_names[i], (long long)counts[i]);
    return object;
}

cl_json *cl_json_file(cl_arena *arena, const cl_report_file *file) {
    static const char *const formats[] = {[CL_FORMAT_TEXT] = "text",
                                          [CL_FORMAT_MARKDOWN] = "markdown",
                                          [CL_FORMAT_HTML] = "html",
                                          [CL_FORMAT_DOCX] = "docx"};
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "file");
    cl_json_set_string(object, "file", file->name);
    cl_json_set_string(object, "format", formats[file->contract->document->format]);
    cl_json_set_text(object, "title", file->contract->title);
    cl_json_set_string(object, "contract_type", file->type ? file->type : "unsure");
    cl_json_set_number(object, "score", file->summary.score, 1);
    cl_json_set_text(object, "grade", (cl_text){&file->summary.grade, 1});
    cl_json_set(object, "counts", counts_of(arena, file->summary.counts));
    cl_json_set_integer(object, "findings", (long long)file->summary.shown);
    cl_json_set_integer(object, "hidden", (long long)file->summary.hidden);
    cl_json_set_integer(object, "waived", (long long)file->summary.waived);
    cl_json *notices = cl_json_array(arena);
    add_notices(notices, arena, &file->contract->document->notices);
    add_notices(notices, arena, &file->contract->notices);
    add_notices(notices, arena, &file->findings->notices);
    cl_json_set(object, "notices", notices);
    return object;
}

cl_json *cl_json_error(cl_arena *arena, const cl_report_file *file) {
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "error");
    cl_json_set_string(object, "file", file->name);
    cl_json_set_string(object, "id", file->error->id);
    cl_json_set_string(object, "message", cl_valid_text(arena, file->error->message));
    if (file->error->place.line) {
        cl_json_set_integer(object, "line", file->error->place.line);
        cl_json_set_integer(object, "column", file->error->place.column);
    }
    return object;
}

static void write_line(const cl_json *value, cl_buffer *out) {
    cl_json_write(value, 0, out);
    cl_buffer_add_char(out, '\n');
}

static void lines_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    if (file->error) {
        write_line(cl_json_error(arena, file), out);
        return;
    }
    for (size_t i = 0; i < file->findings->count; i++)
        if (file->findings->items[i].severity >= options->minimum)
            write_line(cl_json_finding(arena, file, &file->findings->items[i]), out);
    write_line(cl_json_file(arena, file), out);
}

const cl_report_format cl_report_jsonl = {
    .name = "jsonl",
    .summary = "one JSON object a line: findings, files, errors",
    .between = "",
    .file = lines_file,
};

static void json_begin(const cl_report_options *options, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(
        out, "{\n\"tool\": {\"name\": \"clauselint\", \"version\": \"" CLAUSELINT_VERSION
             "\"},\n\"files\": [\n");
}

static void json_file(const cl_report_options *options, const cl_report_file *file, cl_arena *arena,
                      cl_buffer *out) {
    if (file->error) {
        cl_json_write(cl_json_error(arena, file), 2, out);
        return;
    }
    cl_json *object = cl_json_file(arena, file);
    cl_json *findings = cl_json_array(arena);
    for (size_t i = 0; i < file->findings->count; i++)
        if (file->findings->items[i].severity >= options->minimum)
            cl_json_add(findings, cl_json_finding(arena, file, &file->findings->items[i]));
    cl_json_set(object, "findings", findings);
    cl_json_write(object, 2, out);
}

static void json_end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    cl_arena *arena = cl_arena_new();
    cl_json *summary = cl_json_object(arena);
    cl_json_set_integer(summary, "files", (long long)totals->files);
    cl_json_set_integer(summary, "errors", (long long)totals->failed);
    cl_json_set_integer(summary, "findings", (long long)totals->shown);
    cl_json_set(summary, "counts", counts_of(arena, totals->counts));
    cl_json_set_number(summary, "worst_score", totals->worst, 1);
    if (totals->interrupted)
        cl_json_set_bool(summary, "interrupted", true);
    cl_buffer_add_string(out, "\n],\n\"summary\": ");
    cl_json_write(summary, 2, out);
    cl_buffer_add_string(out, "\n}\n");
    cl_arena_free(arena);
}

const cl_report_format cl_report_json = {
    .name = "json",
    .summary = "one JSON document, for programs",
    .between = ",\n",
    .begin = json_begin,
    .file = json_file,
    .end = json_end,
};
