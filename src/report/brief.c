/* SPDX-License-Identifier: MIT */
#include "report/brief.h"

#include <stdlib.h>
#include <string.h>

#include "report/excerpt.h"

enum { EXCERPT_LIMIT = 500, MORE_LIMIT = 200 };

/* Findings of one rule and severity, told together. */
typedef struct entry {
    const cl_finding *first;
    const cl_finding **more;
    size_t count, capacity;
    size_t order;
} entry;

typedef struct brief {
    const cl_report_file *file;
    cl_arena *arena;
    cl_buffer *out;
    entry *entries;
    size_t count, capacity;
} brief;

/* What could be taken for mark-up is escaped; control characters and line ends become spaces. */
static void put_text(cl_text text, cl_buffer *out) {
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (memchr("\\`*_[]<>#|~", c, 11) || (c == '&'))
            cl_buffer_add_char(out, '\\');
        cl_buffer_add_char(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

static void put(const char *string, cl_buffer *out) {
    put_text(cl_text_trim(cl_text_from(string)), out);
}

static double weight(const cl_finding *finding) {
    return cl_score_of(finding->severity, finding->confidence);
}

static int by_weight(const void *left, const void *right) {
    const entry *a = left, *b = right;
    double difference = weight(b->first) - weight(a->first);
    if (difference > 0 || difference < 0)
        return difference > 0 ? 1 : -1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void collect(brief *b, bool (*wanted)(const cl_finding *finding)) {
    b->entries = NULL;
    b->count = b->capacity = 0;
    for (size_t i = 0; i < b->file->findings->count; i++) {
        const cl_finding *finding = &b->file->findings->items[i];
        if (finding->severity == CL_SEVERITY_INFO || !wanted(finding))
            continue;
        size_t at = 0;
        while (at < b->count && (b->entries[at].first->rule != finding->rule ||
                                 b->entries[at].first->severity != finding->severity))
            at++;
        if (at == b->count) {
            b->entries =
                cl_arena_grow(b->arena, b->entries, b->count, &b->capacity, sizeof *b->entries);
            b->entries[b->count++] = (entry){.first = finding, .order = i};
            continue;
        }
        entry *e = &b->entries[at];
        e->more = cl_arena_grow(b->arena, e->more, e->count, &e->capacity, sizeof *e->more);
        e->more[e->count++] = finding;
    }
    if (b->count)
        qsort(b->entries, b->count, sizeof *b->entries, by_weight);
}

static bool to_refuse(const cl_finding *finding) {
    return !finding->missing && finding->severity >= CL_SEVERITY_HIGH;
}
static bool to_insist_on(const cl_finding *finding) {
    return finding->missing;
}
static bool to_improve(const cl_finding *finding) {
    return !finding->missing && finding->severity < CL_SEVERITY_HIGH;
}

/* "Section 4.2(b) Fees"; nothing for what is absent from the whole. */
static void put_clause(const brief *b, const cl_finding *finding) {
    const cl_contract *contract = b->file->contract;
    if (finding->place.block == CL_NONE)
        return;
    cl_text label = cl_clause_label(contract, finding->place.section);
    cl_text heading = cl_clause_heading(contract, finding->place.section);
    if (label.length && cl_is_digit((unsigned char)label.bytes[0]))
        cl_buffer_add_string(b->out, "Section ");
    put_text(label, b->out);
    if (label.length && heading.length)
        cl_buffer_add_char(b->out, ' ');
    put_text(heading, b->out);
}

static void put_point(const brief *b, const char *label, const char *text) {
    if (!text || !*text)
        return;
    cl_buffer_printf(b->out, "- **%s:** ", label);
    put(text, b->out);
    cl_buffer_add_char(b->out, '\n');
}

static void put_position(const brief *b, const cl_finding *finding) {
    const cl_rule *rule = finding->rule;
    if (finding->rung >= 0)
        cl_buffer_printf(b->out, "- **Position:** %s\n", cl_rung_names[finding->rung]);
    for (int i = 0; i < CL_RUNGS; i++)
        if (rule->ladder[i].text) {
            cl_buffer_printf(b->out, "  - %s: ", cl_rung_names[i]);
            put(rule->ladder[i].text, b->out);
            cl_buffer_add_char(b->out, '\n');
        }
    put_point(b, "Decides", rule->owner);
}

static void put_evidence(const brief *b, const cl_finding *finding, size_t limit) {
    cl_excerpt excerpt = cl_excerpt_finding(b->arena, b->file->contract, finding, true, limit);
    if (!excerpt.text.length || finding->missing)
        return;
    cl_buffer_add_string(b->out, "\n> ");
    put_text(excerpt.text, b->out);
    cl_buffer_add_char(b->out, '\n');
}

static void put_entry(const brief *b, const entry *e, size_t number) {
    const cl_finding *finding = e->first;
    cl_buffer_printf(b->out, "\n### %zu. ", number);
    size_t before = b->out->length;
    put_clause(b, finding);
    if (b->out->length > before)
        cl_buffer_add_string(b->out, " \xE2\x80\x93 ");
    put(finding->message ? finding->message : finding->rule->title, b->out);
    cl_buffer_printf(b->out, " (%s)\n", cl_severity_names[finding->severity]);
    put_evidence(b, finding, EXCERPT_LIMIT);
    cl_buffer_add_char(b->out, '\n');
    put_point(b, "Why", finding->rule->why);
    put_point(b, "Exposure", finding->exposure);
    put_point(b, "Ask", finding->rule->ask);
    put_point(b, "Fallback", finding->rule->fallback);
    put_position(b, finding);
    for (size_t i = 0; i < e->count; i++) {
        cl_buffer_add_string(b->out, "- **Also:** ");
        put_clause(b, e->more[i]);
        cl_excerpt excerpt =
            cl_excerpt_finding(b->arena, b->file->contract, e->more[i], false, MORE_LIMIT);
        if (excerpt.text.length && !e->more[i]->missing) {
            cl_buffer_add_string(b->out, ": \xE2\x80\x9C");
            put_text(excerpt.text, b->out);
            cl_buffer_add_string(b->out, "\xE2\x80\x9D");
        }
        cl_buffer_add_char(b->out, '\n');
    }
}

static void put_part(brief *b, const char *heading, const char *none,
                     bool (*wanted)(const cl_finding *finding)) {
    collect(b, wanted);
    cl_buffer_printf(b->out, "\n## %s\n", heading);
    if (!b->count)
        cl_buffer_printf(b->out, "\n%s\n", none);
    for (size_t i = 0; i < b->count; i++)
        put_entry(b, &b->entries[i], i + 1);
}

static bool was_raised(const brief *b, const cl_rule *rule) {
    for (size_t i = 0; i < b->file->findings->count; i++)
        if (b->file->findings->items[i].rule == rule)
            return true;
    return false;
}

static void put_fine(const brief *b, const cl_rule *const *checked) {
    size_t count = 0;
    cl_buffer_add_string(b->out,
                         "\n## Fine as it stands\n\nChecked, and nothing to object to:\n\n");
    for (; *checked; checked++) {
        if ((*checked)->severity == CL_SEVERITY_INFO || was_raised(b, *checked))
            continue;
        cl_buffer_add_string(b->out, "- ");
        put((*checked)->title, b->out);
        cl_buffer_printf(b->out, " (`%s`): no\n", (*checked)->id);
        count++;
    }
    if (!count)
        cl_buffer_add_string(b->out, "Nothing; every check found something.\n");
}

static void put_notices(const brief *b, const cl_notices *notices, bool *first) {
    for (size_t i = 0; i < notices->count; i++) {
        const cl_notice *notice = &notices->items[i];
        if (*first)
            cl_buffer_add_string(b->out, "\n## Could not be read or decided\n\n");
        *first = false;
        cl_buffer_add_string(b->out, "- ");
        if (notice->place.line)
            cl_buffer_printf(b->out, "line %u: ", notice->place.line);
        put(notice->message, b->out);
        cl_buffer_printf(b->out, " (`%s`)\n", notice->id);
    }
}

void cl_brief_write(const cl_report_file *file, const cl_rule *const *checked, cl_arena *arena,
                    cl_buffer *out) {
    brief b = {.file = file, .arena = arena, .out = out};
    const cl_summary *summary = &file->summary;
    unsigned tenths = (unsigned)(summary->score * 10 + 0.5);
    cl_buffer_add_string(out, "# Negotiation brief: ");
    put_text(file->contract->title.length ? file->contract->title : cl_text_from(file->name), out);
    cl_buffer_add_string(out, "\n\nFile: ");
    put(file->name, out);
    cl_buffer_printf(out, "  \nRead as: %s  \nRisk: %u.%u of 100, grade %c\n", file->type,
                     tenths / 10, tenths % 10, summary->grade);
    put_part(&b, "Refuse", "Nothing that must be refused.", to_refuse);
    put_part(&b, "Insist on", "Nothing that we look for is missing.", to_insist_on);
    put_part(&b, "Improve", "Nothing of lesser weight.", to_improve);
    put_fine(&b, checked);
    bool first = true;
    put_notices(&b, &file->contract->document->notices, &first);
    put_notices(&b, &file->contract->notices, &first);
    put_notices(&b, &file->findings->notices, &first);
}
