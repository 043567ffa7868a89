/* SPDX-License-Identifier: MIT
 *
 * Placeholders that nobody filled in: "[●]", "[insert name]", "TBD", "{{customer}}". What filings
 * black out ("[***]") is none, and a bracket that may be either is none in a document that blacks
 * out.
 */
#include "rules/drafting/drafting.h"

#include <string.h>

#include "contract/word.h"

enum { LONGEST = 120, SHORT = 40 };

typedef struct finder {
    const cl_evaluation *evaluation;
    const cl_rule *rule;
    cl_findings *findings;
    const cl_drafting *drafting;
    cl_zone zone;
    bool forms; /* of the annexes those that are forms, or the others */
    bool *told; /* by section: the annex has been told of, or is of the other kind */
} finder;

/* "Exhibit B - Form of Notice": its gaps are filled each time it is used. */
static bool names_form(cl_text text) {
    static const char *const forms[] = {"form of",   "forms of", "specimen", "template",
                                        "pro forma", "proforma", "sample",   NULL};
    enum { TITLE = 160 };
    size_t end = text.length < TITLE ? text.length : TITLE;
    for (size_t at = 0; at < end; at = cl_word_end(text, at) + 1)
        if (cl_any_words_at(text, at, forms))
            return true;
    return false;
}

/* "substantially in the form attached as Exhibit C", "in the form of Exhibit C": what the words
 * before a reference make of the annex. */
static bool speaks_of_form(cl_text before) {
    static const char *const forms[] = {"in the form",    "the form attached", "the form set",
                                        "the form of",    "form attached",     "format attached",
                                        "standard forms", "template",          NULL};
    static const char *const links[] = {"as", "in", "at", "of", "by", NULL};
    static const char *const others[] = {"amendment", "supplement", "addendum", NULL};
    enum { NEAR = 100 }; /* bytes */
    if (cl_any_words_before(before, before.length, links) == SIZE_MAX)
        return false;
    bool form = false;
    size_t from = before.length > NEAR ? before.length - NEAR : 0;
    for (size_t at = from; at < before.length; at++) {
        if (before.bytes[at] == '.' || before.bytes[at] == ';')
            form = false;
        if (at && cl_is_word_byte((unsigned char)before.bytes[at - 1]))
            continue;
        if (cl_any_words_at(before, at, forms))
            form = true;
        if (cl_any_words_at(before, at, others))
            form = false;
    }
    return form;
}

static bool is_called_form(const cl_contract *contract, uint32_t annex) {
    for (size_t i = 0; i < contract->reference_count; i++) {
        const cl_reference *r = &contract->references[i];
        if (r->section == annex &&
            speaks_of_form(
                cl_text_slice(contract->document->blocks[r->block].text, 0, r->span.start)))
            return true;
    }
    return false;
}

/* Does the title of the annex say that it is a form, what stands right below it, or the text that
 * refers to it? */
static bool is_form(const cl_contract *contract, uint32_t annex) {
    enum { TITLE_BLOCKS = 3 };
    for (uint32_t at = annex; at != CL_NONE; at = contract->sections[at].parent) {
        const cl_section *section = &contract->sections[at];
        if (section->kind != CL_SECTION_ANNEX)
            continue;
        if (names_form(section->heading) || is_called_form(contract, at))
            return true;
        for (uint32_t b = section->first_block;
             b < section->end_block && b < section->first_block + TITLE_BLOCKS; b++)
            if (names_form(contract->document->blocks[b].text))
                return true;
    }
    return false;
}

static uint32_t annex_of(const cl_contract *contract, uint32_t block) {
    uint32_t annex = CL_NONE;
    for (uint32_t i = 0; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        if (section->kind == CL_SECTION_ANNEX && block >= section->first_block &&
            block < section->end_block)
            annex = i; /* the innermost comes last */
    }
    return annex;
}

/* One in an annex is enough: who completes it sees the others. */
static bool is_wanted(const finder *f, uint32_t block) {
    if (f->zone != CL_ZONE_ANNEX)
        return true;
    const cl_contract *contract = f->evaluation->contract;
    uint32_t annex = annex_of(contract, block);
    if (annex == CL_NONE)
        return !f->forms;
    if (f->told[annex])
        return false;
    f->told[annex] = true;
    return is_form(contract, annex) == f->forms;
}

static void raise(const finder *f, uint32_t block, size_t start, size_t end) {
    if (!is_wanted(f, block))
        return;
    cl_flaw flaw = {.block = block, .span = {start, end}, .once = true};
    cl_drafting_raise(f->evaluation, f->rule, f->findings, &flaw);
}

/* Nothing but white space, bullets and dots: what a form puts where words are to come. */
static bool is_empty(cl_text inside, bool *bullets) {
    static const char *const marks[] = {"\xE2\x97\x8F",
                                        "\xE2\x80\xA2",
                                        "\xE2\x97\x8B",
                                        "\xC2\xB7",
                                        "\xE2\x80\xA6",
                                        "\xE2\x96\xAA",
                                        NULL};
    *bullets = false;
    for (size_t at = 0; at < inside.length;) {
        size_t size = inside.bytes[at] == ' ' || inside.bytes[at] == '_' || inside.bytes[at] == '.';
        for (const char *const *mark = marks; *mark && !size; mark++)
            if (cl_text_starts(cl_text_slice(inside, at, inside.length), *mark))
                size = strlen(*mark);
        if (!size)
            return false;
        *bullets |= size > 1;
        at += size;
    }
    return true;
}

/* "[insert date]", "[Name of Customer]", "[TBD]": an order to whoever fills the form. */
static bool is_order(cl_text inside) {
    static const char *const orders[] = {"insert",
                                         "enter",
                                         "fill in",
                                         "specify",
                                         "tbd",
                                         "tbc",
                                         "to be inserted",
                                         "to be completed",
                                         "to be provided",
                                         "to be determined",
                                         "to be confirmed",
                                         "name of",
                                         "date",
                                         "amount",
                                         "address",
                                         "client name",
                                         "customer name",
                                         "company name",
                                         "party name",
                                         "supplier name",
                                         "vendor name",
                                         "your name",
                                         "your company",
                                         "name",
                                         "number of",
                                         "state of incorporation",
                                         "jurisdiction",
                                         "please",
                                         "choose",
                                         "select one",
                                         "drafting note",
                                         "note to draft",

                                         NULL};
    static const char *const whole[] = {"date", "amount", "address", "name", "jurisdiction", NULL};
    size_t end = cl_any_words_at(inside, 0, orders);
    if (!end)
        return false;
    for (const char *const *word = whole; *word; word++)
        if (cl_words_at(inside, 0, *word) && end == strlen(*word))
            return inside.length == end;
    return true;
}

static void take_bracket(const finder *f, uint32_t block, cl_text text, size_t open) {
    size_t limit = open + LONGEST < text.length ? open + LONGEST : text.length;
    const char *shut = memchr(text.bytes + open, ']', limit - open);
    if (!shut)
        return;
    size_t close = (size_t)(shut - text.bytes);
    cl_text inside = cl_text_trim(cl_text_slice(text, open + 1, close));
    int next = cl_word_byte(text, close + 1);
    bool bullets;
    if (next == '(' || next == '[')
        return; /* a Markdown link */
    if (is_empty(inside, &bullets)) {
        /* "[ ] yes [ ] no": boxes to tick */
        bool box = !bullets && !memchr(text.bytes + open, '_', close - open);
        size_t other = cl_text_find(text, CL_TEXT("[ ]"), 0);
        if (other == open)
            other = cl_text_find(text, CL_TEXT("[ ]"), close);
        if ((box && (open == 0 || other != SIZE_MAX)) ||
            (f->drafting->redacted && !memchr(text.bytes + open, '_', close - open)))
            return;
        raise(f, block, open, close + 1);
    } else if (is_order(inside)) {
        raise(f, block, open, close + 1);
    }
}

/* "{{name}}", "<<name>>", "${name}", and "«name»", which is four bytes of quotation marks. */
static void take_field(const finder *f, uint32_t block, cl_text text, size_t at) {
    static const struct {
        const char *open, *close;
    } fields[] = {{"{{", "}}"}, {"<<", ">>"}, {"${", "}"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!cl_text_starts(cl_text_slice(text, at, text.length), fields[i].open))
            continue;
        size_t from = at + 2, end = from;
        while (
            end < text.length && end - from < SHORT &&
            (cl_is_word_byte(cl_word_byte(text, end)) || strchr(" _.-#/", text.bytes[end]) != NULL))
            end++;
        /* "<<Incoterms 2000>>" is a title in quotation marks */
        bool title = fields[i].open[0] == '<' && memchr(text.bytes + from, ' ', end - from) &&
                     cl_is_digit((unsigned char)text.bytes[end - 1]);
        if (!title && end > from &&
            cl_text_starts(cl_text_slice(text, end, text.length), fields[i].close) &&
            cl_is_alpha(cl_word_byte(text, cl_skip_spaces(text, from))))
            raise(f, block, at, end + strlen(fields[i].close));
        return;
    }
}

static void each(const finder *f, uint32_t block, int mark,
                 void (*take)(const finder *, uint32_t, cl_text, size_t)) {
    cl_text text = f->evaluation->contract->document->blocks[block].text;
    for (size_t at = 0; at < text.length; at++) {
        const char *hit = memchr(text.bytes + at, mark, text.length - at);
        if (!hit)
            return;
        at = (size_t)(hit - text.bytes);
        take(f, block, text, at);
        while (at + 1 < text.length && text.bytes[at + 1] == mark)
            at++;
    }
}

static void take_words(const finder *f) {
    const cl_drafting *d = f->drafting;
    for (size_t i = 0; i < d->capital_count; i++) {
        const cl_capital *at = &d->capitals[i];
        if (at->end - at->start != 3 || d->zones[at->block] != f->zone)
            continue;
        cl_text text = f->evaluation->contract->document->blocks[at->block].text;
        cl_text word = cl_capital_word(f->evaluation, at);
        int before = at->start ? text.bytes[at->start - 1] : 0,
            behind = cl_word_byte(text, at->end);
        if ((cl_text_equal(word, CL_TEXT("TBD")) || cl_text_equal(word, CL_TEXT("TBC"))) &&
            before != '[' && before != '"' && behind != '"' && before != '-' && behind != '-')
            raise(f, at->block, at->start, at->end);
    }
}

static void find_in(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings,
                    cl_zone zone, bool forms) {
    finder f = {e, rule, findings, cl_drafting_of(e), zone, forms, NULL};
    f.told = CL_ARRAY(e->arena, e->contract->section_count, bool);
    for (uint32_t b = 0; b < e->contract->document->block_count; b++) {
        unsigned marks = f.drafting->zones[b] == zone ? f.drafting->marks[b] : 0;
        if (marks & CL_MARK_SQUARE)
            each(&f, b, '[', take_bracket);
        if (!(marks & CL_MARK_FIELD))
            continue;
        each(&f, b, '{', take_field);
        each(&f, b, '<', take_field);
        each(&f, b, '$', take_field);
    }
    take_words(&f);
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    find_in(e, rule, findings, CL_ZONE_BODY, false);
}

static void find_in_annex(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    find_in(e, rule, findings, CL_ZONE_ANNEX, false);
}

static void find_in_form(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    find_in(e, rule, findings, CL_ZONE_ANNEX, true);
}

const cl_analysis cl_analysis_placeholder = {"unfilled-placeholder", find};
const cl_analysis cl_analysis_annex = {"placeholder-in-annex", find_in_annex};
const cl_analysis cl_analysis_form = {"placeholder-in-form", find_in_form};
