/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/markdown_reader.h"
#include "document/typed_label.h"

size_t cl_markdown_line_start(const cl_markdown_reader *w, int line) {
    size_t index = w->first_line + (size_t)(line > 0 ? line - 1 : 0);
    return index < w->document->line_count ? w->document->lines[index] : w->source.length;
}

size_t cl_markdown_offset(const cl_markdown_reader *w, int line, int column) {
    size_t start = cl_markdown_line_start(w, line), end = cl_markdown_line_start(w, line + 1);
    size_t at = start + (size_t)(column > 0 ? column - 1 : 0);
    return at < end ? at : start;
}

void cl_markdown_open_block(cl_markdown_reader *w, cmark_node *node, cl_block_kind kind) {
    int line = cmark_node_get_start_line(node);
    w->open = (cl_block){.kind = kind, .list_level = -1};
    if (w->item_count > 0) {
        w->open.list_level = (int)w->item_count - 1;
    }
    size_t at = cl_markdown_offset(w, line, cmark_node_get_start_column(node));
    w->open.indent = (uint32_t)(at - cl_markdown_line_start(w, line));
    int last = cmark_node_get_end_line(node);
    /* Cells share a line, and the parser does not say where each begins. */
    w->cursor = kind == CL_BLOCK_CELL && at < w->cursor ? w->cursor : at;
    w->end = cl_markdown_line_start(w, (last < line ? line : last) + 1);
    w->bold = 0;
}

void cl_markdown_next_block(cl_markdown_reader *w) {
    cl_markdown_close_block(w);
    w->open = (cl_block){.kind = CL_BLOCK_PARAGRAPH, .list_level = w->open.list_level};
}

void cl_markdown_set_bold(cl_markdown_reader *w, bool begins) {
    size_t length = cl_normaliser_length(&w->normaliser);
    if (begins) {
        /* Only a bold start of the paragraph matters; "**1.** **Title**" is one start. */
        bool at_start = length <= w->open.bold_end + 1 && (length == 0 || w->open.bold_end > 0);
        w->bold += at_start || w->bold > 0;
    } else if (w->bold > 0 && --w->bold == 0) {
        w->open.bold_end = (uint32_t)length;
    }
}

void cl_markdown_strike(cl_markdown_reader *w, bool begins) {
    w->mute += begins ? 1u : -1u;
    if (begins) {
        size_t at = cl_normaliser_length(&w->normaliser);
        w->revisions = cl_arena_grow(w->document->arena, w->revisions, w->revision_count,
                                     &w->revision_capacity, sizeof *w->revisions);
        w->revisions[w->revision_count++] = (cl_revision){.span = {at, at}, .deleted = true};
        w->document->revision_count++;
    }
}

/* ---- labels and headings ---- */

static void set_item_label(cl_markdown_reader *w, cl_block *block, cl_markdown_item *item) {
    item->used = true;
    if (block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    if (!item->ordered && cl_block_take_label(block)) {
        return; /* "* 1.1 Title": the typed number is what people cite */
    }
    block->label_start = (uint32_t)item->start;
    block->label = item->ordered ? cl_text_from(cl_arena_printf(w->document->arena, "%d%c",
                                                                item->number, item->delimiter))
                                 : CL_TEXT("\xE2\x80\xA2");
}

/* The marker of the list item that the block is the first of, or a typed label. */
static void set_label(cl_markdown_reader *w, cl_block *block) {
    cl_markdown_item *item = w->item_count > 0 ? &w->items[w->item_count - 1] : NULL;
    if (item && !item->used) {
        set_item_label(w, block, item);
    } else if (cl_block_take_label(block) && block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
}

/* A line that is bold throughout, and short, is a heading that was not marked as one. */
static bool is_bold_title(const cl_block *block) {
    return block->text.length > 0 && block->text.length <= 120 &&
           block->bold_end + 1 >= block->text.length && !cl_text_ends(block->text, ";") &&
           !cl_text_ends(block->text, ",") &&
           (!cl_text_ends(block->text, ".") || block->label.length > 0);
}

/* The run-in title, whether all of the block is bold, and what looks like a heading. */
static void set_looks(cl_block *block) {
    if (block->bold_end > block->text.length) {
        block->bold_end = (uint32_t)block->text.length;
    }
    if (block->bold_end > 0 && block->bold_end == block->text.length) {
        block->flags |= CL_BLOCK_BOLD;
    }
    if ((block->kind == CL_BLOCK_PARAGRAPH || block->kind == CL_BLOCK_LIST_ITEM) &&
        is_bold_title(block)) {
        block->kind = CL_BLOCK_HEADING;
    }
    if (cl_text_is_caps(block->text)) {
        block->flags |= CL_BLOCK_CAPS;
    }
}

/* ---- closing ---- */

static void take_revisions(cl_markdown_reader *w, cl_block *block) {
    if (w->revision_count > 0) {
        cl_revision *copy = CL_ARRAY(w->document->arena, w->revision_count, cl_revision);
        memcpy(copy, w->revisions, w->revision_count * sizeof *copy);
        for (size_t i = 0; i < w->revision_count; i++) {
            size_t most = block->text.length;
            copy[i].span.start = copy[i].span.start < most ? copy[i].span.start : most;
            copy[i].span.end = copy[i].span.start;
        }
        block->revisions = copy;
        block->revision_count = w->revision_count;
    }
    w->revision_count = 0;
}

void cl_markdown_close_block(cl_markdown_reader *w) {
    cl_block *block = &w->open;
    bool written = !(block->flags & (CL_BLOCK_CODE | CL_BLOCK_HIDDEN));
    cl_normaliser_take(&w->normaliser, w->document->arena, &block->text, &block->map);
    if (block->text.length > 0 && written) {
        cl_markdown_take_notes(w, block);
    }
    if (block->text.length == 0) {
        w->revision_count = 0;
        return;
    }
    take_revisions(w, block);
    block->source = (cl_span){block->map[0], block->map[block->text.length]};
    const uint32_t *start = block->map;
    if (written && block->kind != CL_BLOCK_CELL && block->kind != CL_BLOCK_FOOTNOTE) {
        set_label(w, block);
    }
    cl_block_shift_revisions(block, (size_t)(block->map - start));
    if (block->label.length > 0 && block->label_start < block->source.start) {
        block->source.start = block->label_start;
    }
    set_looks(block);
    w->too_long = w->too_long || block->text.length > w->limits->paragraph_bytes;
    w->blocks =
        cl_arena_grow(w->document->arena, w->blocks, w->count, &w->capacity, sizeof *w->blocks);
    w->blocks[w->count++] = *block;
}
