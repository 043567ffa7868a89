/* SPDX-License-Identifier: MIT */
#include "contract/contract.h"

#include "contract/definition.h"
#include "contract/party.h"
#include "contract/reference.h"
#include "contract/section.h"
#include "contract/sentence.h"
#include "contract/title.h"

cl_contract *cl_contract_new(cl_arena *arena, const cl_document *document) {
    cl_contract *contract = CL_NEW(arena, cl_contract);
    contract->document = document;
    contract->arena = arena;
    cl_sections_find(contract);
    cl_sentences_find(contract);
    cl_title_find(contract);
    cl_references_find(contract);
    cl_definitions_find(contract);
    cl_parties_find(contract);
    return contract;
}

void cl_sentence_locate(const cl_contract *contract, const cl_sentence *sentence, cl_span span,
                        uint32_t *block, cl_span *in_block) {
    (void)contract;
    const cl_piece *best = NULL;
    for (uint32_t i = 0; i < sentence->piece_count; i++) {
        const cl_piece *piece = &sentence->pieces[i];
        bool overlaps = span.start < piece->start + piece->length && span.end > piece->start;
        if (overlaps && (!best || (piece->own && !best->own)))
            best = piece;
    }
    if (!best && sentence->piece_count)
        best = &sentence->pieces[0];
    *block = best ? best->block : 0;
    *in_block = (cl_span){0, 0};
    if (!best)
        return;
    size_t start = span.start > best->start ? span.start - best->start : 0;
    size_t end = span.end > best->start ? span.end - best->start : 0;
    start = start < best->length ? start : best->length;
    end = end < best->length ? end : best->length;
    in_block->start = best->offset + start;
    in_block->end = best->offset + (end > start ? end : start);
}
