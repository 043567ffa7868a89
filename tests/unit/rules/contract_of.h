/* SPDX-License-Identifier: MIT
 *
 * Small contracts for tests, made by hand so that a test of rules is not a test of layout. Each
 * line is a paragraph and a sentence: "# …" is a heading and opens a section, a line that ends in
 * ":" opens a list, "- …" is an item of it, and "+ …" a further sentence of the paragraph before
 * it. The parties are Supplier and Customer.
 */
#ifndef TEST_CONTRACT_OF_H
#define TEST_CONTRACT_OF_H

#include <string.h>

#include "contract/contract.h"

typedef struct contract_maker {
    cl_arena *arena;
    cl_block *blocks;
    cl_section *sections;
    cl_sentence *sentences;
    size_t block_count, section_count, sentence_count;
    uint32_t lead_in;
} contract_maker;

static cl_piece *piece_of(cl_arena *arena, uint32_t start, size_t length, size_t block, bool own) {
    cl_piece *piece = CL_ARRAY(arena, 2, cl_piece);
    piece->start = start;
    piece->length = (uint32_t)length;
    piece->block = (uint32_t)block;
    piece->own = own;
    return piece;
}

static void make_item(contract_maker *m, cl_sentence *sentence, cl_text own) {
    const cl_sentence *above = &m->sentences[m->lead_in];
    cl_text lead = above->text;
    sentence->text = cl_text_from(cl_arena_printf(m->arena, "%.*s %.*s", (int)lead.length,
                                                  lead.bytes, (int)own.length, own.bytes));
    sentence->own = (cl_span){lead.length + 1, sentence->text.length};
    sentence->flags = CL_SENTENCE_ITEM;
    sentence->lead_in = m->lead_in;
    cl_piece *pieces = piece_of(m->arena, 0, lead.length, above->pieces->block, false);
    pieces[1] =
        *piece_of(m->arena, (uint32_t)lead.length + 1, own.length, m->block_count - 1, true);
    sentence->pieces = pieces;
    sentence->piece_count = 2;
}

static void make_further(contract_maker *m, cl_text text) {
    cl_block *block = &m->blocks[m->block_count - 1];
    size_t start = block->text.length + 1;
    block->text = cl_text_from(cl_arena_printf(m->arena, "%.*s %.*s", (int)block->text.length,
                                               block->text.bytes, (int)text.length, text.bytes));
    block->map = CL_ARRAY(m->arena, block->text.length + 1, uint32_t);
    cl_sentence *sentence = &m->sentences[m->sentence_count++];
    sentence->section = (uint32_t)m->section_count - 1;
    sentence->lead_in = CL_NONE;
    sentence->text = text;
    sentence->own = (cl_span){0, text.length};
    cl_piece *piece = piece_of(m->arena, 0, text.length, m->block_count - 1, true);
    piece->offset = (uint32_t)start;
    sentence->pieces = piece;
    sentence->piece_count = 1;
}

static void make_line(contract_maker *m, const char *line) {
    if (!strncmp(line, "+ ", 2)) {
        make_further(m, cl_text_from(line + 2));
        return;
    }
    bool heading = !strncmp(line, "# ", 2), item = !strncmp(line, "- ", 2);
    cl_text text = cl_text_from(line + (heading || item ? 2 : 0));
    cl_block *block = &m->blocks[m->block_count++];
    uint32_t *map = CL_ARRAY(m->arena, text.length + 1, uint32_t);
    block->text = text;
    block->map = map;
    uint32_t index = (uint32_t)m->sentence_count;
    cl_sentence *sentence = &m->sentences[m->sentence_count++];
    if (heading) {
        cl_section *section = &m->sections[m->section_count];
        *section = (cl_section){.kind = CL_SECTION_BODY,
                                .heading = text,
                                .parent = 0,
                                .depth = 1,
                                .article = (uint32_t)m->section_count,
                                .annex = CL_NONE,
                                .first_sentence = index,
                                .heading_block = (uint32_t)m->block_count - 1,
                                .heading_span = {0, text.length}};
        m->section_count++;
    }
    sentence->section = (uint32_t)m->section_count - 1;
    sentence->lead_in = CL_NONE;
    if (item) {
        make_item(m, sentence, text);
        return;
    }
    sentence->text = text;
    sentence->own = (cl_span){0, text.length};
    sentence->pieces = piece_of(m->arena, 0, text.length, m->block_count - 1, true);
    sentence->piece_count = 1;
    sentence->flags = heading ? CL_SENTENCE_HEADING : 0;
    if (cl_text_ends(text, ":")) {
        sentence->flags |= CL_SENTENCE_OPENS_LIST;
        m->lead_in = index;
    }
}

static cl_party *parties_of(cl_arena *arena) {
    static const cl_text names[] = {{"Supplier", 8}, {"Customer", 8}};
    cl_party *parties = CL_ARRAY(arena, 2, cl_party);
    for (int i = 0; i < 2; i++) {
        parties[i].name = names[i];
        parties[i].aliases = &names[i];
        parties[i].alias_count = 1;
    }
    parties[0].side = CL_SIDE_SUPPLIER;
    parties[0].role = "supplier";
    parties[1].side = CL_SIDE_CUSTOMER;
    parties[1].role = "customer";
    return parties;
}

/* `lines` is NULL-terminated. */
static cl_contract *contract_of(cl_arena *arena, const char *const *lines) {
    size_t count = 0;
    while (lines[count])
        count++;
    contract_maker m = {.arena = arena, .section_count = 1};
    m.blocks = CL_ARRAY(arena, count + 1, cl_block);
    m.sections = CL_ARRAY(arena, count + 1, cl_section);
    m.sentences = CL_ARRAY(arena, count + 1, cl_sentence);
    m.sections[0] = (cl_section){.kind = CL_SECTION_ROOT,
                                 .parent = CL_NONE,
                                 .article = CL_NONE,
                                 .annex = CL_NONE,
                                 .heading_block = CL_NONE};
    for (size_t i = 0; i < count; i++)
        make_line(&m, lines[i]);
    cl_document *document = CL_NEW(arena, cl_document);
    static const uint32_t line_starts[] = {0};
    document->arena = arena;
    document->name = "t";
    document->source = CL_TEXT(" ");
    document->blocks = m.blocks;
    document->block_count = m.block_count;
    document->lines = line_starts;
    document->line_count = 1;
    cl_contract *contract = CL_NEW(arena, cl_contract);
    contract->document = document;
    contract->arena = arena;
    contract->short_name = CL_TEXT("Agreement");
    contract->sections = m.sections;
    contract->section_count = m.section_count;
    contract->sentences = m.sentences;
    contract->sentence_count = m.sentence_count;
    contract->parties = parties_of(arena);
    contract->party_count = 2;
    return contract;
}

#endif
