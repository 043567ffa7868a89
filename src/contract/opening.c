/* SPDX-License-Identifier: MIT */
#include "contract/opening.h"

#include "contract/word.h"
#include "document/typed_label.h"

bool cl_is_running_text(const cl_block *block) {
    return !(block->flags & (CL_BLOCK_HIDDEN | CL_BLOCK_TOC)) && block->kind != CL_BLOCK_HEADER &&
           block->kind != CL_BLOCK_FOOTER && block->kind != CL_BLOCK_FOOTNOTE &&
           block->kind != CL_BLOCK_ENDNOTE;
}

/* The section that block `i` is in, looked for from the one of an earlier block on. */
static uint32_t section_from(const cl_contract *contract, uint32_t section, size_t i) {
    while (section + 1 < contract->section_count &&
           contract->sections[section + 1].first_block <= i)
        section++;
    return section;
}

static bool is_contents(const cl_contract *contract, uint32_t section, size_t i) {
    return contract->section_count && contract->sections[section].kind == CL_SECTION_TOC &&
           i < contract->sections[section].end_block;
}

/* The whole characters in the first `most` bytes. */
static size_t fitting_bytes(cl_text text, size_t most) {
    size_t take = text.length < most ? text.length : most;
    while (take < text.length && take && ((unsigned char)text.bytes[take] & 0xC0) == 0x80)
        take--;
    return take;
}

void cl_opening_read(const cl_contract *contract, size_t most, cl_opening *opening) {
    const cl_document *document = contract->document;
    size_t size = 0, capacity = 0;
    uint32_t section = 0;
    cl_buffer buffer = {0};
    *opening = (cl_opening){0};
    for (size_t i = 0; i < document->block_count && size < most; i++) {
        const cl_block *block = &document->blocks[i];
        section = section_from(contract, section, i);
        if (is_contents(contract, section, i) || !cl_is_running_text(block) || !block->text.length)
            continue;
        opening->parts = cl_arena_grow(contract->arena, opening->parts, opening->count, &capacity,
                                       sizeof *opening->parts);
        opening->parts[opening->count].block = (uint32_t)i;
        opening->parts[opening->count++].start = size;
        size_t take = fitting_bytes(block->text, most - size);
        cl_buffer_add(&buffer, block->text.bytes, take);
        cl_buffer_add_char(&buffer, '\n');
        size += take + 1;
    }
    opening->text =
        (cl_text){cl_arena_copy(contract->arena, buffer.bytes ? buffer.bytes : "", size), size};
    cl_buffer_release(&buffer);
}

void cl_opening_locate(const cl_opening *opening, cl_span span, uint32_t *block,
                       cl_span *in_block) {
    size_t low = 0, high = opening->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (opening->parts[middle].start <= span.start)
            low = middle;
        else
            high = middle;
    }
    if (!opening->count)
        return;
    *block = opening->parts[low].block;
    *in_block =
        (cl_span){span.start - opening->parts[low].start, span.end - opening->parts[low].start};
}

/* Do the verbs of duties begin with these two letters? Most words fail here. */
static bool may_bind(int first, int second) {
    static const char pairs[] = "sh wi ma mu ag he wa de re un ac gr co ";
    for (const char *pair = pairs; *pair; pair += 3)
        if (pair[0] == first && pair[1] == second)
            return true;
    return false;
}

/* The end of the words before the verb at `at`, behind which a comma or quote may stand. */
static size_t words_end(cl_text text, size_t at) {
    size_t stop = at - 1;
    while (stop && strchr(" ,)\"'", text.bytes[stop - 1]))
        stop--;
    return stop;
}

cl_actors cl_actors_read(const cl_contract *contract) {
    static const char *const verbs[] = {"shall",   "will",       "may",        "must",
                                        "agrees",  "hereby",     "warrants",   "wishes",
                                        "desires", "represents", "undertakes", "acknowledges",
                                        "grants",  "covenants",  NULL};
    enum { MOST = 600, LONGEST = 80 }; /* verbs looked at; bytes before one */
    cl_text *before = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < contract->document->block_count && count < MOST; i++) {
        cl_text text = contract->document->blocks[i].text;
        if (!cl_is_running_text(&contract->document->blocks[i]))
            continue;
        for (size_t at = 2; at + 2 < text.length && count < MOST; at++) {
            if (text.bytes[at - 1] != ' ' ||
                !may_bind((unsigned char)text.bytes[at], (unsigned char)text.bytes[at + 1]) ||
                !cl_any_words_at(text, at, verbs))
                continue;
            size_t stop = words_end(text, at);
            before = cl_arena_grow(contract->arena, before, count, &capacity, sizeof *before);
            before[count++] = cl_text_slice(text, stop > LONGEST ? stop - LONGEST : 0, stop);
        }
    }
    return (cl_actors){before, count};
}

size_t cl_actors_count(const cl_actors *actors, cl_text alias) {
    size_t count = 0;
    bool caps = cl_text_is_caps(alias); /* "ACME LIMITED" in a heading is "Acme" in the text */
    for (size_t i = 0; i < actors->count; i++) {
        cl_text before = actors->before[i];
        size_t start = before.length >= alias.length ? before.length - alias.length : 0;
        cl_text last = cl_text_slice(before, start, before.length);
        count += before.length >= alias.length &&
                 (caps ? cl_text_equal_nocase(last, alias) : cl_text_equal(last, alias)) &&
                 (!start || !cl_is_word_byte((unsigned char)before.bytes[start - 1]));
    }
    return count;
}
