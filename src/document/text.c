/* SPDX-License-Identifier: MIT
 *
 * Plain text: lines → paragraphs → blocks. plain_reader.h says what is where; text_layout.h finds
 * labels inside lines.
 */
#include <string.h>

#include "document/loader.h"
#include "document/plain_reader.h"

/* ---- lines ---- */

enum { PAGE_BLANKS = 3 }; /* that many blank lines are a page edge, not a paragraph's */

cl_text cl_plain_line_text(const cl_plain_reader *r, const cl_plain_line *l) {
    return cl_text_slice(r->source, l->start, l->end);
}

static void read_lines(cl_plain_reader *r) {
    const cl_document *document = r->document;
    r->lines = CL_ARRAY(document->arena, document->line_count, cl_plain_line);
    uint32_t blank = 0;
    bool page = false;
    for (size_t i = 0; i < document->line_count; i++) {
        size_t start = document->lines[i];
        size_t end = i + 1 < document->line_count ? document->lines[i + 1] : r->source.length;
        cl_plain_line l = {.blank = blank};
        while (start < end && cl_is_space((unsigned char)r->source.bytes[start])) {
            char c = r->source.bytes[start++];
            page = page || c == '\f';
            l.indent = c == '\t' ? (l.indent / 8 + 1) * 8 : c == '\f' ? 0 : l.indent + 1;
        }
        bool page_behind = false;
        while (end > start && cl_is_space((unsigned char)r->source.bytes[end - 1])) {
            end--;
            page_behind = page_behind || r->source.bytes[end] == '\f';
        }
        if (start == end) {
            blank++;
            continue;
        }
        l.start = (uint32_t)start;
        l.end = (uint32_t)end;
        l.page_break = page || (blank >= PAGE_BLANKS && r->count > 0);
        page = page_behind;
        blank = 0;
        r->lines[r->count++] = l;
    }
}

static void find_gaps(cl_plain_reader *r) {
    cl_gap_counts gaps = {0};
    for (size_t i = 0; i < r->count; i++) {
        cl_layout_count_gaps(&r->layout, r->lines[i].start, r->lines[i].end, &gaps);
    }
    cl_layout_decide_gaps(&r->layout, &gaps);
}

/* ---- blocks ---- */

static void begin_block(cl_plain_reader *r, const cl_plain_line *l, size_t at, bool labelled) {
    r->open = (cl_block){.kind = CL_BLOCK_PARAGRAPH, .list_level = -1, .indent = l->indent};
    r->open.flags |= at > l->start ? CL_BLOCK_JOINS_LINE : 0;
    r->open.flags |= at == l->start && l->page_break ? CL_BLOCK_PAGE_BREAK : 0;
    uint32_t length = l->end - l->start;
    if (l->indent >= 8 && length < 60 && length + 2 * l->indent < r->width + r->width / 4) {
        r->open.flags |= CL_BLOCK_CENTERED;
    }
    r->open_start = at;
    r->labelled = labelled;
    r->alone = at == l->start;
}

/* "2630 Skymark Avenue", "P.O. Box 12": where somebody is, and no title. */
static bool is_address(cl_text text) {
    static const char *const places[] = {"street", "avenue",   "road",    "boulevard", "drive",
                                         "lane",   "suite",    "parkway", "highway",   "box",
                                         "st",     "ave",      "blvd",    "rd",        "floor",
                                         "plaza",  "turnpike", "court",   "way",       NULL};
    bool number = false;
    for (size_t at = 0, end; at < text.length; at = end) {
        while (at < text.length && !cl_is_alnum((unsigned char)text.bytes[at])) {
            at++;
        }
        end = at;
        while (end < text.length && cl_is_alnum((unsigned char)text.bytes[end])) {
            end++;
        }
        if (number && cl_text_listed(cl_text_slice(text, at, end), places)) {
            return true;
        }
        number = number || (end - at > 1 && cl_is_digit((unsigned char)text.bytes[at]));
    }
    return false;
}

static bool is_heading_block(const cl_plain_reader *r, const cl_block *block) {
    cl_text text = block->text;
    if (text.length == 0 || text.length > 120 || (!block->label.length && is_address(text))) {
        return false;
    }
    bool item = block->label.length > 0 &&
                (block->label.bytes[0] == '(' || (unsigned char)block->label.bytes[0] >= 0xE0);
    if (cl_text_is_caps(text)) {
        return text.length >= 3 && !memchr(text.bytes, '_', text.length) && !item &&
               !cl_text_starts(text, "BY:") && !cl_text_ends(text, ";") && !cl_text_ends(text, ",");
    }
    if (item || !r->alone) {
        return false;
    }
    if (block->label.length > 0 && cl_text_ends(text, ".")) {
        text.length--;
    }
    return cl_text_is_title(text);
}

static void end_block(cl_plain_reader *r) {
    cl_block *block = &r->open;
    if (cl_normaliser_length(&r->normaliser) == 0) {
        return;
    }
    cl_normaliser_take(&r->normaliser, r->document->arena, &block->text, &block->map);
    block->source = (cl_span){block->map[0], block->map[block->text.length]};
    if (r->labelled && cl_block_take_label(block)) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    if (is_heading_block(r, block)) {
        block->kind = CL_BLOCK_HEADING;
    }
    if (cl_text_is_caps(block->text)) {
        block->flags |= CL_BLOCK_CAPS;
    }
    /* "[clauselint: ignore RULE: reason]": a note to us, as an HTML comment is in Markdown. */
    if (cl_text_starts(block->text, "[clauselint:") && cl_text_ends(block->text, "]")) {
        block->flags |= CL_BLOCK_HIDDEN;
        block->kind = CL_BLOCK_PARAGRAPH;
    }
    r->too_long = r->too_long || block->text.length > r->limits->paragraph_bytes;
    if (r->block_count >= r->limits->paragraphs) {
        r->full = true;
        return;
    }
    r->blocks = cl_arena_grow(r->document->arena, r->blocks, r->block_count, &r->block_capacity,
                              sizeof *r->blocks);
    r->blocks[r->block_count++] = *block;
}

/* Adds a piece of a line without the rules ("- -----") that stood under a heading on a line of its
 * own. */
static void add_piece(cl_plain_reader *r, size_t start, size_t end) {
    while (r->has_rules && start < end) {
        size_t rule = cl_text_find(cl_text_slice(r->source, 0, end), CL_TEXT("---"), start);
        if (rule == SIZE_MAX) {
            break;
        }
        size_t behind = rule;
        while (behind < end && r->source.bytes[behind] == '-') {
            behind++;
        }
        bool apart = (rule == start || r->source.bytes[rule - 1] == ' ') &&
                     (behind == end || r->source.bytes[behind] == ' ');
        size_t stop = apart ? rule : behind;
        if (apart && stop >= start + 2 && r->source.bytes[stop - 2] == '-' &&
            (stop < start + 3 || r->source.bytes[stop - 3] == ' ')) {
            stop -= 2;
        }
        cl_normaliser_add(&r->normaliser, r->source, start, stop);
        start = behind;
    }
    cl_normaliser_add(&r->normaliser, r->source, start, end);
}

/* Joins to the line before: with a space, or without one where a word was hyphenated. */
static void add_join(cl_plain_reader *r, const cl_plain_line *before, const cl_plain_line *l) {
    cl_text text = cl_plain_line_text(r, before);
    bool hyphen = text.length >= 2 && text.bytes[text.length - 1] == '-' &&
                  cl_is_alpha((unsigned char)text.bytes[text.length - 2]) &&
                  cl_is_lower((unsigned char)r->source.bytes[l->start]);
    cl_text next = cl_plain_line_text(r, l);
    bool pair =
        cl_text_starts(next, "and ") || cl_text_starts(next, "or ") || cl_text_starts(next, "to ");
    bool soft = cl_text_ends(text, "\xC2\xAD");
    if (!soft && (!hyphen || pair)) {
        cl_normaliser_add_space(&r->normaliser, before->end);
    }
}

static void read_blocks(cl_plain_reader *r) {
    size_t first = 0;
    for (size_t i = 0; i < r->count && !r->full; i++) {
        const cl_plain_line *l = &r->lines[i];
        size_t from = l->start;
        if (i > 0 && cl_plain_joins(r, first, i)) {
            add_join(r, &r->lines[i - 1], l);
        } else {
            end_block(r);
            first = i;
            begin_block(r, l, from, cl_layout_opens_line(&r->layout, from, l->end));
        }
        size_t cut, scan = from;
        bool label = false;
        while ((cut = cl_layout_next_cut(&r->layout, from, scan, l->end, &label)) != SIZE_MAX) {
            add_piece(r, from, cut);
            r->alone = false;
            end_block(r);
            begin_block(r, l, cut, label);
            from = scan = cut;
        }
        add_piece(r, from, l->end);
    }
    end_block(r);
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    cl_document *document = cl_loader_begin(arena, name, CL_FORMAT_TEXT);
    cl_loader_take_source(document, cl_decode(arena, name, bytes, &document->notices));
    cl_plain_reader r = {.document = document, .limits = limits, .source = document->source};
    r.layout.source = r.source;
    r.has_rules = cl_text_find(r.source, CL_TEXT("---"), 0) != SIZE_MAX;
    read_lines(&r);
    cl_plain_drop_furniture(&r);
    cl_plain_find_wrapping(&r);
    find_gaps(&r);
    read_blocks(&r);
    cl_normaliser_release(&r.normaliser);
    cl_status status = cl_loader_check(name, limits, r.too_long, r.full, error);
    if (status != CL_OK) {
        return status;
    }
    document->blocks = r.blocks;
    document->block_count = r.block_count;
    *out = document;
    return CL_OK;
}

/* Anything may be text; other loaders bid higher when they see their own format. */
static int recognise(cl_text head) {
    return head.length > 0 ? 10 : 0;
}

const cl_loader cl_loader_text = {"text", recognise, load};
