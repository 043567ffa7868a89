/* SPDX-License-Identifier: MIT
 *
 * Numbers left out and numbers given twice, among decimal sections of the body ("4.2", "7."). A
 * number that stands anywhere else in the text may be a section that was not read as one: nothing
 * is said then.
 */
#include <stdio.h>
#include <string.h>

#include "contract/word.h"
#include "document/typed_label.h"
#include "rules/drafting/numbers.h"

enum {
    SIBLINGS = 3,
    MOST_GAPS = 2,
    MOST_SECTIONS = 5000, /* no contract has more */
    MOST_LOOKED_FOR = 50, /* numbers left out: more are a way of numbering */
};

typedef struct numbered {
    cl_section_number number;
    uint32_t section;
} numbered;

/* Sections that bear a number of their own, in reading order. */
static numbered *numbered_sections(const cl_evaluation *e, size_t *count) {
    const cl_contract *contract = e->contract;
    numbered *items = CL_ARRAY(e->arena, contract->section_count + 1, numbered);
    *count = 0;
    for (uint32_t i = 1; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        cl_text rest;
        numbered *item = &items[*count];
        if (section->kind == CL_SECTION_BODY && section->annex == CL_NONE &&
            section->label.length && cl_section_number_read(section->path, &item->number, &rest) &&
            !rest.length) {
            item->section = i;
            ++*count;
        }
    }
    return items;
}

static bool are_siblings(const cl_section_number *a, const cl_section_number *b) {
    return a->count == b->count && !memcmp(a->parts, b->parts, (a->count - 1) * sizeof *a->parts);
}

/* The next section of the same level under the same section, or NULL. */
static const numbered *next_sibling(const numbered *items, size_t count, size_t at) {
    for (size_t i = at + 1; i < count; i++) {
        if (are_siblings(&items[i].number, &items[at].number))
            return &items[i];
        if (items[i].number.count < items[at].number.count)
            return NULL;
    }
    return NULL;
}

static void raise(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings,
                  uint32_t section, uint32_t other, const char *text, const char *related) {
    const cl_section *sections = e->contract->sections;
    const cl_document *document = e->contract->document;
    const cl_section *at = &sections[section], *before = &sections[other];
    cl_span heading = {0, 0}, related_span = {0, 0};
    uint32_t block = at->first_block, related_block = before->first_block;
    heading.end =
        document->blocks[block].text.length < 60 ? document->blocks[block].text.length : 60;
    related_span.end = document->blocks[related_block].text.length < 60
                           ? document->blocks[related_block].text.length
                           : 60;
    cl_flaw flaw = {.block = block,
                    .span = heading,
                    .text = cl_text_from(text),
                    .other = before->path,
                    .related_block = related_block,
                    .related_span = related_span,
                    .related = related};
    cl_drafting_raise(e, rule, findings, &flaw);
}

static const char *write(const cl_evaluation *e, const cl_section_number *number, int last) {
    cl_buffer out = {0};
    for (size_t i = 0; i + 1 < number->count; i++)
        cl_buffer_printf(&out, "%d.", number->parts[i]);
    cl_buffer_printf(&out, "%d", last);
    const char *text = cl_arena_copy(e->arena, out.bytes, out.length);
    cl_buffer_release(&out);
    return text;
}

/* Other numbers of that level are in order, so that this one is an exception. */
static bool is_orderly(const numbered *items, size_t count, size_t at) {
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < count; i++) {
        if (!are_siblings(&items[i].number, &items[at].number))
            continue;
        const numbered *next = next_sibling(items, count, i);
        if (!next)
            continue;
        size_t last = next->number.count - 1;
        bool follows = next->number.parts[last] == items[i].number.parts[last] + 1;
        good += follows;
        if (!follows && bad++)
            return false;
    }
    return good >= SIBLINGS - 1 && bad == 1;
}

/* One number as it would be typed: "7." for outermost sections, which "7 days" is not. */
static bool is_written(const cl_evaluation *e, const cl_section_number *number, const char *text) {
    if (number->count > 1)
        return cl_number_is_written(e, cl_text_from(text));
    return cl_number_is_written(e, cl_text_from(cl_arena_printf(e->arena, "%s.", text))) ||
           cl_number_is_written(e, cl_text_from(cl_arena_printf(e->arena, "%s.0", text))) ||
           cl_number_is_written(e, cl_text_from(cl_arena_printf(e->arena, "%s)", text)));
}

/* "4.2.1" stands for a 4.2 that has no line of its own. */
static bool has_below(const numbered *items, size_t count, const cl_section_number *like,
                      int last) {
    for (size_t i = 0; i < count; i++)
        if (items[i].number.count > like->count &&
            !memcmp(items[i].number.parts, like->parts, (like->count - 1) * sizeof *like->parts) &&
            items[i].number.parts[like->count - 1] == last)
            return true;
    return false;
}

static void find_gaps(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    size_t count;
    const numbered *items = numbered_sections(e, &count);
    size_t looked_for = 0;
    if (cl_drafting_of(e)->amends || cl_drafting_of(e)->redacted || count > MOST_SECTIONS)
        return; /* what was blacked out may have been a section */
    for (size_t i = 0; i < count && looked_for < MOST_LOOKED_FOR; i++) {
        const numbered *next = next_sibling(items, count, i);
        if (!next)
            continue;
        size_t last = next->number.count - 1;
        int from = items[i].number.parts[last], to = next->number.parts[last];
        if (to < from + 2 || to > from + 1 + MOST_GAPS || !is_orderly(items, count, i))
            continue;
        const char *missing = write(e, &next->number, from + 1);
        bool written = false;
        looked_for++;
        for (int n = from + 1; n < to && !written; n++)
            written = is_written(e, &next->number, write(e, &next->number, n)) ||
                      has_below(items, count, &next->number, n);
        if (!written)
            raise(e, rule, findings, next->section, items[i].section, missing,
                  "the section before the gap");
    }
}

/* A section begins with a capital, behind a paragraph that has come to its end. A line that was
 * wrapped behind "under Section" begins with a number too, and so does what a page break split. */
static bool begins(const cl_evaluation *e, uint32_t section) {
    const cl_document *document = e->contract->document;
    uint32_t block = e->contract->sections[section].first_block;
    cl_text text = document->blocks[block].text;
    if (text.length && cl_is_lower(cl_word_byte(text, 0)))
        return false;
    if (!block)
        return true;
    const cl_block *before = &document->blocks[block - 1];
    return !before->text.length || before->kind == CL_BLOCK_HEADING ||
           cl_text_is_caps(before->text) || cl_text_is_title(before->text) ||
           strchr(".:;)]\"", before->text.bytes[before->text.length - 1]);
}

static void find_duplicates(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    size_t count;
    const numbered *items = numbered_sections(e, &count);
    if (cl_drafting_of(e)->amends || count > MOST_SECTIONS)
        return;
    for (size_t i = 0; i < count; i++) {
        const numbered *next = next_sibling(items, count, i);
        if (!next || items[i].number.count < 2)
            continue;
        size_t last = next->number.count - 1;
        const cl_block *block =
            &e->contract->document->blocks[e->contract->sections[next->section].first_block];
        if (memchr(block->label.bytes, '(', block->label.length) ||
            cl_word_byte(block->text, 0) == '(')
            continue; /* "3.5 (b)" goes on with 3.5 */
        if (next->number.parts[last] == items[i].number.parts[last] &&
            is_orderly(items, count, i) && begins(e, items[i].section) && begins(e, next->section))
            raise(e, rule, findings, next->section, items[i].section,
                  write(e, &next->number, next->number.parts[last]), "the first of that number");
    }
}

const cl_analysis cl_analysis_gap = {"numbering-gap", find_gaps};
const cl_analysis cl_analysis_duplicate = {"numbering-duplicate", find_duplicates};
