/* SPDX-License-Identifier: MIT
 *
 * A contract made by hand: one block and one sentence for each string, so that a test of one module
 * does not depend on the loaders nor on how sentences are split.
 */
#ifndef CONTRACT_FIXTURE_H
#define CONTRACT_FIXTURE_H

#include <string.h>

#include "contract/contract.h"

static cl_contract *fixture(cl_arena *arena, const char *const *strings) {
    size_t count = 0;
    while (strings[count])
        count++;
    cl_document *document = CL_NEW(arena, cl_document);
    cl_block *blocks = CL_ARRAY(arena, count + 1, cl_block);
    cl_sentence *sentences = CL_ARRAY(arena, count + 1, cl_sentence);
    cl_section *sections = CL_ARRAY(arena, 2, cl_section);
    cl_contract *contract = CL_NEW(arena, cl_contract);
    size_t signatures = count;
    for (size_t i = 0; i < count; i++) {
        cl_text text = cl_text_from(strings[i]);
        if (cl_text_starts(text, "IN WITNESS"))
            signatures = i;
        cl_piece *piece = CL_NEW(arena, cl_piece);
        *piece = (cl_piece){.length = (uint32_t)text.length, .block = (uint32_t)i, .own = true};
        blocks[i].text = text;
        sentences[i] = (cl_sentence){.text = text,
                                     .own = {0, text.length},
                                     .pieces = piece,
                                     .piece_count = 1,
                                     .lead_in = CL_NONE};
    }
    sections[0] =
        (cl_section){.kind = CL_SECTION_ROOT, .parent = CL_NONE, .end_block = (uint32_t)count};
    sections[1] = (cl_section){.kind = CL_SECTION_SIGNATURES,
                               .first_block = (uint32_t)signatures,
                               .end_block = (uint32_t)count};
    *document =
        (cl_document){.arena = arena, .name = "test", .blocks = blocks, .block_count = count};
    *contract = (cl_contract){.document = document,
                              .arena = arena,
                              .short_name = CL_TEXT("Agreement"),
                              .sections = sections,
                              .section_count = 2,
                              .sentences = sentences,
                              .sentence_count = count};
    return contract;
}

#endif
