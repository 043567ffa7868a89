/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/docx_text.h"
#include "document/label.h"

/* Headers and footers are looked up one by one for repetitions, so only so many are compared. */
enum { COMPARED_FURNITURE = 64 };
/* Items that line breaks make of one paragraph; each looks at all runs of the paragraph. */
enum { MOST_PIECES = 400 };

void cl_docx_add_anchor(cl_docx_output *output, cl_docx_anchor anchor) {
    output->anchors = cl_arena_grow(output->arena, output->anchors, output->anchor_count,
                                    &output->anchor_capacity, sizeof *output->anchors);
    anchor.order = (uint32_t)output->anchor_count;
    output->anchors[output->anchor_count++] = anchor;
}

/* First byte of matching text that came from `source_offset` or behind it. */
static size_t matching_offset(const cl_block *block, size_t source_offset) {
    size_t low = 0, high = block->text.length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block->map[middle] < source_offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whether there is a tab between the label, which ends before matching byte `length`, and what
 * follows. */
static bool followed_by_tab(cl_text source, const cl_block *block, size_t length) {
    if (length >= block->text.length) {
        return false;
    }
    size_t from = block->map[length - 1] + 1u;
    for (size_t i = from; i < source.length && i <= block->map[length]; i++) {
        if (source.bytes[i] == '\t') {
            return true;
        }
    }
    return false;
}

/* A paragraph may begin with what only looks like a label: "30 days", "Section 9.1 survives", "A
 * buyer". */
static bool is_typed_label(cl_text text, const cl_label *label, bool tab) {
    size_t end = label->length;
    if (label->part_count == 0 || end == 0 || end > text.length) {
        return false;
    }
    if (end < text.length && !cl_is_space((unsigned char)text.bytes[end])) {
        return false;
    }
    if (tab || label->parts[0].numeral == CL_NUMERAL_BULLET) {
        return label->parts[0].value < 1000;
    }
    bool closed = label->closing != '\0' || label->parts[label->part_count - 1].parenthesised;
    bool before_lower = end + 1 < text.length && cl_is_lower((unsigned char)text.bytes[end + 1]);
    if (label->keyword[0] != '\0') {
        return end == text.length || !before_lower;
    }
    if (label->part_count == 1) {
        return closed && label->parts[0].value < 1000;
    }
    return closed || (end < text.length && !before_lower);
}

static void take_typed_label(cl_docx_output *output, cl_block *block) {
    cl_label label;
    if (block->text.length == 0 || !cl_label_read(block->text, 0, &label)) {
        return;
    }
    bool tab =
        label.length > 0 && followed_by_tab(cl_buffer_text(&output->source), block, label.length);
    if (!is_typed_label(block->text, &label, tab)) {
        return;
    }
    size_t cut = label.length;
    block->flags |= CL_BLOCK_LABEL_TYPED;
    block->label = cl_text_slice(block->text, 0, label.length);
    block->label_start = block->map[0];
    if (cut < block->text.length && block->text.bytes[cut] == ' ') {
        cut++;
    }
    block->text = cl_text_slice(block->text, cut, block->text.length);
    block->map += cut;
}

/* The beginning of a line with plain spaces for those of all widths, without any at its start. */
static cl_text plain_head(cl_text text, size_t at, char *head, size_t room) {
    size_t length = 0;
    while (at < text.length) {
        size_t size = 0;
        uint32_t c = cl_utf8_decode(text, at, &size);
        bool wide = c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
        bool space = wide || (c < 0x80 && cl_is_space((int)c));
        size = size > 0 ? size : 1;
        if (length + size > room) {
            break;
        }
        if (wide && length > 0) {
            head[length++] = ' ';
        } else if (!space || length > 0) {
            memcpy(head + length, text.bytes + at, size);
            length += size;
        }
        at += size;
    }
    return (cl_text){head, length};
}

/* Whether the line that begins at `at`, behind a line break, opens with a typed label and so is an
 * item of its own. */
static bool opens_item(cl_text text, size_t at) {
    char head[96];
    cl_text line = plain_head(text, at, head, sizeof head);
    cl_label label;
    if (line.length == 0 || !cl_label_read(line, 0, &label) || label.length >= line.length) {
        return false;
    }
    bool tab = line.bytes[label.length] == '\t';
    if (!tab && label.closing == '\0' && label.part_count > 0 &&
        !label.parts[label.part_count - 1].parenthesised) {
        return false;
    }
    return is_typed_label(line, &label, tab);
}

static void set_kind(cl_block *block, const cl_docx_where *where) {
    block->kind = where->kind;
    if (where->table != NULL) {
        block->table = where->table->number;
        block->row = where->table->row;
        block->column = where->table->column;
        if (where->kind == CL_BLOCK_PARAGRAPH) {
            block->kind = CL_BLOCK_CELL;
        }
    }
    if (block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = block->outline_level > 0  ? CL_BLOCK_HEADING
                      : block->label.length > 0 ? CL_BLOCK_LIST_ITEM
                                                : CL_BLOCK_PARAGRAPH;
    }
}

static int outline_of(const cl_docx_paragraph *paragraph, const cl_style *style) {
    int outline = paragraph->properties.outline;
    if (outline == CL_UNSET && style != NULL) {
        outline = style->paragraph.outline;
        cl_text name = cl_text_from(style->name);
        if (outline == CL_UNSET && name.length == 9 && cl_text_starts_nocase(name, "heading ") &&
            name.bytes[8] >= '1' && name.bytes[8] <= '9') {
            outline = name.bytes[8] - '1';
        }
    }
    return outline >= 0 && outline < 9 ? outline + 1 : 0;
}

static void set_style(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_block *block,
                      const cl_numbered *numbered) {
    const cl_style *style = cl_docx_style_of(output, paragraph);
    const cl_paragraph_properties *own = &paragraph->properties;
    block->outline_level = outline_of(paragraph, style);
    block->style = cl_text_from(style != NULL ? style->name : NULL);
    int centered = own->centered, indent = own->indent, page_break = own->page_break;
    if (indent == CL_UNSET && numbered != NULL && own->num_id != CL_UNSET) {
        indent = numbered->indent;
    }
    if (style != NULL) {
        centered = centered != CL_UNSET ? centered : style->paragraph.centered;
        indent = indent != CL_UNSET ? indent : style->paragraph.indent;
        page_break = page_break != CL_UNSET ? page_break : style->paragraph.page_break;
    }
    if (indent == CL_UNSET && numbered != NULL) {
        indent = numbered->indent;
    }
    block->indent = indent > 0 ? (uint32_t)indent : 0;
    if (centered == 1) {
        block->flags |= CL_BLOCK_CENTERED;
    }
    if (page_break == 1 || paragraph->break_before || output->page_break) {
        block->flags |= CL_BLOCK_PAGE_BREAK;
    }
    if (paragraph->toc || cl_text_starts_nocase(block->style, "toc ")) {
        block->flags |= CL_BLOCK_TOC;
    }
}

/* Bytes of paragraph->text that make one block: all of them, or the lines between breaks. */
typedef struct piece {
    size_t from, to;
    size_t source; /* where `from` stands in the source */
    bool last;
} piece;

static size_t in_block(const cl_block *block, const piece *piece, size_t offset) {
    offset = offset < piece->from ? piece->from : offset > piece->to ? piece->to : offset;
    return matching_offset(block, piece->source + (offset - piece->from));
}

/* Whether a place between two bytes belongs to this piece. */
static bool holds(const piece *piece, size_t offset) {
    return offset >= piece->from && (offset < piece->to || piece->last);
}

static bool touches(const cl_docx_revision *revision, const piece *piece) {
    return revision->start == revision->end
               ? holds(piece, revision->start)
               : revision->start < piece->to && revision->end > piece->from;
}

static void set_revisions(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                          cl_block *block, const piece *piece) {
    size_t count = 0;
    for (size_t i = 0; i < paragraph->revision_count; i++) {
        count += touches(&paragraph->revisions[i], piece);
    }
    cl_revision *revisions = CL_ARRAY(output->arena, count, cl_revision);
    block->revisions = revisions;
    block->revision_count = count;
    for (size_t i = 0; i < paragraph->revision_count; i++) {
        const cl_docx_revision *from = &paragraph->revisions[i];
        if (touches(from, piece)) {
            cl_span span = {in_block(block, piece, from->start), in_block(block, piece, from->end)};
            *revisions++ =
                (cl_revision){span, from->deleted, from->moved, from->author, from->date};
        }
    }
}

static void set_runs(cl_docx_output *output, const cl_docx_paragraph *paragraph, cl_block *block,
                     const piece *piece) {
    size_t first = 0, end = 0;
    while (end < paragraph->run_count && paragraph->runs[end].source_start < piece->to) {
        if (paragraph->runs[end].source_start <= piece->from) {
            first = end;
        }
        end++;
    }
    cl_run *runs = CL_ARRAY(output->arena, end - first, cl_run);
    for (size_t i = first; i < end; i++) {
        cl_run run = paragraph->runs[i];
        if (run.source_start < piece->from) {
            run.offset += (uint32_t)(piece->from - run.source_start);
            run.source_start = (uint32_t)piece->from;
        }
        run.source_start = (uint32_t)(piece->source + (run.source_start - piece->from));
        runs[i - first] = run;
    }
    block->runs = runs;
    block->run_count = end - first;
}

static void set_anchors(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                        const cl_block *block, const piece *piece) {
    for (size_t i = 0; i < paragraph->anchor_count; i++) {
        cl_docx_anchor anchor = paragraph->anchors[i];
        if (holds(piece, anchor.offset)) {
            anchor.block = output->block_count;
            anchor.offset = in_block(block, piece, anchor.offset);
            cl_docx_add_anchor(output, anchor);
        }
    }
}

static void set_spans(cl_docx_output *output, const cl_docx_paragraph *paragraph, cl_block *block,
                      const piece *piece) {
    block->bold_end = (uint32_t)in_block(block, piece, paragraph->bold_end);
    if (block->text.length > 0 && paragraph->all_bold) {
        block->flags |= CL_BLOCK_BOLD;
    }
    if (paragraph->has_letters && paragraph->all_caps) {
        block->flags |= CL_BLOCK_CAPS;
    }
    set_revisions(output, paragraph, block, piece);
    set_runs(output, paragraph, block, piece);
}

/* The same header stands in several parts: for first, odd and even pages, and again in each
 * section. */
static bool is_repeated(cl_docx_output *output, const cl_block *block) {
    if (block->kind != CL_BLOCK_HEADER && block->kind != CL_BLOCK_FOOTER) {
        return false;
    }
    if (output->furniture == SIZE_MAX) {
        output->furniture = output->block_count;
    }
    for (size_t i = output->furniture;
         i < output->block_count && i < output->furniture + COMPARED_FURNITURE; i++) {
        if (output->blocks[i].kind == block->kind &&
            cl_text_equal(output->blocks[i].text, block->text) &&
            cl_text_equal(output->blocks[i].label, block->label)) {
            return true;
        }
    }
    return false;
}

/* A paragraph in which nothing can be seen is a hidden block; in others hidden text is printed but
 * not matched, and one notice at the end says so. */
static bool is_hidden(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                      const cl_docx_where *where) {
    if (!paragraph->hidden || !paragraph->visible) {
        return paragraph->hidden;
    }
    if (output->hidden_count++ == 0) {
        output->hidden_first = paragraph->index;
        output->hidden_part = where->part;
    }
    return false;
}

static cl_status check_room(cl_docx_output *output, size_t more, cl_error *error) {
    if (++output->paragraphs > output->limits->paragraphs) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraphs", output->place,
                            "The document has more paragraphs than the limit of %zu "
                            "(--max-paragraphs).",
                            output->limits->paragraphs);
    }
    size_t most = UINT32_MAX / 2 - more; /* offsets are 32 bits wide */
    most = output->limits->text_bytes < most ? output->limits->text_bytes : most;
    if (output->source.length > most) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-text-bytes", output->place,
                            "The text of the document is longer than the limit of %zu bytes "
                            "(--max-text-bytes).",
                            most);
    }
    return CL_OK;
}

/* Matching text of the piece: without asides, or, in a hidden block, the hidden text itself. */
static void normalise(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                      const piece *piece, cl_block *block) {
    cl_text source = cl_buffer_text(&output->source);
    bool hidden = (block->flags & CL_BLOCK_HIDDEN) != 0;
    size_t at = piece->from;
    for (size_t i = 0; i < paragraph->aside_count; i++) {
        const cl_docx_aside *aside = &paragraph->asides[i];
        if (aside->end <= piece->from || aside->start >= piece->to) {
            continue;
        }
        size_t mark = hidden && aside->hidden ? CL_DOCX_HIDDEN_MARK : 0;
        size_t from = mark > 0 ? aside->start + mark : at;
        size_t to = mark > 0 ? aside->end - mark : aside->start;
        cl_normaliser_add(&output->normaliser, source, piece->source + (from - piece->from),
                          piece->source + (to - piece->from));
        at = aside->end;
    }
    cl_normaliser_add(&output->normaliser, source, piece->source + (at - piece->from),
                      piece->source + (piece->to - piece->from));
    cl_normaliser_take(&output->normaliser, output->arena, &block->text, &block->map);
    if (block->text.length == 0) {
        uint32_t *map = CL_NEW(output->arena, uint32_t);
        *map = (uint32_t)piece->source;
        block->map = map;
    }
}

/* A label alone is something to read, a bullet alone is not. */
static bool is_empty(const cl_docx_output *output, const cl_block *block, size_t text_start,
                     bool bullet) {
    cl_text printed = cl_text_slice(cl_buffer_text(&output->source), text_start, SIZE_MAX);
    return cl_docx_is_blank(printed) && block->text.length == 0 &&
           (block->label.length == 0 || bullet);
}

static void keep_block(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                       const cl_block *block, const piece *piece) {
    cl_buffer_add_char(&output->source, '\n');
    output->page_break = false;
    set_anchors(output, paragraph, block, piece);
    output->blocks = cl_arena_grow(output->arena, output->blocks, output->block_count,
                                   &output->block_capacity, sizeof *output->blocks);
    output->blocks[output->block_count++] = *block;
}

static void drop_block(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                       const cl_block *block) {
    output->source.length = block->source.start;
    output->source.bytes[output->source.length] = '\0';
    output->page_break = (block->flags & CL_BLOCK_PAGE_BREAK) != 0;
    for (size_t i = 0; i < paragraph->anchor_count; i++) {
        cl_docx_anchor anchor = paragraph->anchors[i];
        anchor.block = output->block_count; /* the next one */
        anchor.offset = 0;
        cl_docx_add_anchor(output, anchor);
    }
}

static cl_text print_label(cl_docx_output *output) {
    cl_text label = cl_buffer_text(&output->label);
    if (label.length > 0) {
        cl_buffer_add_text(&output->source, label);
        cl_buffer_add_char(&output->source, ' ');
    }
    return (cl_text){cl_arena_copy(output->arena, label.bytes ? label.bytes : "", label.length),
                     label.length};
}

static void make_block(cl_docx_output *output, cl_docx_paragraph *paragraph,
                       const cl_docx_where *where, const cl_numbered *numbered, piece *piece,
                       bool hidden) {
    bool first = piece->from == 0;
    bool bullet = numbered != NULL && numbered->bullet;
    cl_block block = {.list_level = numbered != NULL && first ? numbered->level : -1,
                      .flags = hidden ? CL_BLOCK_HIDDEN : 0,
                      .part = where->part,
                      .paragraph = paragraph->index,
                      .para_id = paragraph->para_id,
                      .note = where->note,
                      .note_anchor = where->note_anchor};
    size_t start = output->source.length;
    if (first && !hidden) {
        block.label = print_label(output);
    }
    piece->source = output->source.length;
    cl_text text = cl_text_slice(cl_buffer_text(&paragraph->text), piece->from, piece->to);
    cl_buffer_add_text(&output->source, text);
    normalise(output, paragraph, piece, &block);
    block.source = (cl_span){start, output->source.length};
    block.label_start = (uint32_t)start;
    if (!hidden && block.label.length == 0) {
        take_typed_label(output, &block);
    }
    set_style(output, paragraph, &block, numbered);
    if (!first) {
        block.flags &= ~(unsigned)CL_BLOCK_PAGE_BREAK;
        block.outline_level = 0;
    }
    set_spans(output, paragraph, &block, piece);
    set_kind(&block, where);
    if (is_empty(output, &block, piece->source, bullet) || is_repeated(output, &block)) {
        drop_block(output, paragraph, &block);
    } else {
        keep_block(output, paragraph, &block, piece);
    }
}

/* A line break makes no new block, unless what follows it is labelled like an item of a list. */
static void make_blocks(cl_docx_output *output, cl_docx_paragraph *paragraph,
                        const cl_docx_where *where, const cl_numbered *numbered) {
    bool hidden = is_hidden(output, paragraph, where);
    cl_text text = cl_buffer_text(&paragraph->text);
    piece piece = {0};
    size_t pieces = 1;
    for (size_t i = 0; !hidden && pieces < MOST_PIECES && i < paragraph->break_count; i++) {
        size_t at = paragraph->breaks[i];
        if (at > piece.from && opens_item(text, at) &&
            !cl_docx_is_blank(cl_text_slice(text, piece.from, at))) {
            piece.to = at;
            make_block(output, paragraph, where, numbered, &piece, false);
            piece.from = at;
            pieces++;
        }
    }
    piece.to = text.length;
    piece.last = true;
    make_block(output, paragraph, where, numbered, &piece, hidden);
}

cl_status cl_docx_paragraph_end(cl_docx_output *output, cl_docx_paragraph *paragraph,
                                const cl_docx_where *where, cl_error *error) {
    cl_status status = check_room(output, paragraph->text.length + 4096, error);
    if (status != CL_OK) {
        return status;
    }
    cl_numbered numbered;
    cl_buffer_clear(&output->label);
    bool counts = !paragraph->mark_hidden || paragraph->visible;
    bool listed =
        counts && cl_numbering_next(output->numbering, cl_docx_style_of(output, paragraph),
                                    paragraph->properties.num_id, paragraph->properties.level,
                                    where->in_box, &output->label, &numbered);
    if (listed && numbered.doubtful) {
        output->doubtful_label = true;
    }
    if (listed || paragraph->text.length > 0) {
        make_blocks(output, paragraph, where, listed ? &numbered : NULL);
    } else if (paragraph->break_before) {
        output->page_break = true;
    }
    output->page_break = output->page_break || paragraph->break_after;
    cl_docx_paragraph_drop(paragraph);
    return CL_OK;
}
