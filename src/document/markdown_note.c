/* SPDX-License-Identifier: MIT
 *
 * Footnotes as GitHub has them. They are not left to the parser, which drops a note that nothing
 * refers to.
 */
#include <stdlib.h>
#include <string.h>

#include "document/markdown_reader.h"

/* The name in "[^name]" at `at`; empty if there is none. */
static cl_text note_name(cl_text text, size_t at) {
    enum { LONGEST = 64 };
    size_t end = at + 2;
    if (at + 2 >= text.length || text.bytes[at] != '[' || text.bytes[at + 1] != '^') {
        return (cl_text){"", 0};
    }
    while (end < text.length && end - at < LONGEST && text.bytes[end] != ']' &&
           text.bytes[end] != ' ' && text.bytes[end] != '[') {
        end++;
    }
    bool closed = end < text.length && text.bytes[end] == ']';
    return closed ? cl_text_slice(text, at + 2, end) : (cl_text){"", 0};
}

static void add_note(cl_markdown_reader *w, cl_text name, bool definition) {
    w->notes = cl_arena_grow(w->document->arena, w->notes, w->note_count, &w->note_capacity,
                             sizeof *w->notes);
    w->notes[w->note_count++] = (cl_markdown_note){name, w->count, definition};
}

/* "[^1]:" at the start of the block: a footnote. */
static void take_mark(cl_markdown_reader *w, cl_block *block) {
    cl_text text = block->text, name = note_name(text, 0);
    if (name.length == 0 || name.length + 3 >= text.length || text.bytes[name.length + 3] != ':') {
        return;
    }
    size_t skip = name.length + 4;
    skip += skip < text.length && text.bytes[skip] == ' ';
    block->text = cl_text_slice(text, skip, text.length);
    block->map += skip;
    block->kind = CL_BLOCK_FOOTNOTE;
    add_note(w, name, true);
}

static void take_references(cl_markdown_reader *w, cl_block *block) {
    cl_text text = block->text;
    char *bytes = cl_arena_alloc(w->document->arena, text.length + 1);
    uint32_t *map = CL_ARRAY(w->document->arena, text.length + 1, uint32_t);
    size_t kept = 0;
    for (size_t at = 0; at < text.length;) {
        cl_text reference = text.bytes[at] == '[' ? note_name(text, at) : (cl_text){"", 0};
        if (reference.length > 0) {
            add_note(w, reference, false);
            at += reference.length + 3;
            continue;
        }
        bytes[kept] = text.bytes[at];
        map[kept++] = block->map[at++];
    }
    map[kept] = block->map[text.length];
    block->text = (cl_text){bytes, kept};
    block->map = map;
}

void cl_markdown_take_notes(cl_markdown_reader *w, cl_block *block) {
    take_mark(w, block);
    if (cl_text_find(block->text, CL_TEXT("[^"), 0) != SIZE_MAX) {
        take_references(w, block);
    }
}

static int compare_notes(const void *a, const void *b) {
    const cl_markdown_note *x = a, *y = b;
    size_t least = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.bytes, y->name.bytes, least);
    if (order == 0 && x->name.length != y->name.length) {
        order = x->name.length < y->name.length ? -1 : 1;
    }
    if (order == 0 && x->definition != y->definition) {
        order = x->definition ? 1 : -1; /* references first, in the order of blocks */
    }
    return order ? order : x->block < y->block ? -1 : x->block > y->block;
}

/* "[^12]" is shown as 12; other names have no number. */
static uint32_t note_number(cl_text name) {
    enum { HIGHEST = 10000 };
    uint32_t number = 0;
    for (size_t i = 0;
         i < name.length && cl_is_digit((unsigned char)name.bytes[i]) && number < HIGHEST; i++) {
        number = number * 10 + (uint32_t)(name.bytes[i] - '0');
    }
    return number;
}

void cl_markdown_tie_notes(cl_markdown_reader *w) {
    if (w->note_count > 1) {
        qsort(w->notes, w->note_count, sizeof *w->notes, compare_notes);
    }
    const cl_markdown_note *reference = NULL;
    for (size_t i = 0; i < w->note_count; i++) {
        const cl_markdown_note *at = &w->notes[i];
        bool same = reference && cl_text_equal(reference->name, at->name);
        if (!at->definition) {
            reference = same ? reference : at;
            continue;
        }
        cl_block *block = &w->blocks[at->block];
        block->note = note_number(at->name);
        block->note_anchor = same ? (uint32_t)reference->block + 1 : 0;
    }
}
