/* SPDX-License-Identifier: MIT
 *
 * References to sections that do not exist. Said only where that is sure: the sections around the
 * number are complete, the number stands nowhere else in the text, and the document does not speak
 * of another one's sections. Where many references lead nowhere, parts of the document are not
 * there, and one notice says so.
 */
#include <string.h>

#include "contract/word.h"
#include "rules/drafting/numbers.h"

enum {
    FEW = 3,     /* numbered sections: less are no system to judge by */
    SURE_OF = 4, /* so many lost references, and more than one in LOST, are the reader's */
    LOST = 5,
    BEHIND = 100,  /* bytes in which another document may be named */
    JOINT = 8,     /* bytes between the references of a list */
    FAR = 6,       /* beyond twice the highest number and this: another document's */
    CHECKED = 200, /* references looked at closely: more are a notice */
};

typedef enum verdict { EXISTS, ABSENT, UNSURE } verdict;

/* Behind the reference, and a title in parentheses: "of the Lease", "to the Purchase Agreement",
 * "thereof". Not "of this Agreement", "hereof". */
static bool names_another(const cl_evaluation *e, const cl_reference *reference) {
    static const char *const joints[] = {
        "of the",   "of that",     "of such",       "of its",   "of any",     "of each",
        "to the",   "under the",   "in the",        "thereof",  "of exhibit", "of schedule",
        "of annex", "of appendix", "of attachment", "of my",    "of your",    "of our",
        "of an",    "of a",        "to that",       "from the", "to exhibit", "to schedule",
        "there of", "therein",     "of said",       "of both",  "of",         NULL};
    static const char *const ours[] = {"of this", "of the agreement", "of these", "hereof",
                                       "herein",  "of the terms",     NULL};
    cl_text text = e->contract->document->blocks[reference->block].text;
    const cl_reference *end = e->contract->references + e->contract->reference_count;
    /* "Section 6.08, Section 6.09 and 6.10 of the Lease": the last of a list says whose */
    for (const cl_reference *next = reference + 1; next < end && next->block == reference->block &&
                                                   next->span.start < reference->span.end + JOINT;
         next++)
        reference = next;
    size_t at = cl_skip_spaces(text, reference->span.end);
    if (cl_word_byte(text, at) == '(') {
        const char *close = memchr(text.bytes + at, ')', text.length - at);
        if (close && (size_t)(close - text.bytes) < at + BEHIND)
            at = cl_skip_spaces(text, (size_t)(close - text.bytes) + 1);
    }
    if (cl_word_byte(text, at) == ',')
        at = cl_skip_spaces(text, at + 1);
    if (cl_any_words_at(text, at, ours))
        return false;
    return cl_any_words_at(text, at, joints) != 0;
}

/* In a sentence of capitals a capital word is no abbreviation. */
static bool is_loud(cl_text text, const cl_reference *reference) {
    return reference->span.end > reference->span.start + 1 &&
           cl_is_upper((unsigned char)text.bytes[reference->span.start + 1]);
}

/* The words that stand before it: "Purchase Agreement Section 4", "such Section 4". */
static bool follows_another(const cl_evaluation *e, const cl_reference *reference) {
    static const char *const before[] = {
        "agreement", "code",    "act",      "regulation", "regulations", "lease",       "plan",
        "such",      "irs",     "rule",     "treasury",   "gdpr",        "indenture",   "ucc",
        "usc",       "statute", "standard", "form",       "agreement,",  "agreement's", "act,",
        "code,",     "lease,",  "plan,",    "gdpr,",      NULL};
    cl_text text = e->contract->document->blocks[reference->block].text;
    size_t end = reference->span.start;
    while (end && (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == ','))
        end--;
    for (const char *const *word = before; *word; word++)
        if (cl_words_before(text, end, *word) != SIZE_MAX)
            return true;
    /* "GBL Section 687", "ERISA Section 104" */
    size_t start = end;
    while (start && cl_is_upper((unsigned char)text.bytes[start - 1]))
        start--;
    return end - start > 1 && (!start || text.bytes[start - 1] == ' ') && !is_loud(text, reference);
}

/* A law is spoken of: "(Section 444, second alternative German Civil Code shall not apply)". */
static bool speaks_of_law(const cl_evaluation *e, const cl_reference *reference) {
    static const char *const laws[] = {"Code",        "Act",      "U.S.C",    "C.F.R", "ERISA",
                                       "Regulations", "Statute",  "Law,",     "CFR",   "USC",
                                       "Directive",   "Township", "Treasury", "GAAP",  NULL};
    cl_text text = e->contract->document->blocks[reference->block].text;
    size_t start = reference->span.start > BEHIND ? reference->span.start - BEHIND : 0;
    size_t end =
        reference->span.end + BEHIND < text.length ? reference->span.end + BEHIND : text.length;
    text = cl_text_slice(text, start, end);
    for (const char *const *law = laws; *law; law++)
        if (cl_text_find(text, cl_text_from(*law), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Is there an item of the same kind below or in the section, so that "(k)" is past their end? */
static bool has_items_to(const cl_evaluation *e, uint32_t section, int letter) {
    const cl_section *at = &e->contract->sections[section];
    const cl_document *document = e->contract->document;
    for (int item = 'a'; item < letter; item++) {
        const char mark[] = {'(', (char)item, ')', 0};
        bool found = false;
        for (uint32_t b = at->first_block; b < at->end_block && !found; b++)
            found = cl_text_find(document->blocks[b].text, cl_text_from(mark), 0) != SIZE_MAX ||
                    cl_text_find(document->blocks[b].label, cl_text_from(mark), 0) != SIZE_MAX;
        if (!found)
            return item > 'a';
    }
    return true;
}

static bool text_holds(const cl_evaluation *e, uint32_t section, cl_text item) {
    const cl_section *at = &e->contract->sections[section];
    for (uint32_t b = at->first_block; b < at->end_block; b++)
        if (cl_text_find(e->contract->document->blocks[b].text, item, 0) != SIZE_MAX ||
            cl_text_find(e->contract->document->blocks[b].label, item, 0) != SIZE_MAX)
            return true;
    return false;
}

static uint32_t section_of(const cl_contract *contract, cl_text path) {
    cl_section_number want, number;
    cl_text rest;
    uint32_t found = CL_NONE;
    if (!cl_section_number_read(path, &want, &rest))
        return CL_NONE;
    for (uint32_t i = 1; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        if (section->kind != CL_SECTION_BODY || section->annex != CL_NONE ||
            !cl_section_number_read(section->path, &number, &rest) || rest.length ||
            number.count != want.count ||
            memcmp(number.parts, want.parts, want.count * sizeof *want.parts) != 0)
            continue;
        if (found != CL_NONE)
            return CL_NONE; /* two of that number: which is meant, who knows */
        found = i;
    }
    return found;
}

/* "7.2(k)" where 7.2 is there. */
static verdict judge_item(const cl_evaluation *e, cl_text plain, cl_text items) {
    uint32_t section = section_of(e->contract, plain);
    if (section == CL_NONE || items.length < 3 || items.bytes[2] != ')' ||
        !cl_is_lower((unsigned char)items.bytes[1]))
        return UNSURE;
    cl_text first = cl_text_slice(items, 0, 3);
    if (text_holds(e, section, first))
        return UNSURE; /* the deeper levels are too often numbered otherwise */
    return has_items_to(e, section, items.bytes[1]) ? ABSENT : UNSURE;
}

static verdict judge(const cl_evaluation *e, const cl_reference *reference) {
    cl_section_number number, above;
    cl_text rest, plain = reference->target;
    if (!cl_section_number_read(reference->target, &number, &rest))
        return UNSURE;
    plain.length = rest.length ? (size_t)(rest.bytes - plain.bytes) : plain.length;
    plain = cl_text_trim(plain);
    above = (cl_section_number){.count = 0};
    for (size_t i = 0; i < number.count; i++) {
        int highest;
        bool complete = cl_section_numbers_below(e->contract, &above, &highest);
        if (!highest || !complete)
            return UNSURE;
        if (number.parts[i] < 1 || number.parts[i] > highest) {
            bool system = (i > 0 || highest >= FEW) && number.parts[i] < highest * 2 + FAR;
            return system && !cl_number_is_written(e, plain) ? ABSENT : UNSURE;
        }
        above.parts[above.count++] = number.parts[i];
    }
    return rest.length ? judge_item(e, plain, rest) : EXISTS;
}

static bool is_candidate(const cl_evaluation *e, const cl_reference *reference) {
    const cl_drafting *drafting = cl_drafting_of(e);
    return reference->kind == CL_REFERENCE_SECTION && reference->target.length &&
           cl_is_digit((unsigned char)reference->target.bytes[0]) &&
           (unsigned char)reference->text.bytes[0] < 0x80 && /* a paragraph sign is a law's */
           drafting->zones[reference->block] == CL_ZONE_BODY;
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_contract *contract = e->contract;
    const cl_drafting *drafting = cl_drafting_of(e);
    size_t led = 0, lost = 0;
    if (drafting->amends)
        return;
    for (size_t i = 0; i < contract->reference_count; i++)
        if (is_candidate(e, &contract->references[i])) {
            led += contract->references[i].section != CL_NONE;
            lost += contract->references[i].section == CL_NONE &&
                    !names_another(e, &contract->references[i]);
        }
    if (lost > CHECKED || (lost >= SURE_OF && lost * LOST > led)) {
        cl_drafting_unsure(
            e, "references-unclear",
            "%s: many references lead to sections that were not found; parts of the "
            "document seem to be missing or numbered otherwise, so none is reported.",
            rule->id);
        return;
    }
    for (size_t i = 0; lost && i < contract->reference_count; i++) {
        const cl_reference *reference = &contract->references[i];
        if (!is_candidate(e, reference) || reference->section != CL_NONE ||
            names_another(e, reference) || follows_another(e, reference) ||
            speaks_of_law(e, reference) || judge(e, reference) != ABSENT)
            continue;
        cl_flaw flaw = {
            .block = reference->block, .span = reference->span, .other = reference->target};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

const cl_analysis cl_analysis_reference = {"broken-reference", find};
