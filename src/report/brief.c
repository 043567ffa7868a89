/* SPDX-License-Identifier: MIT */
#include "report/brief.h"

#include <stdlib.h>
#include <string.h>

#include "report/excerpt.h"
#include "rules/evaluate.h"

enum { EXCERPT_LIMIT = 500, MORE_LIMIT = 200, FINE_LIMIT = 160, FINE_LEAST = 24 };

typedef enum part { REFUSE, INSIST, IMPROVE, PARTS } part;

/* One point: what a rule found, told at its heaviest place. */
typedef struct entry {
    const cl_finding *first;
    const cl_finding **more; /* of the same rule, elsewhere */
    size_t count, capacity;
    size_t order;
    uint32_t under; /* number of the entry that is about the same words and heavier; CL_NONE */
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

/* A sentence that goes on: without its full stop. */
static void put_open(const char *string, cl_buffer *out) {
    cl_text text = cl_text_trim(cl_text_from(string));
    if (text.length && text.bytes[text.length - 1] == '.')
        text.length--;
    put_text(text, out);
}

/* ---- what is told, and in what order ---- */

static double weight(const cl_finding *finding) {
    return cl_score_of(finding->severity, finding->confidence);
}

static bool has_money(const cl_finding *finding) {
    return finding->exposure && finding->sum.kind == CL_QUANTITY_MONEY;
}

/* Heavier first; then what costs money, the most first within a currency. */
static int compare(const cl_finding *a, const cl_finding *b) {
    double difference = weight(b) - weight(a);
    if (difference > 0 || difference < 0)
        return difference > 0 ? 1 : -1;
    if (has_money(a) != has_money(b))
        return has_money(a) ? -1 : 1;
    if (!has_money(a))
        return 0;
    int currency = strcmp(a->sum.unit, b->sum.unit);
    if (currency)
        return currency;
    return a->sum.value > b->sum.value ? -1 : a->sum.value < b->sum.value;
}

static int by_weight(const void *left, const void *right) {
    const entry *a = left, *b = right;
    int order = compare(a->first, b->first);
    if (order)
        return order;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Of places that are as bad as each other the reader wants the one that acts, with its numbers: not
 * a definition, and values in the sentence itself. */
static size_t telling(const brief *b, const cl_finding *finding) {
    const cl_contract *contract = b->file->contract;
    if (finding->place.sentence >= contract->sentence_count)
        return 0;
    const cl_sentence *sentence = &contract->sentences[finding->place.sentence];
    size_t count = sentence->flags & CL_SENTENCE_DEFINITION ? 0 : 100;
    for (size_t i = 0; i < finding->capture_count; i++) {
        const char *at = finding->captures[i].text.bytes;
        cl_text text = sentence->text;
        count += at >= text.bytes && at < text.bytes + text.length;
    }
    return count;
}

static void collect_one(brief *b, const cl_finding *finding, size_t order) {
    size_t at = 0;
    while (at < b->count && b->entries[at].first->rule != finding->rule)
        at++;
    if (at == b->count) {
        b->entries =
            cl_arena_grow(b->arena, b->entries, b->count, &b->capacity, sizeof *b->entries);
        b->entries[b->count++] = (entry){.first = finding, .order = order, .under = CL_NONE};
        return;
    }
    entry *e = &b->entries[at];
    int heavier = compare(finding, e->first);
    /* Of equals the one that says more. */
    if (heavier < 0 || (!heavier && telling(b, finding) > telling(b, e->first))) {
        const cl_finding *lighter = e->first;
        e->first = finding;
        finding = lighter;
    }
    e->more = cl_arena_grow(b->arena, e->more, e->count, &e->capacity, sizeof *e->more);
    e->more[e->count++] = finding;
}

static bool same_words(const cl_finding *a, const cl_finding *b) {
    return !a->missing && !b->missing && a->place.sentence != CL_NONE &&
           a->place.sentence == b->place.sentence;
}

/* Points about the same sentence are one point: the lighter ones go under the heaviest. */
static void collect(brief *b) {
    for (size_t i = 0; i < b->file->findings->count; i++) {
        const cl_finding *finding = &b->file->findings->items[i];
        if (cl_is_shown(finding, CL_SEVERITY_LOW))
            collect_one(b, finding, i);
    }
    if (b->count)
        qsort(b->entries, b->count, sizeof *b->entries, by_weight);
    for (uint32_t i = 1; i < b->count; i++)
        for (uint32_t k = 0; k < i && b->entries[i].under == CL_NONE; k++)
            if (b->entries[k].under == CL_NONE &&
                same_words(b->entries[k].first, b->entries[i].first))
                b->entries[i].under = k;
}

static part part_of(const entry *e) {
    if (e->first->missing)
        return INSIST;
    return e->first->severity >= CL_SEVERITY_HIGH ? REFUSE : IMPROVE;
}

/* ---- one point ---- */

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
    cl_text words = cl_text_trim(cl_text_from(text));
    size_t length = strlen(label);
    /* "Ask for a year", not "Ask: Ask for a year". */
    bool says =
        words.length > length && !memcmp(words.bytes, label, length) && words.bytes[length] == ' ';
    cl_buffer_printf(b->out, says ? "- **%s**" : "- **%s:** ", label);
    put_text(says ? cl_text_slice(words, length, words.length) : words, b->out);
    cl_buffer_add_char(b->out, '\n');
}

/* The ladder in one line, the rung on which the clause stands in bold. */
static void put_position(const brief *b, const cl_finding *finding) {
    const cl_rule *rule = finding->rule;
    bool any = false;
    for (int i = 0; i < CL_RUNGS; i++) {
        if (!rule->ladder[i].text)
            continue;
        const char *bold = i == finding->rung ? "**" : "";
        cl_buffer_printf(b->out, "%s%s%s: ", any ? " \xE2\x86\x92 " : "- **Position:** ", bold,
                         cl_rung_names[i]);
        put_open(rule->ladder[i].text, b->out);
        cl_buffer_add_string(b->out, bold);
        any = true;
    }
    if (any)
        cl_buffer_add_char(b->out, '\n');
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

static const char *message_of(const cl_finding *finding) {
    return finding->message ? finding->message : finding->rule->title;
}

static void put_heading(const brief *b, const cl_finding *finding, size_t number) {
    cl_buffer_printf(b->out, "\n### %zu. ", number);
    size_t before = b->out->length;
    if (finding->missing && finding->place.block != CL_NONE)
        cl_buffer_add_string(b->out, "Add to ");
    put_clause(b, finding);
    if (b->out->length > before)
        cl_buffer_add_string(b->out, " \xE2\x80\x93 ");
    put_open(message_of(finding), b->out);
    cl_buffer_printf(b->out, " (%s)\n", cl_severity_names[finding->severity]);
}

/* The same trouble in another place. */
static void put_more(const brief *b, const cl_finding *finding) {
    cl_buffer_add_string(b->out, "- **Also:** ");
    put_clause(b, finding);
    cl_excerpt excerpt =
        cl_excerpt_finding(b->arena, b->file->contract, finding, false, MORE_LIMIT);
    if (excerpt.text.length && !finding->missing) {
        cl_buffer_add_string(b->out, ": \xE2\x80\x9C");
        put_text(excerpt.text, b->out);
        cl_buffer_add_string(b->out, "\xE2\x80\x9D");
    }
    cl_buffer_add_char(b->out, '\n');
}

/* The other items of the list. */
static void put_items(const brief *b, const cl_finding *finding) {
    for (size_t i = 0; i < finding->related_count; i++) {
        const cl_location *place = &finding->related[i];
        cl_finding item = {.place = *place};
        if (place->note)
            continue;
        cl_buffer_add_string(b->out, "- **Also:** ");
        put_clause(b, &item);
        cl_text words = cl_excerpt_place(b->arena, b->file->contract, place, MORE_LIMIT);
        cl_buffer_add_string(b->out, ": \xE2\x80\x9C");
        put_text(words, b->out);
        cl_buffer_add_string(b->out, "\xE2\x80\x9D\n");
    }
}

static void put_advice(const brief *b, const cl_finding *finding) {
    put_point(b, "Exposure", finding->exposure);
    put_point(b, "Ask", finding->rule->ask);
    put_point(b, "Fallback", finding->rule->fallback);
    put_position(b, finding);
}

/* Another trouble with the same words. */
static void put_under(const brief *b, const entry *e) {
    cl_buffer_add_string(b->out, "\n**In the same words:** ");
    put_open(message_of(e->first), b->out);
    cl_buffer_printf(b->out, " (%s)\n\n", cl_severity_names[e->first->severity]);
    put_advice(b, e->first);
    for (size_t i = 0; i < e->count; i++)
        put_more(b, e->more[i]);
}

/* The words that made a finding unnecessary to tell: of what is missing, the only evidence. */
static void put_instead(const brief *b, const cl_finding *missing) {
    for (size_t i = 0; missing->missing && i < b->file->findings->count; i++) {
        const cl_finding *finding = &b->file->findings->items[i];
        if (finding->replaced_by == missing->rule && !finding->missing)
            put_evidence(b, finding, MORE_LIMIT);
    }
}

static void put_entry(const brief *b, uint32_t at, size_t number) {
    const entry *e = &b->entries[at];
    put_heading(b, e->first, number);
    put_evidence(b, e->first, EXCERPT_LIMIT);
    put_instead(b, e->first);
    cl_buffer_add_char(b->out, '\n');
    put_items(b, e->first);
    put_point(b, "Why", e->first->rule->why);
    put_advice(b, e->first);
    for (size_t i = 0; i < e->count; i++)
        put_more(b, e->more[i]);
    for (uint32_t i = at + 1; i < b->count; i++)
        if (b->entries[i].under == at)
            put_under(b, &b->entries[i]);
}

static size_t count_part(const brief *b, part wanted) {
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        count += b->entries[i].under == CL_NONE && part_of(&b->entries[i]) == wanted;
    return count;
}

static void put_part(const brief *b, part wanted) {
    static const char *const headings[] = {"Refuse", "Insist on", "Improve"};
    static const char *const none[] = {"Nothing that must be refused.",
                                       "Nothing that we look for is missing.",
                                       "Nothing of lesser weight."};
    cl_buffer_printf(b->out, "\n## %s\n", headings[wanted]);
    if (!count_part(b, wanted))
        cl_buffer_printf(b->out, "\n%s\n", none[wanted]);
    size_t number = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (b->entries[i].under == CL_NONE && part_of(&b->entries[i]) == wanted)
            put_entry(b, i, ++number);
}

/* ---- what is fine ---- */

static bool was_raised(const brief *b, const cl_rule *rule) {
    for (size_t i = 0; i < b->file->findings->count; i++)
        if (b->file->findings->items[i].rule == rule)
            return true;
    return false;
}

static bool was_found(const brief *b, const cl_rule *rule) {
    for (size_t i = 0; i < b->file->findings->fine_count; i++)
        if (b->file->findings->fine[i].rule == rule)
            return true;
    return false;
}

/* What the rule of a protection says of it. */
static void put_protection(const brief *b, const cl_finding *fine) {
    put_open(fine->message, b->out);
    if (fine->rung != CL_RUNG_FALLBACK)
        return;
    cl_buffer_add_string(b->out, " (our fallback; preferred: ");
    put_open(fine->rule->ladder[CL_RUNG_PREFERRED].text, b->out);
    cl_buffer_add_char(b->out, ')');
}

static void put_words(const brief *b, const cl_finding *fine) {
    cl_excerpt excerpt = cl_excerpt_finding(b->arena, b->file->contract, fine, false, FINE_LIMIT);
    if (excerpt.text.length < FINE_LEAST)
        return; /* a label of a table says nothing */
    cl_buffer_add_string(b->out, ": \xE2\x80\x9C");
    put_text(excerpt.text, b->out);
    cl_buffer_add_string(b->out, "\xE2\x80\x9D");
}

/* Each protection once, at its first place; those of one sentence together. */
static bool put_protections(const brief *b) {
    const cl_findings *findings = b->file->findings;
    bool *told = CL_ARRAY(b->arena, findings->fine_count + 1, bool);
    for (size_t i = 0; i < findings->fine_count; i++)
        for (size_t k = 0; k < i; k++)
            told[i] |= findings->fine[k].rule == findings->fine[i].rule;
    bool any = false;
    for (size_t i = 0; i < findings->fine_count; i++) {
        const cl_finding *fine = &findings->fine[i];
        if (told[i])
            continue;
        cl_buffer_add_string(b->out, any ? "- " : "\nProtections found:\n\n- ");
        any = true;
        put_clause(b, fine);
        const char *before = " \xE2\x80\x93 ";
        for (size_t k = i; k < findings->fine_count; k++) {
            if (told[k] || findings->fine[k].place.sentence != fine->place.sentence)
                continue;
            cl_buffer_add_string(b->out, before);
            put_protection(b, &findings->fine[k]);
            told[k] = true;
            before = "; ";
        }
        put_words(b, fine);
        cl_buffer_add_char(b->out, '\n');
    }
    return any;
}

static bool is_replaced(const cl_rule *const *checked, const cl_rule *rule) {
    for (; *checked; checked++)
        if (cl_rule_replaces(*checked, rule))
            return true;
    return false;
}

/* The dangers that are not in it; small ones need not be named. */
static bool put_absent(const brief *b, const cl_rule *const *checked) {
    bool any = false;
    for (const cl_rule *const *at = checked; *at; at++) {
        const cl_rule *rule = *at;
        if (rule->severity < CL_SEVERITY_HIGH || !cl_rule_is_danger(rule) || was_raised(b, rule) ||
            was_found(b, rule) || is_replaced(checked, rule))
            continue;
        cl_buffer_add_string(b->out, any ? "; " : "\nLooked for and not found: ");
        put_open(rule->title, b->out);
        any = true;
    }
    if (any)
        cl_buffer_add_string(b->out, ".\n");
    return any;
}

static void put_fine(const brief *b, const cl_rule *const *checked) {
    cl_buffer_add_string(b->out, "\n## Fine as it stands\n");
    bool found = put_protections(b);
    bool absent = put_absent(b, checked);
    if (!found && !absent)
        cl_buffer_add_string(b->out, "\nNothing; every check found something.\n");
}

/* Does the notice say that what this rule looks for stands in another document? */
static bool is_elsewhere(const cl_notice *notice, const cl_rule *rule) {
    size_t length = strlen(rule->id);
    return rule->fine && !strcmp(notice->id, "by-reference") &&
           !strncmp(notice->message, rule->id, length) && notice->message[length] == ':';
}

static const cl_rule *elsewhere(const cl_notice *notice, const cl_rule *const *checked) {
    for (; *checked; checked++)
        if (is_elsewhere(notice, *checked))
            return *checked;
    return NULL;
}

/* What the contract leaves to other documents, by the line that refers to them. */
static void put_elsewhere(const brief *b, const cl_rule *const *checked) {
    const cl_notices *notices = &b->file->findings->notices;
    uint32_t line = 0;
    bool any = false;
    for (size_t i = 0; i < notices->count; i++) {
        const cl_rule *rule = elsewhere(&notices->items[i], checked);
        if (!rule)
            continue;
        if (!any)
            cl_buffer_add_string(b->out, "\n## To be read elsewhere\n\nThe contract only refers to "
                                         "another document for this. Check there:\n");
        if (!any || notices->items[i].place.line != line)
            cl_buffer_printf(b->out, "\n- line %u: ", notices->items[i].place.line);
        else
            cl_buffer_add_string(b->out, "; ");
        put_open(rule->fine, b->out);
        line = notices->items[i].place.line;
        any = true;
    }
    if (any)
        cl_buffer_add_char(b->out, '\n');
}

static void put_notices(const brief *b, const cl_notices *notices, const cl_rule *const *checked,
                        bool *first) {
    for (size_t i = 0; i < notices->count; i++) {
        const cl_notice *notice = &notices->items[i];
        if (elsewhere(notice, checked))
            continue;
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
    cl_buffer_printf(out, "  \nRead as: %s  \nRisk: %u.%u of 100, grade %c", file->type,
                     tenths / 10, tenths % 10, summary->grade);
    collect(&b);
    cl_buffer_printf(out, "  \nPoints: %zu to refuse, %zu to insist on, %zu to improve\n",
                     count_part(&b, REFUSE), count_part(&b, INSIST), count_part(&b, IMPROVE));
    for (part i = REFUSE; i < PARTS; i++)
        put_part(&b, i);
    put_fine(&b, checked);
    put_elsewhere(&b, checked);
    bool first = true;
    put_notices(&b, &file->contract->document->notices, checked, &first);
    put_notices(&b, &file->contract->notices, checked, &first);
    put_notices(&b, &file->findings->notices, checked, &first);
}
