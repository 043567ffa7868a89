/* SPDX-License-Identifier: MIT
 *
 * Tracked changes and comments that a final version should not have. One finding for all of them:
 * who accepts changes does so at once.
 */
#include "rules/drafting/drafting.h"

static void find_revisions(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_document *document = e->contract->document;
    if (!document->revision_count)
        return;
    cl_flaw flaw = {.block = CL_NONE};
    flaw.text = cl_text_from(cl_arena_printf(e->arena, "%u", document->revision_count));
    for (uint32_t b = 0; b < document->block_count && flaw.block == CL_NONE; b++)
        if (document->blocks[b].revision_count) {
            flaw.block = b;
            flaw.span = document->blocks[b].revisions[0].span;
        }
    cl_drafting_raise(e, rule, findings, &flaw);
}

static void find_comments(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_document *document = e->contract->document;
    if (!document->comment_count)
        return;
    cl_flaw flaw = {.block = CL_NONE};
    flaw.text = cl_text_from(cl_arena_printf(e->arena, "%u", document->comment_count));
    const cl_comment *first = &document->comments[0];
    if (first->block < document->block_count) {
        size_t length = document->blocks[first->block].text.length;
        flaw.block = (uint32_t)first->block;
        flaw.span.start = first->start;
        flaw.span.end = first->end_block == first->block ? first->end : length;
    }
    cl_drafting_raise(e, rule, findings, &flaw);
}

const cl_analysis cl_analysis_revisions = {"tracked-changes", find_revisions};
const cl_analysis cl_analysis_comments = {"comments-left", find_comments};
