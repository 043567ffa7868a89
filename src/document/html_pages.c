/* SPDX-License-Identifier: MIT
 *
 * What a filing keeps of printed pages: numbers and running heads at their edges, paragraphs that
 * go on overleaf, footnotes at their feet.
 */
#include <stdlib.h>
#include <string.h>

#include "document/html_reader.h"
#include "document/page_furniture.h"

enum {
    LONGEST_REFERENCE_MARK = 6,
    OFTEN = 3,
    LONGEST_RUNNING = 160,
    EDGE_BLOCKS = 2,
    LONGEST_JOINED = 1 << 16, /* joining copies */
};

/* The number in "1", "(1)", "[1]"; 0 if there is none. */
static uint32_t mark_number(cl_text text) {
    size_t at = 0;
    uint32_t number = 0;
    while (at < text.length && (text.bytes[at] == '(' || text.bytes[at] == '[')) {
        at++;
    }
    while (at < text.length && cl_is_digit((unsigned char)text.bytes[at]) && number < 1000) {
        number = number * 10 + (uint32_t)(text.bytes[at++] - '0');
    }
    while (at < text.length && (text.bytes[at] == ')' || text.bytes[at] == ']')) {
        at++;
    }
    return at == text.length ? number : 0;
}

void cl_html_close_anchor(cl_html_reader *r) {
    const char *id = r->anchor;
    cl_text text = cl_buffer_text(&r->normaliser.text);
    size_t start = r->anchor_start;
    r->anchor = NULL;
    if (!id || !r->anchor_raised || start > text.length) {
        return;
    }
    cl_text mark = cl_text_trim(cl_text_slice(text, start, text.length));
    uint32_t number = mark.length <= LONGEST_REFERENCE_MARK ? mark_number(mark) : 0;
    if (number == 0) {
        return;
    }
    cl_normaliser_truncate(&r->normaliser, start);
    r->notes = cl_arena_grow(r->document->arena, r->notes, r->note_count, &r->note_capacity,
                             sizeof *r->notes);
    r->notes[r->note_count++] = (cl_html_note){id, number, r->count};
}

static int compare_targets(const void *a, const void *b) {
    const cl_html_target *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : x->block < y->block ? -1 : x->block > y->block;
}

static const cl_html_target *find_target(const cl_html_reader *r, const char *id) {
    size_t low = 0, high = r->target_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(r->targets[middle].id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < r->target_count && strcmp(r->targets[low].id, id) == 0 ? &r->targets[low] : NULL;
}

/* Takes the number off a note's start: "1 As defined …", "[1]", "1." */
static bool take_number(cl_block *block, uint32_t number) {
    cl_text text = block->text;
    if (block->label.length > 0) {
        cl_label label;
        bool same = cl_label_read(block->label, 0, &label) && label.part_count == 1 &&
                    (uint32_t)label.parts[0].value == number;
        block->label = same ? CL_TEXT("") : block->label;
        return same;
    }
    size_t end = 0;
    while (end < text.length && strchr("()[].0123456789", text.bytes[end])) {
        end++;
    }
    cl_text mark = cl_text_slice(text, 0, end);
    mark.length -= cl_text_ends(mark, ".");
    if (mark_number(mark) != number) {
        return false;
    }
    while (end < text.length && text.bytes[end] == ' ') {
        end++;
    }
    block->text = cl_text_slice(text, end, text.length);
    block->map += end;
    block->bold_end = 0;
    return true;
}

/* Whether a block holds a raised link with that number. Notes stand in the order of blocks. */
static bool refers_from(const cl_html_reader *r, size_t block, uint32_t number) {
    size_t low = 0, high = r->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->notes[middle].block < block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < r->note_count && r->notes[low].block == block && r->notes[low].number == number;
}

/* A raised link to something further on that has the same number is a reference to a footnote. */
void cl_html_tie_notes(cl_html_reader *r) {
    if (r->target_count > 1) {
        qsort(r->targets, r->target_count, sizeof *r->targets, compare_targets);
    }
    for (size_t i = 0; i < r->note_count; i++) {
        const cl_html_note *note = &r->notes[i];
        const cl_html_target *target = find_target(r, note->id);
        if (!target || target->block <= note->block || target->block >= r->count) {
            continue;
        }
        cl_block *block = &r->blocks[target->block];
        bool numbered = take_number(block, note->number);
        numbered = numbered || refers_from(r, target->block, note->number); /* its link back */
        if (numbered) {
            block->kind = CL_BLOCK_FOOTNOTE;
            block->note = note->number;
            block->note_anchor = (uint32_t)note->block + 1;
        }
    }
}

static bool begins_page(const cl_block *block) {
    return (block->flags & (CL_BLOCK_PAGE_BREAK | CL_HTML_RULED)) != 0;
}

static bool is_set_aside(const cl_block *block) {
    return block->kind == CL_BLOCK_HEADER || block->kind == CL_BLOCK_FOOTER;
}

static bool may_be_furniture(const cl_block *block) {
    return (block->kind == CL_BLOCK_PARAGRAPH || block->kind == CL_BLOCK_HEADING ||
            block->kind == CL_BLOCK_LIST_ITEM || block->kind == CL_BLOCK_CELL) &&
           !(block->flags & CL_BLOCK_HIDDEN) && block->text.length <= LONGEST_RUNNING;
}

/* "12", or "12." read as a label without text. */
static bool is_page_number(const cl_block *block) {
    return block->label.length == 0 ? cl_is_page_number(block->text)
                                    : block->text.length == 0 && cl_is_page_number(block->label);
}

typedef struct edge {
    uint64_t hash;
    size_t block;
    bool top;
} edge;

static int compare_edges(const void *a, const void *b) {
    const edge *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return x->block < y->block ? -1 : x->block > y->block;
}

/* The nearest blocks on both sides of every page edge, numbers set aside at once. */
static size_t collect_edges(cl_html_reader *r, edge *edges) {
    size_t n = 0;
    for (size_t i = 1; i < r->count; i++) {
        if (!begins_page(&r->blocks[i])) {
            continue;
        }
        for (size_t k = 0; k < EDGE_BLOCKS; k++) {
            size_t sides[2] = {i + k, i - k - 1};
            for (size_t side = 0; side < 2; side++) {
                size_t at = sides[side];
                if (at >= r->count || !may_be_furniture(&r->blocks[at])) {
                    continue;
                }
                cl_block *block = &r->blocks[at];
                if (is_page_number(block)) {
                    block->kind = side == 0 ? CL_BLOCK_HEADER : CL_BLOCK_FOOTER;
                } else if (block->label.length == 0) {
                    edges[n++] = (edge){cl_running_hash(block->text), at, side == 0};
                }
            }
        }
    }
    return n;
}

static void set_running(cl_html_reader *r, edge *edges, size_t n) {
    if (n > 1) {
        qsort(edges, n, sizeof *edges, compare_edges);
    }
    for (size_t i = 0; i < n;) {
        size_t end = i, different = 0;
        while (end < n && edges[end].hash == edges[i].hash) {
            different += end == i || edges[end].block != edges[end - 1].block;
            end++;
        }
        for (size_t k = i; k < end && different >= OFTEN; k++) {
            cl_block *block = &r->blocks[edges[k].block];
            if (!is_set_aside(block) && edges[k].block > 4) { /* or the title they repeat */
                block->kind = edges[k].top ? CL_BLOCK_HEADER : CL_BLOCK_FOOTER;
            }
        }
        i = end;
    }
}

/* "… the Buyer shall" | page edge | "pay the price …". */
static bool goes_on(const cl_block *before, const cl_block *block) {
    cl_text text = before->text;
    if (block->label.length > 0 || block->kind != CL_BLOCK_PARAGRAPH || text.length < 40 ||
        text.length > LONGEST_JOINED || block->text.length == 0 ||
        !cl_is_lower((unsigned char)block->text.bytes[0]) ||
        (before->kind != CL_BLOCK_PARAGRAPH && before->kind != CL_BLOCK_LIST_ITEM)) {
        return false;
    }
    char last = text.bytes[text.length - 1];
    return last != '.' && last != ':' && last != ';' && last != '?' && last != '!';
}

void cl_html_set_pages(cl_html_reader *r) {
    edge *edges = malloc((r->count * 2 * EDGE_BLOCKS + 1) * sizeof *edges);
    if (!edges) {
        abort();
    }
    set_running(r, edges, collect_edges(r, edges));
    free(edges);
    size_t *renumbered = malloc((r->count + 1) * sizeof *renumbered);
    if (!renumbered) {
        abort();
    }
    size_t kept = 0, last = SIZE_MAX;
    bool edge_since = false;
    for (size_t i = 0; i < r->count; i++) {
        cl_block *block = &r->blocks[i];
        edge_since = edge_since || begins_page(block) || is_set_aside(block);
        bool printed = block->flags & CL_BLOCK_PAGE_BREAK || is_set_aside(block);
        block->flags &= ~(unsigned)CL_HTML_RULED;
        renumbered[i] = kept;
        if (!is_set_aside(block) && edge_since && last != SIZE_MAX &&
            (printed || is_set_aside(&r->blocks[kept - 1])) && goes_on(&r->blocks[last], block)) {
            cl_html_join(r, &r->blocks[last], block, false);
            renumbered[i] = last;
            edge_since = false;
            continue;
        }
        if (!is_set_aside(block) && !(block->flags & CL_BLOCK_HIDDEN)) {
            last = kept;
            edge_since = false;
        }
        r->blocks[kept++] = *block;
    }
    for (size_t i = 0; i < kept; i++) {
        if (r->blocks[i].note_anchor > 0) {
            r->blocks[i].note_anchor = (uint32_t)renumbered[r->blocks[i].note_anchor - 1] + 1;
        }
    }
    free(renumbered);
    r->count = kept;
}
