/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#include "document/load.h"
#include "report/report.h"

/* A contract of one sentence in section 4.2 with one finding in it and one about the whole. */
typedef struct sample {
    cl_arena *arena;
    cl_contract contract;
    cl_section sections[2];
    cl_sentence sentence;
    cl_piece piece;
    cl_rule rule;
    cl_captured notice;
    cl_finding items[2];
    cl_findings findings;
    cl_report_file file;
} sample;

static const cl_report_options plain = {.minimum = CL_SEVERITY_LOW, .width = 80};

static void sample_make(sample *s, const char *bytes) {
    *s = (sample){.arena = cl_arena_new()};
    cl_error error;
    cl_document *document;
    cr_assert_eq(cl_document_load(s->arena, "a.txt", cl_text_from(bytes), &cl_default_limits,
                                  &document, &error),
                 CL_OK);
    cl_text text = document->blocks[0].text;
    size_t at = cl_text_find(text, CL_TEXT("renew"), 0);
    s->piece = (cl_piece){0, (uint32_t)text.length, 0, 0, true};
    s->sentence = (cl_sentence){.text = text,
                                .own = {0, text.length},
                                .section = 1,
                                .pieces = &s->piece,
                                .piece_count = 1,
                                .lead_in = CL_NONE};
    s->sections[0].parent = CL_NONE;
    s->sections[1] = (cl_section){.path = CL_TEXT("4.2"), .heading = CL_TEXT("Renewal")};
    s->contract = (cl_contract){.document = document,
                                .arena = s->arena,
                                .sections = s->sections,
                                .section_count = 2,
                                .sentences = &s->sentence,
                                .sentence_count = 1};
    s->rule = (cl_rule){.id = "some-rule",
                        .pack = "core",
                        .title = "Title",
                        .category = "renewal",
                        .why = "Because.",
                        .ask = "Ask \"this\"."};
    s->notice = (cl_captured){
        .name = "notice",
        .text = CL_TEXT("90 days"),
        .has_value = true,
        .value = {.kind = CL_QUANTITY_DURATION, .value = 90, .unit = "day", .days = 90}};
    cl_location place = {.span = {0, text.length}, .section = 1}, match = place;
    match.span = (cl_span){at, at + 5};
    cl_location nowhere = {.block = CL_NONE, .section = CL_NONE, .sentence = CL_NONE};
    s->items[0] = (cl_finding){.rule = &s->rule,
                               .severity = CL_SEVERITY_HIGH,
                               .confidence = CL_CONFIDENCE_HIGH,
                               .message = "It renews.",
                               .place = place,
                               .match = match,
                               .captures = &s->notice,
                               .capture_count = 1};
    s->items[1] = (cl_finding){.rule = &s->rule,
                               .severity = CL_SEVERITY_INFO,
                               .confidence = CL_CONFIDENCE_LOW,
                               .message = "No cap.",
                               .missing = true,
                               .place = nowhere,
                               .match = nowhere};
    s->findings = (cl_findings){.items = s->items, .count = 2};
    s->file = (cl_report_file){
        .name = "a.txt", .contract = &s->contract, .findings = &s->findings, .type = "saas"};
    s->file.summary = cl_summary_of(&s->findings, CL_SEVERITY_LOW);
}

static char *written(sample *s, const cl_report_format *format, const cl_report_options *options) {
    cl_buffer out = {0};
    cl_report_one(format, options, &s->file, s->arena, &out);
    char *text = cl_arena_copy(s->arena, out.length ? out.bytes : "", out.length);
    cl_buffer_release(&out);
    return text;
}

static const char *string_of(const json_t *object, const char *key) {
    const char *value = json_string_value(json_object_get(object, key));
    return value ? value : "(none)";
}

static long long integer_of(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : -1;
}

Test(formats, jsonl_has_the_members_scripts_rely_on) {
    sample s;
    sample_make(&s, "\nThis shall renew on 90 days notice.\n");
    char *text = written(&s, &cl_report_jsonl, &plain);
    char *second = strchr(text, '\n') + 1;
    second[-1] = 0;
    json_t *finding = json_loads(text, 0, NULL), *file = json_loads(second, 0, NULL);
    cr_assert(finding && file);
    cr_assert_str_eq(string_of(finding, "type"), "finding");
    cr_assert_str_eq(string_of(finding, "rule"), "some-rule");
    cr_assert_str_eq(string_of(finding, "severity"), "high");
    cr_assert_str_eq(string_of(finding, "confidence"), "high");
    cr_assert_str_eq(string_of(finding, "section"), "4.2");
    cr_assert_str_eq(string_of(finding, "heading"), "Renewal");
    cr_assert_str_eq(string_of(finding, "excerpt"), "This shall renew on 90 days notice.");
    cr_assert_eq(integer_of(finding, "start_byte"), 1);
    cr_assert_eq(integer_of(finding, "end_byte"), 36);
    cr_assert_eq(integer_of(finding, "line"), 2);
    cr_assert_eq(integer_of(finding, "column"), 1);
    cr_assert_eq(integer_of(finding, "end_column"), 36);
    cr_assert_eq(integer_of(finding, "notice_days"), 90);
    const json_t *captures = json_object_get(finding, "captures");
    cr_assert_eq(integer_of(json_object_get(captures, "notice"), "days"), 90);
    cr_assert_eq(strlen(string_of(finding, "fingerprint")), 16);
    cr_assert_str_eq(string_of(file, "type"), "file");
    cr_assert_eq(integer_of(file, "findings"), 1);
    cr_assert_eq(integer_of(file, "hidden"), 1);
    json_decref(finding);
    json_decref(file);
    cl_arena_free(s.arena);
}

Test(formats, a_missing_thing_has_no_place) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.findings.items++;
    s.findings.count = 1;
    cl_report_options all = {.minimum = CL_SEVERITY_INFO, .width = 80};
    char *text = written(&s, &cl_report_jsonl, &all);
    *strchr(text, '\n') = 0;
    json_t *finding = json_loads(text, 0, NULL);
    cr_assert(json_is_true(json_object_get(finding, "missing")));
    cr_assert_null(json_object_get(finding, "start_byte"));
    json_decref(finding);
    cl_arena_free(s.arena);
}

Test(formats, json_is_one_document) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    json_t *report = json_loads(written(&s, &cl_report_json, &plain), 0, NULL);
    cr_assert(report);
    const json_t *file = json_array_get(json_object_get(report, "files"), 0);
    cr_assert_eq(json_array_size(json_object_get(file, "findings")), 1);
    cr_assert_eq(integer_of(json_object_get(report, "summary"), "files"), 1);
    json_decref(report);
    cl_arena_free(s.arena);
}

Test(formats, errors_are_records) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    cl_error error = {.id = "pdf-file", .message = "A \"PDF\".", .place = {NULL, 3, 4}};
    s.file = (cl_report_file){.name = "b.pdf", .error = &error};
    json_t *record = json_loads(written(&s, &cl_report_jsonl, &plain), 0, NULL);
    cr_assert_str_eq(string_of(record, "type"), "error");
    cr_assert_str_eq(string_of(record, "id"), "pdf-file");
    cr_assert_str_eq(string_of(record, "message"), "A \"PDF\".");
    cr_assert_eq(integer_of(record, "line"), 3);
    json_decref(record);
    cr_assert(strstr(written(&s, &cl_report_text, &plain), "Not read: A \"PDF\". [pdf-file]"));
    cl_arena_free(s.arena);
}

Test(formats, text_can_be_read_unaided) {
    sample s;
    sample_make(&s, "This shall renew on 90 days notice.\n");
    const char *text = written(&s, &cl_report_text, &plain);
    cr_assert(strstr(text, "Section 4.2  Renewal\n  HIGH  It renews.\n"), "%s", text);
    cr_assert(strstr(text, "    | This shall [[renew]] on 90 days notice.\n"), "%s", text);
    cr_assert(strstr(text, "    Why       Because.\n    Ask       Ask \"this\".\n"), "%s", text);
    cr_assert(strstr(text, "Risk 22.5 of 100, grade C: 1 high; 1 below low not shown.\n"), "%s",
              text);
    cr_assert_null(strstr(text, "No cap."));
    cr_assert_null(strchr(text, '\033'));
    cl_arena_free(s.arena);
}

Test(formats, text_in_colour_closes_every_style) {
    sample s;
    sample_make(&s, "This shall renew on 90 days notice.\n");
    cl_report_options colour = {.minimum = CL_SEVERITY_INFO, .width = 40, .colour = true};
    const char *text = written(&s, &cl_report_text, &colour);
    bool open = false;
    for (const char *at = text; (at = strchr(at, '\033')); at++) {
        bool closes = !strncmp(at, "\033[0m", 4);
        cr_assert_eq(open, closes, "%s", at);
        open = !closes;
    }
    cr_assert_not(open);
    cl_arena_free(s.arena);
}

Test(formats, found_by_name) {
    for (size_t i = 0; cl_report_formats[i]; i++)
        cr_assert_eq(cl_report_format_find(cl_report_formats[i]->name), cl_report_formats[i]);
    cr_assert_null(cl_report_format_find("xml"));
}

Test(formats, sarif_and_gitlab_are_json) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.file.name = "a b\"c%.txt";
    json_t *sarif = json_loads(written(&s, &cl_report_sarif, &plain), 0, NULL);
    cr_assert(sarif);
    const json_t *run = json_array_get(json_object_get(sarif, "runs"), 0);
    const json_t *result = json_array_get(json_object_get(run, "results"), 0);
    cr_assert_str_eq(string_of(result, "ruleId"), "some-rule");
    cr_assert(strstr(written(&s, &cl_report_sarif, &plain), "\"a%20b%22c%25.txt\""));
    json_t *gitlab = json_loads(written(&s, &cl_report_gitlab, &plain), 0, NULL);
    cr_assert_eq(json_array_size(gitlab), 1);
    json_decref(gitlab);
    json_decref(sarif);
    cl_arena_free(s.arena);
}

Test(formats, nothing_shown_is_still_well_formed) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.findings.count = 0;
    s.file.summary = cl_summary_of(&s.findings, CL_SEVERITY_LOW);
    const cl_report_format *const formats[] = {&cl_report_json, &cl_report_sarif,
                                               &cl_report_gitlab};
    for (size_t i = 0; i < 3; i++) {
        json_t *value = json_loads(written(&s, formats[i], &plain), 0, NULL);
        cr_assert(value, "%s", formats[i]->name);
        json_decref(value);
    }
    cr_assert(strstr(written(&s, &cl_report_junit, &plain), "tests=\"1\" failures=\"0\""));
    cr_assert_str_eq(written(&s, &cl_report_github, &plain), "");
    cr_assert(strstr(written(&s, &cl_report_text, &plain), "grade A: no findings."));
    cl_arena_free(s.arena);
}

Test(formats, markup_is_escaped) {
    sample s;
    sample_make(&s, "This <b> & \"c\" shall renew.\n");
    s.items[0].message = "a,b: <1 & 2>\n100%";
    cr_assert(strstr(written(&s, &cl_report_junit, &plain), "a,b: &lt;1 &amp; 2&gt;&#10;100%"));
    cr_assert(strstr(written(&s, &cl_report_junit, &plain), "&lt;b&gt; &amp; &quot;c&quot;"));
    cr_assert(strstr(written(&s, &cl_report_github, &plain), "::4.2: a,b: <1 & 2>%0A100%25\n"));
    cl_arena_free(s.arena);
}

Test(formats, text_gives_advice_once) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.items[1] = s.items[0];
    const char *text = written(&s, &cl_report_text, &plain);
    const char *why = strstr(text, "Why  ");
    cr_assert(why);
    cr_assert_null(strstr(why + 1, "Why  "));
    cr_assert(strstr(why, "    Advice    as for 4.2 above\n"), "%s", text);
    cl_arena_free(s.arena);
}

Test(formats, sarif_names_its_rules) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    const cl_rule *rules[] = {&s.rule};
    cl_report_options options = {
        .minimum = CL_SEVERITY_LOW, .width = 80, .rules = rules, .rule_count = 1};
    s.rule.severity = CL_SEVERITY_HIGH;
    json_t *sarif = json_loads(written(&s, &cl_report_sarif, &options), 0, NULL);
    cr_assert(sarif);
    const json_t *run = json_array_get(json_object_get(sarif, "runs"), 0);
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    const json_t *rule = json_array_get(json_object_get(driver, "rules"), 0);
    const json_t *result = json_array_get(json_object_get(run, "results"), 0);
    cr_assert_str_eq(string_of(rule, "id"), "some-rule");
    cr_assert_str_eq(string_of(rule, "name"), "SomeRule");
    cr_assert_str_eq(string_of(json_object_get(rule, "properties"), "security-severity"), "7.5");
    cr_assert_eq(integer_of(result, "ruleIndex"), 0);
    const json_t *location = json_array_get(json_object_get(result, "locations"), 0);
    const json_t *logical = json_array_get(json_object_get(location, "logicalLocations"), 0);
    cr_assert_str_eq(string_of(logical, "fullyQualifiedName"), "4.2 Renewal");
    json_decref(sarif);
    cl_arena_free(s.arena);
}

/* The sample as if it came from Word: one paragraph, the eighth of its part. */
static void make_docx(sample *s, cl_document *document, cl_block *block) {
    *document = *s->contract.document;
    *block = document->blocks[0];
    block->part = "word/document.xml";
    block->paragraph = 7;
    document->blocks = block;
    document->block_count = 1;
    document->format = CL_FORMAT_DOCX;
    s->contract.document = document;
}

Test(formats, a_docx_has_paragraphs_or_the_lines_of_its_text) {
    sample s;
    cl_document document;
    cl_block block;
    sample_make(&s, "\nThis shall renew.\n");
    make_docx(&s, &document, &block);
    cr_assert_str_eq(written(&s, &cl_report_unix, &plain),
                     "a.txt:8:1: error: 4.2: It renews. [some-rule]\n");
    cr_assert(strstr(written(&s, &cl_report_github, &plain), "::error file=a.txt,title="));
    s.file.text_name = "text/a.txt";
    cr_assert_str_eq(written(&s, &cl_report_unix, &plain),
                     "text/a.txt:2:1: error: 4.2: It renews. [some-rule]\n");
    cr_assert(strstr(written(&s, &cl_report_github, &plain), "file=text/a.txt,line=2,"));
    cl_arena_free(s.arena);
}

Test(formats, a_comment_cannot_be_driven_by_the_contract) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.items[0].message = "@everyone </details> [x](http://y) | `z`";
    const char *text = written(&s, &cl_report_markdown, &plain);
    cr_assert_null(strstr(text, "@everyone"));
    cr_assert_null(strstr(text, "</details> "));
    cr_assert(strstr(text, "> This shall <b>renew</b>."), "%s", text);
    s.items[0].message = "1. - + and 4.2 (b)";
    cr_assert(strstr(written(&s, &cl_report_markdown, &plain), " 1\\. - + and 4.2 (b) "));
    s.items[0].message = "- 1.";
    cr_assert(strstr(written(&s, &cl_report_markdown, &plain), " \\- 1. "));
    cr_assert(strstr(text, "\\[x\\](http://y) \\| \\`z\\`"), "%s", text);
    cl_arena_free(s.arena);
}

Test(formats, equal_sentences_have_unequal_entries) {
    sample s;
    sample_make(&s, "This shall renew.\n");
    s.items[1] = s.items[0];
    json_t *gitlab = json_loads(written(&s, &cl_report_gitlab, &plain), 0, NULL);
    const char *first = string_of(json_array_get(gitlab, 0), "fingerprint");
    const char *second = string_of(json_array_get(gitlab, 1), "fingerprint");
    cr_assert_str_neq(first, second);
    json_decref(gitlab);
    cl_arena_free(s.arena);
}

Test(formats, text_tells_what_is_less_certain_last_and_in_short) {
    sample s;
    sample_make(&s, "\nThis shall renew on 90 days notice.\n");
    s.rule.why = "It costs.";
    s.items[0].severity = CL_SEVERITY_MEDIUM;
    s.items[0].confidence = CL_CONFIDENCE_MEDIUM;
    const char *text = written(&s, &cl_report_text, &plain);
    const char *head = strstr(text, "Less certain"), *told = strstr(text, "It renews.");
    cr_assert(head && told && told > head);
    cr_assert(!strstr(text, "It costs."));
    /* what is serious is told in full, however certain */
    s.items[0].severity = CL_SEVERITY_HIGH;
    text = written(&s, &cl_report_text, &plain);
    cr_assert(!strstr(text, "Less certain") && strstr(text, "It costs."));
    cl_arena_free(s.arena);
}
