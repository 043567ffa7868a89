/* SPDX-License-Identifier: MIT
 *
 * For people: clause by clause in document order, in plain words, wrapped to the width of the
 * terminal.
 */
#include <stdio.h>
#include <string.h>

#include "report/report.h"
#include "report/spot.h"
#include "report/wrap.h"

enum { EXCERPT_LIMIT = 700, RELATED_LIMIT = 160, BRIEF_LIMIT = 240, INDENT = 4, LABEL_COLUMN = 10 };

typedef struct page {
    const cl_report_options *options;
    const cl_report_file *file;
    cl_arena *arena;
    cl_buffer *out;
    struct told *told;
} page;

/* Rules whose advice has been written in this file: it is not repeated. */
typedef struct told {
    struct {
        const cl_rule *rule;
        cl_text label; /* of the clause where it stands */
    } * items;
    size_t count, capacity;
} told;

static const char *const severity_styles[CL_SEVERITIES] = {"2", "36", "33", "31", "1;31"};

static void style_on(const page *p, const char *codes) {
    if (p->options->colour)
        cl_buffer_printf(p->out, "\033[%sm", codes);
}

static void style_off(const page *p) {
    if (p->options->colour)
        cl_buffer_add_string(p->out, "\033[0m");
}

static void upper(const char *word, cl_buffer *out) {
    for (; *word; word++)
        cl_buffer_add_char(out, cl_is_lower(*word) ? (char)(*word - 'a' + 'A') : *word);
}

static void paragraph(const page *p, unsigned indent, unsigned column, cl_text text) {
    cl_wrap wrap = {.width = p->options->width, .indent = indent, .column = column};
    cl_wrap_text(&wrap, text, p->out);
}

/* All of it in one style. */
static void styled(const page *p, const char *codes, unsigned indent, cl_text text) {
    char open[16];
    snprintf(open, sizeof open, "\033[%sm", codes);
    cl_wrap wrap = {.width = p->options->width, .indent = indent, .column = indent};
    if (p->options->colour) {
        wrap.mark = (cl_span){0, text.length};
        wrap.open = open;
        wrap.close = "\033[0m";
    }
    cl_wrap_text(&wrap, text, p->out);
}

/* "Why       Because …", hanging. */
static void labelled(const page *p, const char *label, const char *text) {
    if (!text || !*text)
        return;
    cl_indent(p->out, INDENT);
    style_on(p, "1");
    cl_buffer_add_string(p->out, label);
    style_off(p);
    cl_indent(p->out, LABEL_COLUMN - (unsigned)strlen(label));
    paragraph(p, INDENT + LABEL_COLUMN, INDENT + LABEL_COLUMN, cl_text_trim(cl_text_from(text)));
}

static void quote(const page *p, const cl_finding *finding, size_t limit) {
    cl_excerpt excerpt = cl_excerpt_finding(p->arena, p->file->contract, finding, true, limit);
    if (!excerpt.text.length)
        return;
    cl_indent(p->out, INDENT);
    cl_buffer_add_string(p->out, "| ");
    cl_wrap wrap = {.width = p->options->width,
                    .indent = INDENT + 2,
                    .column = INDENT + 2,
                    .mark = excerpt.match,
                    .open = p->options->colour ? "\033[1;4m" : "[[",
                    .close = p->options->colour ? "\033[0m" : "]]",
                    .visible = !p->options->colour};
    cl_wrap_text(&wrap, excerpt.text, p->out);
}

static void clause_name(const cl_contract *contract, uint32_t section, cl_buffer *out) {
    cl_text label = cl_clause_label(contract, section);
    cl_text heading = cl_clause_heading(contract, section);
    if (label.length && cl_is_digit((unsigned char)label.bytes[0]))
        cl_buffer_add_string(out, "Section ");
    cl_plain_text(label, out);
    if (label.length && heading.length)
        cl_buffer_add_string(out, "  ");
    cl_plain_text(heading, out);
}

static void related(const page *p, const cl_finding *finding) {
    for (size_t i = 0; i < finding->related_count; i++) {
        const cl_location *place = &finding->related[i];
        cl_buffer text = {0};
        clause_name(p->file->contract, place->section, &text);
        if (place->note)
            cl_buffer_printf(&text, "%s%s", text.length ? ": " : "", place->note);
        cl_text words = cl_excerpt_place(p->arena, p->file->contract, place, RELATED_LIMIT);
        if (words.length)
            cl_buffer_printf(&text, "%s\"%.*s\"", text.length ? ": " : "", (int)words.length,
                             words.bytes);
        if (text.length)
            labelled(p, "See also", text.bytes);
        cl_buffer_release(&text);
    }
}

/* Rule, place and doubt, in one line. */
static void particulars(const page *p, const cl_finding *finding) {
    const cl_document *document = p->file->contract->document;
    cl_range range;
    cl_buffer text = {0};
    cl_buffer_add_string(&text, finding->rule->id);
    if (cl_range_of(p->file->contract, &finding->place, &range)) {
        if (document->format == CL_FORMAT_DOCX)
            cl_buffer_printf(&text, ", paragraph %u",
                             document->blocks[finding->place.block].paragraph + 1);
        else
            cl_buffer_printf(&text, ", line %u", range.start.line);
    }
    if (finding->confidence != CL_CONFIDENCE_HIGH)
        cl_buffer_printf(&text, ", %s confidence", cl_confidence_names[finding->confidence]);
    if (finding->inserted)
        cl_buffer_add_string(&text, ", in a tracked insertion");
    cl_indent(p->out, INDENT);
    styled(p, "2", INDENT, cl_buffer_text(&text));
    cl_buffer_release(&text);
}

static void advice(const page *p, const cl_finding *finding) {
    told *told = p->told;
    for (size_t i = 0; i < told->count; i++) {
        if (told->items[i].rule != finding->rule)
            continue;
        cl_text label = told->items[i].label;
        labelled(p, "Advice",
                 label.length ? cl_arena_printf(p->arena, "as for %.*s above", (int)label.length,
                                                label.bytes)
                              : "as above");
        return;
    }
    told->items =
        cl_arena_grow(p->arena, told->items, told->count, &told->capacity, sizeof *told->items);
    told->items[told->count].rule = finding->rule;
    told->items[told->count++].label = cl_clause_label(p->file->contract, finding->place.section);
    labelled(p, "Why", finding->rule->why);
    labelled(p, "Ask", finding->rule->ask);
    labelled(p, "Fallback", finding->rule->fallback);
}

/* Without its full stop: more follows. */
static void add_open(cl_buffer *out, const char *string) {
    cl_text text = cl_text_trim(cl_text_from(string));
    if (text.length && text.bytes[text.length - 1] == '.')
        text.length--;
    cl_buffer_add_text(out, text);
}

/* Where the clause stands among our positions, and what would be better, the next one first. */
static void position(const page *p, const cl_finding *finding) {
    const cl_rule *rule = finding->rule;
    if (finding->rung < 0)
        return;
    cl_buffer text = {0};
    cl_buffer_printf(&text, "%s: ", cl_rung_names[finding->rung]);
    add_open(&text, rule->ladder[finding->rung].text);
    const char *before = ". Better: ";
    for (int i = finding->rung - 1; i >= 0; i--) {
        if (!rule->ladder[i].text)
            continue;
        cl_buffer_add_string(&text, before);
        add_open(&text, rule->ladder[i].text);
        cl_buffer_printf(&text, " (%s)", cl_rung_names[i]);
        before = "; ";
    }
    cl_buffer_add_char(&text, '.');
    if (rule->owner)
        cl_buffer_printf(&text, " Decides: %s.", rule->owner);
    labelled(p, "Position", text.bytes);
    cl_buffer_release(&text);
}

static void write_finding(const page *p, const cl_finding *finding) {
    const char *severity = cl_severity_names[finding->severity];
    const char *message = finding->message ? finding->message : finding->rule->title;
    cl_indent(p->out, 2);
    style_on(p, severity_styles[finding->severity]);
    upper(severity, p->out);
    style_off(p);
    cl_buffer_add_string(p->out, "  ");
    unsigned column = 4 + (unsigned)strlen(severity);
    paragraph(p, column, column, cl_text_from(message));
    particulars(p, finding);
    quote(p, finding, EXCERPT_LIMIT);
    labelled(p, "Exposure", finding->exposure);
    position(p, finding);
    related(p, finding);
    advice(p, finding);
    cl_buffer_add_char(p->out, '\n');
}

static bool is_nowhere(const cl_finding *finding) {
    return finding->place.block == CL_NONE;
}

static void clause_heading(const page *p, const cl_finding *finding) {
    size_t before = p->out->length;
    style_on(p, "1");
    size_t start = p->out->length;
    clause_name(p->file->contract, finding->place.section, p->out);
    if (p->out->length == start)
        cl_buffer_add_string(p->out, "Before the first section");
    style_off(p);
    if (p->out->length > before)
        cl_buffer_add_char(p->out, '\n');
}

/* A cover page and the preamble are two sections without a name: one heading does for both. */
static bool has_same_name(const cl_contract *contract, uint32_t a, uint32_t b) {
    return a == b ||
           (cl_text_equal(cl_clause_label(contract, a), cl_clause_label(contract, b)) &&
            cl_text_equal(cl_clause_heading(contract, a), cl_clause_heading(contract, b)));
}

static bool is_shown(const page *p, const cl_finding *finding) {
    return cl_is_shown(finding, p->options->minimum);
}

static void write_clauses(const page *p) {
    const cl_finding *last = NULL;
    for (size_t i = 0; i < p->file->findings->count; i++) {
        const cl_finding *finding = &p->file->findings->items[i];
        if (!is_shown(p, finding) || is_nowhere(finding) || cl_is_less_certain(finding))
            continue;
        if (!last || !has_same_name(p->file->contract, last->place.section, finding->place.section))
            clause_heading(p, finding);
        write_finding(p, finding);
        last = finding;
    }
}

static void write_absent(const page *p) {
    bool first = true;
    for (size_t i = 0; i < p->file->findings->count; i++) {
        const cl_finding *finding = &p->file->findings->items[i];
        if (!is_shown(p, finding) || !is_nowhere(finding) || cl_is_less_certain(finding))
            continue;
        if (first) {
            style_on(p, "1");
            cl_buffer_add_string(p->out, "About the contract as a whole");
            style_off(p);
            cl_buffer_add_char(p->out, '\n');
            first = false;
        }
        write_finding(p, finding);
    }
}

/* Where, which rule, what, and the words: enough to see at a glance whether it is meant. */
static void write_in_brief(const page *p, const cl_finding *finding) {
    cl_buffer place = {0};
    clause_name(p->file->contract, finding->place.section, &place);
    if (!place.length)
        cl_buffer_add_string(&place, is_nowhere(finding) ? "The contract as a whole"
                                                         : "Before the first section");
    cl_indent(p->out, 2);
    styled(p, "1", 2, cl_buffer_text(&place));
    cl_indent(p->out, INDENT);
    paragraph(p, INDENT, INDENT,
              cl_text_from(finding->message ? finding->message : finding->rule->title));
    particulars(p, finding);
    quote(p, finding, BRIEF_LIMIT);
    cl_buffer_release(&place);
}

static void write_less_certain(const page *p) {
    bool first = true;
    for (size_t i = 0; i < p->file->findings->count; i++) {
        const cl_finding *finding = &p->file->findings->items[i];
        if (!is_shown(p, finding) || !cl_is_less_certain(finding))
            continue;
        if (first) {
            style_on(p, "1");
            cl_buffer_add_string(p->out, "Less certain: see whether it is meant");
            style_off(p);
            cl_buffer_add_char(p->out, '\n');
            first = false;
        }
        write_in_brief(p, finding);
    }
    if (!first)
        cl_buffer_add_char(p->out, '\n');
}

static size_t write_notices(const page *p, const cl_notices *notices) {
    for (size_t i = 0; i < notices->count; i++) {
        const cl_notice *notice = &notices->items[i];
        cl_buffer text = {0};
        if (notice->place.line)
            cl_buffer_printf(&text, "line %u: ", notice->place.line);
        cl_buffer_printf(&text, "%s [%s]", notice->message, notice->id);
        cl_indent(p->out, 2);
        cl_buffer_add_string(p->out, "Notice: ");
        paragraph(p, INDENT, 10, cl_buffer_text(&text));
        cl_buffer_release(&text);
    }
    return notices->count;
}

static void write_counts(const page *p, cl_buffer *text) {
    bool first = true;
    for (int i = CL_SEVERITIES - 1; i >= (int)p->options->minimum; i--) {
        if (!p->file->summary.counts[i])
            continue;
        cl_buffer_printf(text, "%s%zu %s", first ? "" : ", ", p->file->summary.counts[i],
                         cl_severity_names[i]);
        first = false;
    }
    if (first)
        cl_buffer_add_string(text, "no findings");
    if (p->file->summary.waived)
        cl_buffer_printf(text, "; %zu accepted or known", p->file->summary.waived);
    if (p->file->summary.hidden)
        cl_buffer_printf(text, "; %zu below %s not shown", p->file->summary.hidden,
                         cl_severity_names[p->options->minimum]);
}

static void write_summary(const page *p) {
    const cl_summary *summary = &p->file->summary;
    cl_buffer text = {0};
    unsigned tenths = (unsigned)(summary->score * 10 + 0.5);
    cl_buffer_printf(&text, "Risk %u.%u of 100, grade %c: ", tenths / 10, tenths % 10,
                     summary->grade);
    write_counts(p, &text);
    cl_buffer_add_string(&text, ".");
    cl_buffer name = {0};
    cl_plain_text(cl_text_from(p->file->name), &name);
    style_on(p, "1");
    cl_buffer_add_text(p->out, cl_buffer_text(&name));
    style_off(p);
    cl_buffer_add_string(p->out, "\n");
    cl_indent(p->out, 2);
    paragraph(p, INDENT, 2, cl_buffer_text(&text));
    write_notices(p, &p->file->contract->document->notices);
    write_notices(p, &p->file->contract->notices);
    write_notices(p, &p->file->findings->notices);
    cl_buffer_release(&name);
    cl_buffer_release(&text);
}

static void write_title(const page *p) {
    const cl_contract *contract = p->file->contract;
    cl_buffer text = {0};
    cl_plain_text(cl_text_from(p->file->name), &text);
    if (contract->title.length) {
        cl_buffer_add_string(&text, ": ");
        cl_plain_text(contract->title, &text);
    }
    if (p->file->type && strcmp(p->file->type, "unsure"))
        cl_buffer_printf(&text, " (read as: %s)", p->file->type);
    styled(p, "1", 0, cl_buffer_text(&text));
    cl_buffer_add_char(p->out, '\n');
    cl_buffer_release(&text);
}

static void write_file(const cl_report_options *options, const cl_report_file *file,
                       cl_arena *arena, cl_buffer *out) {
    told told = {0};
    page p = {options, file, arena, out, &told};
    if (file->error) {
        cl_plain_text(cl_text_from(file->name), out);
        cl_buffer_add_string(out, "\n");
        cl_indent(out, 2);
        cl_buffer text = {0};
        cl_buffer_printf(&text, "Not read: %s [%s]", file->error->message, file->error->id);
        paragraph(&p, INDENT, 2, cl_buffer_text(&text));
        cl_buffer_release(&text);
        return;
    }
    if (file->summary.shown)
        write_title(&p);
    else if (options->quiet && !cl_notice_at(file, 0))
        return;
    write_clauses(&p);
    write_absent(&p);
    write_less_certain(&p);
    write_summary(&p);
}

static void write_end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    if (totals->files < 2 || options->quiet)
        return;
    cl_buffer_printf(out, "\n%zu files", totals->files);
    if (totals->failed)
        cl_buffer_printf(out, ", %zu not read", totals->failed);
    for (int i = CL_SEVERITIES - 1; i >= CL_SEVERITY_LOW; i--)
        if (totals->counts[i])
            cl_buffer_printf(out, ", %zu %s", totals->counts[i], cl_severity_names[i]);
    cl_buffer_add_string(out, ".\n");
}

const cl_report_format cl_report_text = {
    .name = "text",
    .summary = "for people, clause by clause",
    .between = "\n",
    .file = write_file,
    .end = write_end,
};
