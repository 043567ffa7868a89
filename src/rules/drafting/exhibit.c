/* SPDX-License-Identifier: MIT
 *
 * Exhibits and schedules that are referred to and not attached. Where none is attached at all they
 * are in files of their own: one notice. The annexes of other documents are not looked for. All
 * that are missing are one finding, at the place that names the first.
 */
#include <string.h>

#include "contract/word.h"
#include "document/label.h"
#include "rules/drafting/drafting.h"

enum { MOST_NAMES = 64 };

static bool is_annex_word(cl_text text, size_t at, size_t *end) {
    static const char *const words[] = {"exhibit",    "schedule", "annex", "appendix",
                                        "attachment", "annexure", NULL};
    *end = cl_any_words_at(text, at, words);
    return *end != 0;
}

/* The keyword: "exhibit" of "Exhibits A and B" too. */
static cl_text keyword_of(const cl_reference *reference) {
    cl_text word = cl_text_slice(reference->text, 0, cl_word_end(reference->text, 0));
    if (word.length && cl_lower((unsigned char)word.bytes[word.length - 1]) == 's')
        word.length--;
    return word;
}

/* Is any annex of that keyword attached? */
static bool has_annex_like(const cl_contract *contract, cl_text keyword) {
    for (size_t i = 0; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        if (section->kind == CL_SECTION_ANNEX && section->label.length >= keyword.length &&
            cl_text_equal_nocase(cl_text_slice(section->label, 0, keyword.length), keyword))
            return true;
    }
    return false;
}

/* The value of "2" and "II"; 0: no number. */
static int number_of(cl_text text, bool *roman) {
    cl_label label;
    if (!cl_label_read(text, 0, &label) || label.part_count != 1 || label.keyword[0])
        return 0;
    *roman = label.parts[0].roman_value > 0;
    if (*roman)
        return label.parts[0].roman_value;
    return label.parts[0].numeral == CL_NUMERAL_DECIMAL ? label.parts[0].value : 0;
}

/* "Appendix 2" is attached as "Appendix II". */
static bool is_same_number(cl_text target, cl_text text) {
    bool roman, other_roman;
    int number = number_of(target, &roman);
    return number && number == number_of(text, &other_roman) && roman != other_roman;
}

/* Does "Exhibit B", "EXHIBIT "B"" stand at `at`, as a title: first in its block, or in capitals? */
static bool is_title_at(cl_text text, size_t at, cl_text target) {
    size_t end;
    if (!is_annex_word(text, at, &end) || (at && !(strchr(" \"([", text.bytes[at - 1]) &&
                                                   cl_is_upper((unsigned char)text.bytes[at + 1]))))
        return false;
    size_t number = cl_skip_spaces(text, end);
    while (number < text.length && strchr("-#:\" ", text.bytes[number]))
        number++;
    if (number + target.length <= text.length &&
        cl_text_equal_nocase(cl_text_slice(text, number, number + target.length), target) &&
        !cl_is_word_byte(cl_word_byte(text, number + target.length)))
        return true;
    return is_same_number(target, cl_text_slice(text, number, cl_word_end(text, number)));
}

/* Attached, though not read as an annex. */
static bool is_written_as_title(const cl_contract *contract, cl_text keyword, cl_text target) {
    enum { FAR = 400 };
    const cl_document *document = contract->document;
    int capital = cl_lower((unsigned char)keyword.bytes[0]) - 'a' + 'A';
    for (uint32_t b = 0; b < document->block_count; b++) {
        if (is_title_at(document->blocks[b].label, 0, target))
            return true;
        cl_text text = document->blocks[b].text;
        size_t limit = text.length < FAR ? text.length : FAR;
        for (size_t at = 0; at < limit; at++) {
            if (is_title_at(text, at, target))
                return true;
            const char *next = memchr(text.bytes + at + 1, capital, limit - at - 1);
            if (!next)
                break;
            at = (size_t)(next - text.bytes) - 1;
        }
    }
    return false;
}

static bool names_another(const cl_contract *contract, const cl_reference *reference) {
    static const char *const joints[] = {
        "of the",  "to the",  "to that",       "of that",      "thereto", "thereof",
        "to such", "of such", "to its",        "of its",       "filed",   "to form",
        "to a",    "to any",  "of regulation", "to company's", NULL};
    static const char *const ours[] = {"to the agreement", "of the agreement", NULL};
    cl_text text = contract->document->blocks[reference->block].text;
    size_t at = cl_skip_spaces(text, reference->span.end);
    if (cl_word_byte(text, at) == ',' || cl_word_byte(text, at) == '"')
        at = cl_skip_spaces(text, at + 1);
    return !cl_any_words_at(text, at, ours) && cl_any_words_at(text, at, joints);
}

/* "Schedule 13D", "Schedule 14A", "Exhibit 99": what the securities laws call so. */
static bool is_filing(cl_text target) {
    size_t digits = 0;
    while (cl_is_digit(cl_word_byte(target, digits)))
        digits++;
    return digits > 1 || (digits && digits < target.length) ||
           cl_text_equal_nocase(target, CL_TEXT("TO"));
}

/* "Schedule A-3", "Schedule A5" where Schedule A is there. */
static bool is_part_of_annex(const cl_contract *contract, cl_text keyword, cl_text target) {
    size_t letters = 0;
    while (cl_is_alpha(cl_word_byte(target, letters)))
        letters++;
    if (!letters || letters == target.length)
        return false;
    cl_text whole = cl_text_slice(target, 0, letters);
    for (size_t i = 0; i < contract->section_count; i++) {
        cl_text label = contract->sections[i].label;
        if (contract->sections[i].kind == CL_SECTION_ANNEX && label.length > keyword.length &&
            cl_text_find(label, whole, keyword.length) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool said_already(const cl_contract *contract, size_t index, cl_text keyword) {
    const cl_reference *reference = &contract->references[index];
    for (size_t i = 0; i < index; i++) {
        const cl_reference *other = &contract->references[i];
        if (other->kind == CL_REFERENCE_ANNEX && other->section == CL_NONE &&
            cl_text_equal_nocase(other->target, reference->target) &&
            cl_text_equal_nocase(keyword_of(other), keyword))
            return true;
    }
    return false;
}

/* Is the reference one to an annex of this contract that should be attached? */
static bool is_looked_for(const cl_evaluation *e, const cl_reference *reference) {
    size_t end;
    return reference->kind == CL_REFERENCE_ANNEX && reference->section == CL_NONE &&
           cl_drafting_of(e)->zones[reference->block] == CL_ZONE_BODY && reference->target.length &&
           cl_is_upper((unsigned char)reference->text.bytes[0]) &&
           /* a further name of a list has no word of its own: "Exhibits A and B" */
           is_annex_word(keyword_of(reference), 0, &end);
}

static bool is_missing(const cl_evaluation *e, const cl_rule *rule, size_t index) {
    const cl_contract *contract = e->contract;
    const cl_reference *reference = &contract->references[index];
    cl_text keyword = keyword_of(reference);
    if (is_filing(reference->target) || is_part_of_annex(contract, keyword, reference->target) ||
        names_another(contract, reference) || said_already(contract, index, keyword) ||
        memchr(reference->target.bytes, '.', reference->target.length))
        return false;
    if (!has_annex_like(contract, keyword)) {
        cl_drafting_unsure(e, "annexes-elsewhere",
                           "%s: no annex of that name is part of this file, so it was not "
                           "checked whether all are attached.",
                           rule->id);
        return false;
    }
    return !is_written_as_title(contract, keyword, reference->target);
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_contract *contract = e->contract;
    cl_buffer names = {0};
    cl_flaw flaw = {.block = CL_NONE};
    size_t looked_at = 0, missing = 0;
    if (cl_drafting_of(e)->amends)
        return;
    for (size_t i = 0; i < contract->reference_count && looked_at < MOST_NAMES; i++) {
        const cl_reference *reference = &contract->references[i];
        if (!is_looked_for(e, reference))
            continue;
        looked_at++;
        if (!is_missing(e, rule, i))
            continue;
        if (!missing++)
            flaw = (cl_flaw){.block = reference->block, .span = reference->span};
        cl_buffer_add_string(&names, names.length ? ", " : "");
        cl_buffer_add(&names, reference->text.bytes, reference->text.length);
    }
    if (missing) {
        flaw.text = (cl_text){cl_arena_copy(e->arena, names.bytes, names.length), names.length};
        if (missing > 1) /* who accepts these has not accepted a further one */
            flaw.listed = flaw.text;
        cl_drafting_raise(e, rule, findings, &flaw);
    }
    cl_buffer_release(&names);
}

const cl_analysis cl_analysis_exhibit = {"missing-exhibit", find};
