/* SPDX-License-Identifier: MIT
 *
 * Words against figures: "thirty (60) days".
 */
#include "rules/drafting/drafting.h"

#include "contract/disagreement.h"

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_drafting *drafting = cl_drafting_of(e);
    const cl_document *document = e->contract->document;
    for (uint32_t b = 0; b < document->block_count; b++) {
        cl_text text = document->blocks[b].text;
        if (drafting->zones[b] < CL_ZONE_ANNEX || !(drafting->marks[b] & CL_MARK_ROUND))
            continue;
        cl_disagreement found;
        for (size_t at = 0; (at = cl_disagreement_find(text, at, &found)) != 0;) {
            cl_flaw flaw = {.block = b,
                            .span = found.span,
                            .text = cl_text_slice(text, found.words.start, found.words.end),
                            .other = cl_text_slice(text, found.figures.start, found.figures.end)};
            cl_drafting_raise(e, rule, findings, &flaw);
        }
    }
}

const cl_analysis cl_analysis_figures = {"words-against-figures", find};
