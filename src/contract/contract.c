/* SPDX-License-Identifier: MIT */
#include "contract/contract.h"

#include "contract/definition.h"
#include "contract/heading.h"
#include "contract/party.h"
#include "contract/reference.h"
#include "contract/section.h"
#include "contract/sentence.h"
#include "contract/word.h"
#include "document/typed_label.h"

enum { TITLE_BLOCKS = 12, OPENING_BLOCKS = 40 };

static const char *const instruments[] = {
    "agreement", "contract",    "lease",    "addendum",    "amendment", "memorandum",
    "license",   "licence",     "terms",    "policy",      "plan",      "deed",
    "mou",       "dpa",         "nda",      "order",       "letter",    "warranty",
    "note",      "undertaking", "protocol", "charter",     "guaranty",  "guarantee",
    "indenture", "sublease",    "mortgage", "declaration", NULL};

static void find_title(cl_contract *contract) {
    const cl_document *document = contract->document;
    for (uint32_t b = 0; b < document->block_count && b < TITLE_BLOCKS; b++) {
        const cl_block *block = &document->blocks[b];
        cl_text text = block->text;
        bool heading =
            block->kind == CL_BLOCK_HEADING || cl_text_is_caps(text) || cl_text_is_title(text);
        if (block->label.length || !heading || text.length > 160 ||
            block->kind == CL_BLOCK_HEADER || block->kind == CL_BLOCK_FOOTER)
            continue;
        if (cl_find_word(text, 0, instruments) != SIZE_MAX) {
            contract->title = text;
            return;
        }
    }
}

/* The quoted name in (this "Agreement"), if its last word is an instrument. */
static bool read_short_name(cl_text text, size_t at, cl_text *name) {
    static const char *const openers[] = {"this \"", "the \"", "hereinafter the \"", NULL};
    size_t open = cl_any_words_at(text, at, openers);
    if (!open)
        return false;
    const char *close = memchr(text.bytes + open, '"', text.length - open);
    if (!close || close - (text.bytes + open) > 60)
        return false;
    *name = cl_text_slice(text, open, (size_t)(close - text.bytes));
    return cl_find_word(*name, 0, instruments) != SIZE_MAX;
}

static void find_short_name(cl_contract *contract) {
    const cl_document *document = contract->document;
    contract->short_name = CL_TEXT("Agreement");
    for (uint32_t b = 0; b < document->block_count && b < OPENING_BLOCKS; b++) {
        cl_text text = document->blocks[b].text;
        if (text.length > 6000)
            text.length = 6000;
        for (size_t at = 0; at < text.length; at++)
            if (text.bytes[at] == '(' && read_short_name(text, at + 1, &contract->short_name))
                return;
    }
    contract->short_name = CL_TEXT("Agreement");
}

cl_contract *cl_contract_new(cl_arena *arena, const cl_document *document) {
    cl_contract *contract = CL_NEW(arena, cl_contract);
    contract->document = document;
    contract->arena = arena;
    cl_sections_find(contract);
    cl_sentences_find(contract);
    find_title(contract);
    find_short_name(contract);
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
