/* SPDX-License-Identifier: MIT
 *
 * Sections with a number and a heading, and nothing else. "[Reserved]" is said on purpose, and a
 * document whose sections are mostly titles is a list of titles.
 */
#include <string.h>

#include "contract/word.h"
#include "rules/drafting/numbers.h"

enum { USUAL = 4 }; /* at most one section in so many may be empty */

static bool on_purpose(cl_text text) {
    static const char *const words[] = {"reserved", "omitted",  "intentionally", "deleted",
                                        "blank",    "not used", "redacted",      "not applicable",
                                        "n/a",      "none",     "confidential",  "vacant",
                                        NULL};
    for (size_t at = 0; at < text.length; at++)
        if (cl_any_words_at(text, at, words))
            return true;
    return memchr(text.bytes, '*', text.length) || memchr(text.bytes, '[', text.length);
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

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_contract *contract = e->contract;
    size_t numbered = 0, empty = 0;
    for (int pass = 0; pass < 2; pass++) {
        if (pass && (!empty || empty * USUAL > numbered))
            return;
        for (uint32_t i = 1; i < contract->section_count; i++) {
            const cl_section *section = &contract->sections[i];
            cl_section_number number;
            cl_text rest;
            if (section->kind != CL_SECTION_BODY || section->annex != CL_NONE ||
                !section->label.length || !cl_section_number_read(section->path, &number, &rest) ||
                rest.length)
                continue;
            numbered += !pass;
            if (!is_empty(contract, i) || on_purpose(section->heading))
                continue;
            empty += !pass;
            cl_flaw flaw = {.block = section->heading_block,
                            .span = section->heading_span,
                            .other = section->path};
            if (pass)
                cl_drafting_raise(e, rule, findings, &flaw);
        }
    }
}

const cl_analysis cl_analysis_empty = {"empty-section", find};
