/* SPDX-License-Identifier: MIT
 *
 * Sections with a number and a heading, and nothing else. "[Reserved]" is said on purpose, and
 * titles that follow one another are a list.
 */
#include <string.h>

#include "contract/word.h"
#include "rules/drafting/numbers.h"

static bool on_purpose(cl_text text) {
    static const char *const words[] = {"reserved", "omitted",  "intentionally", "deleted",
                                        "blank",    "not used", "redacted",      "not applicable",
                                        "n/a",      "none",     "confidential",  "vacant",
                                        NULL};
    for (size_t at = 0; at < text.length; at++)
        if (cl_any_words_at(text, at, words))
            return true;
    /* "SEC. The Securities and Exchange Commission": a definition */
    return cl_text_find(text, CL_TEXT(". "), 0) != SIZE_MAX ||
           memchr(text.bytes, '*', text.length) || memchr(text.bytes, '[', text.length);
}

static bool is_empty(const cl_contract *contract, uint32_t index) {
    const cl_section *section = &contract->sections[index];
    const cl_document *document = contract->document;
    if (section->heading_block == CL_NONE || !section->heading.length ||
        (index + 1 < contract->section_count && contract->sections[index + 1].parent == index))
        return false;
    for (uint32_t b = section->first_block; b < section->end_block; b++) {
        size_t length = document->blocks[b].text.length;
        size_t heading = b == section->heading_block ? section->heading_span.end : 0;
        for (size_t i = heading; i < length; i++)
            if (cl_is_word_byte((unsigned char)document->blocks[b].text.bytes[i]))
                return false;
    }
    return true;
}

/* Does the heading stand in a block of its own, but for a stop? */
static bool stands_alone(const cl_contract *contract, const cl_section *section) {
    return section->heading_block != CL_NONE &&
           section->heading_span.end + 1 >=
               contract->document->blocks[section->heading_block].text.length;
}

/* The numbered section before or behind, if it has text and a heading set as the empty one's is:
 * then headings are not what these sections consist of, and text is not lost. */
static bool is_whole(const cl_contract *contract, uint32_t index, const cl_section_number *like) {
    cl_section_number number;
    cl_text rest;
    const cl_section *section = &contract->sections[index];
    return section->kind == CL_SECTION_BODY && section->heading.length &&
           cl_section_number_read(section->path, &number, &rest) && !rest.length &&
           number.count == like->count && stands_alone(contract, section) &&
           !is_empty(contract, index);
}

static bool has_whole_neighbours(const cl_contract *contract, uint32_t index,
                                 const cl_section_number *number) {
    const cl_section *section = &contract->sections[index];
    uint32_t before = index - 1;
    while (before && contract->sections[before].depth > section->depth)
        before--;
    return index + 1 < contract->section_count && before && is_whole(contract, before, number) &&
           is_whole(contract, index + 1, number);
}

static bool is_bare(const cl_contract *contract, uint32_t index) {
    const cl_section *section = &contract->sections[index];
    cl_section_number number;
    cl_text rest;
    return section->kind == CL_SECTION_BODY && section->annex == CL_NONE && section->label.length &&
           cl_section_number_read(section->path, &number, &rest) && !rest.length &&
           is_empty(contract, index) && !on_purpose(section->heading) &&
           has_whole_neighbours(contract, index, &number);
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_contract *contract = e->contract;
    size_t bare = 0;
    if (cl_drafting_of(e)->redacted)
        return; /* its text may have been blacked out */
    for (uint32_t i = 1; i < contract->section_count; i++)
        bare += is_bare(contract, i);
    /* Plain text has no marks of its structure: several are likelier a layout that was not
     * understood. */
    if (bare > 1 && contract->document->format == CL_FORMAT_TEXT) {
        cl_drafting_unsure(e, "headings-without-text",
                           "%s: several numbered headings seem to have no text of their own, so "
                           "none is reported.",
                           rule->id);
        return;
    }
    for (uint32_t i = 1; bare && i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        if (!is_bare(contract, i))
            continue;
        cl_flaw flaw = {
            .block = section->heading_block, .span = section->heading_span, .other = section->path};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

const cl_analysis cl_analysis_empty = {"empty-section", find};
