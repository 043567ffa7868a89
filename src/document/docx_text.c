/* SPDX-License-Identifier: MIT */
#include "document/docx_text.h"

#include <string.h>

#include "document/label.h"

/* Headers and footers are looked up one by one for repetitions, so only so many are compared. */
enum { COMPARED_FURNITURE = 64 };

void cl_docx_paragraph_drop(cl_docx_paragraph *paragraph) {
    cl_buffer_clear(&paragraph->text);
    cl_buffer_clear(&paragraph->hidden);
    paragraph->run_count = paragraph->run_capacity = 0;
    paragraph->runs = NULL;
    paragraph->revision_count = paragraph->revision_capacity = 0;
    paragraph->revisions = NULL;
    paragraph->open = paragraph->merges = false;
    paragraph->break_before = paragraph->break_after = paragraph->toc = false;
    paragraph->bold_end = 0;
    paragraph->bold_over = paragraph->has_letters = false;
    paragraph->all_bold = paragraph->all_caps = true;
    paragraph->run = 0;
}

void cl_docx_paragraph_release(cl_docx_paragraph *paragraph) {
    cl_buffer_release(&paragraph->text);
    cl_buffer_release(&paragraph->hidden);
}

void cl_docx_paragraph_begin(cl_docx_paragraph *paragraph, uint32_t index) {
    if (!paragraph->merges) {
        cl_docx_paragraph_drop(paragraph);
        paragraph->index = index;
        paragraph->para_id = NULL;
    }
    paragraph->merges = false;
    paragraph->open = true;
    paragraph->properties = CL_PARAGRAPH_UNSET;
    paragraph->style = NULL;
    paragraph->has_style = false;
    paragraph->run_direct = CL_RUN_UNSET;
    paragraph->run_style = NULL;
}

void cl_docx_run_begin(cl_docx_paragraph *paragraph) {
    paragraph->run_offset = 0;
    paragraph->run_fresh = true;
    paragraph->run_direct = CL_RUN_UNSET;
    paragraph->run_style = NULL;
}

/* ECMA-376 17.7.3: between the styles of paragraph and run, a second "on" switches off again. */
static bool toggle(int direct, int paragraph, int character, int otherwise) {
    if (direct != CL_UNSET) {
        return direct == 1;
    }
    if (paragraph == CL_UNSET && character == CL_UNSET) {
        return otherwise == 1;
    }
    return (paragraph == 1) != (character == 1);
}

static const cl_style *style_of(cl_docx_output *output, cl_docx_paragraph *paragraph) {
    if (!paragraph->has_style) {
        paragraph->style = cl_styles_get(output->styles, 'p', CL_TEXT(""));
        paragraph->has_style = true;
    }
    return paragraph->style;
}

void cl_docx_run_settle(cl_docx_output *output, cl_docx_paragraph *paragraph) {
    const cl_run_properties unset = CL_RUN_UNSET;
    const cl_style *style = style_of(output, paragraph);
    const cl_run_properties *direct = &paragraph->run_direct;
    const cl_run_properties *whole = style != NULL ? &style->run : &unset;
    const cl_run_properties *part = paragraph->run_style ? &paragraph->run_style->run : &unset;
    const cl_run_properties *rest = cl_styles_defaults(output->styles);
    paragraph->bold = toggle(direct->bold, whole->bold, part->bold, rest->bold);
    paragraph->caps = toggle(direct->caps, whole->caps, part->caps, rest->caps);
    paragraph->vanish = toggle(direct->vanish, whole->vanish, part->vanish, rest->vanish);
    int underline = part->underline != CL_UNSET ? part->underline : whole->underline;
    paragraph->underline = (direct->underline != CL_UNSET ? direct->underline : underline) == 1;
}

static bool is_blank(cl_text text) {
    for (size_t i = 0; i < text.length; i++) {
        if (!cl_is_space((unsigned char)text.bytes[i])) {
            return false;
        }
    }
    return true;
}

static void note_looks(cl_docx_paragraph *paragraph, cl_text text) {
    bool blank = is_blank(text);
    if (!paragraph->bold_over) {
        if (paragraph->bold || paragraph->underline) {
            paragraph->bold_end = paragraph->text.length;
        } else if (!blank) {
            paragraph->bold_over = true;
        }
    }
    paragraph->all_bold = paragraph->all_bold && (blank || paragraph->bold);
    for (size_t i = 0; i < text.length && (paragraph->all_caps || !paragraph->has_letters); i++) {
        int c = (unsigned char)text.bytes[i];
        paragraph->has_letters = paragraph->has_letters || cl_is_alpha(c);
        paragraph->all_caps = paragraph->all_caps && (paragraph->caps || !cl_is_lower(c));
    }
}

cl_status cl_docx_add(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                      cl_error *error) {
    uint32_t offset = paragraph->run_offset;
    paragraph->run_offset += (uint32_t)text.length;
    cl_buffer *buffer = paragraph->vanish ? &paragraph->hidden : &paragraph->text;
    if (buffer->length + text.length > output->limits->paragraph_bytes) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraph-bytes", output->place,
                            "Paragraph %u is longer than the limit of %zu bytes "
                            "(--max-paragraph-bytes).",
                            paragraph->index + 1, output->limits->paragraph_bytes);
    }
    if (!paragraph->vanish && (paragraph->run_fresh || paragraph->run_count == 0)) {
        paragraph->runs = cl_arena_grow(output->arena, paragraph->runs, paragraph->run_count,
                                        &paragraph->run_capacity, sizeof *paragraph->runs);
        paragraph->runs[paragraph->run_count++] =
            (cl_run){(uint32_t)paragraph->text.length, paragraph->run, offset};
        paragraph->run_fresh = false;
    }
    size_t start = buffer->length;
    cl_buffer_add_text(buffer, text);
    for (size_t i = start; i < buffer->length; i++) {
        if (buffer->bytes[i] == '\n' || buffer->bytes[i] == '\r') {
            buffer->bytes[i] = ' '; /* a block is one line of the source */
        }
    }
    if (!paragraph->vanish) {
        note_looks(paragraph, text);
    }
    return CL_OK;
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

static bool followed_by_tab(const cl_document *document, cl_text source, const cl_block *block,
                            size_t length) {
    (void)document;
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
static bool is_typed_label(const cl_block *block, const cl_label *label, bool tab) {
    cl_text text = block->text;
    size_t end = label->length;
    if (label->part_count == 0 || end == 0 || end > text.length) {
        return false;
    }
    if (end < text.length && text.bytes[end] != ' ') {
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
        label.length > 0 &&
        followed_by_tab(output->document, cl_buffer_text(&output->source), block, label.length);
    if (!is_typed_label(block, &label, tab)) {
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
    const cl_style *style = style_of(output, paragraph);
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

static void set_spans(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_block *block,
                      size_t text_start) {
    block->bold_end = (uint32_t)matching_offset(block, text_start + paragraph->bold_end);
    if (block->text.length > 0 && paragraph->all_bold) {
        block->flags |= CL_BLOCK_BOLD;
    }
    if (paragraph->has_letters && paragraph->all_caps) {
        block->flags |= CL_BLOCK_CAPS;
    }
    cl_revision *revisions = CL_ARRAY(output->arena, paragraph->revision_count, cl_revision);
    for (size_t i = 0; i < paragraph->revision_count; i++) {
        const cl_docx_revision *from = &paragraph->revisions[i];
        revisions[i] = (cl_revision){{matching_offset(block, text_start + from->start),
                                      matching_offset(block, text_start + from->end)},
                                     from->deleted,
                                     from->author,
                                     from->date};
    }
    block->revisions = revisions;
    block->revision_count = paragraph->revision_count;
    for (size_t i = 0; i < paragraph->run_count; i++) {
        paragraph->runs[i].source_start += (uint32_t)text_start;
    }
    block->runs = paragraph->runs;
    block->run_count = paragraph->run_count;
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

/* Hidden text makes a block of its own only when nothing else is in the paragraph; else it is left
 * out, and one notice at the end says so. */
static bool choose_text(cl_docx_output *output, cl_docx_paragraph *paragraph,
                        const cl_docx_where *where, cl_text *text) {
    *text = cl_buffer_text(&paragraph->text);
    if (is_blank(cl_buffer_text(&paragraph->hidden))) {
        return false;
    }
    if (is_blank(*text)) {
        *text = cl_buffer_text(&paragraph->hidden);
        paragraph->run_count = paragraph->revision_count = 0;
        return true;
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
    if (output->source.length + more > UINT32_MAX / 2) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-total-bytes", output->place,
                            "The text of the document is longer than 2 GiB.");
    }
    return CL_OK;
}

static void make_block(cl_docx_output *output, cl_docx_paragraph *paragraph,
                       const cl_docx_where *where, const cl_numbered *numbered) {
    cl_text text;
    bool hidden = choose_text(output, paragraph, where, &text);
    cl_text label = hidden ? CL_TEXT("") : cl_buffer_text(&output->label);
    bool bullet = numbered != NULL && numbered->bullet;
    cl_block block = {.list_level = numbered != NULL ? numbered->level : -1,
                      .flags = hidden ? CL_BLOCK_HIDDEN : 0,
                      .part = where->part,
                      .paragraph = paragraph->index,
                      .para_id = paragraph->para_id,
                      .note = where->note,
                      .note_anchor = where->note_anchor};
    size_t start = output->source.length;
    if (label.length > 0) {
        cl_buffer_add_text(&output->source, label);
        cl_buffer_add_char(&output->source, ' ');
    }
    size_t text_start = output->source.length;
    cl_buffer_add_text(&output->source, text);
    cl_normaliser_add(&output->normaliser, cl_buffer_text(&output->source), text_start,
                      output->source.length);
    cl_normaliser_take(&output->normaliser, output->arena, &block.text, &block.map);
    block.source = (cl_span){start, output->source.length};
    block.label_start = (uint32_t)start;
    block.label = (cl_text){
        cl_arena_copy(output->arena, label.bytes ? label.bytes : "", label.length), label.length};
    if (!hidden && label.length == 0) {
        take_typed_label(output, &block);
    }
    set_style(output, paragraph, &block, numbered);
    set_spans(output, paragraph, &block, text_start);
    set_kind(&block, where);
    bool empty = block.text.length == 0 && (block.label.length == 0 || bullet);
    if (empty || is_repeated(output, &block)) {
        output->source.length = start;
        output->source.bytes[start] = '\0';
        output->page_break = (block.flags & CL_BLOCK_PAGE_BREAK) != 0;
        return;
    }
    cl_buffer_add_char(&output->source, '\n');
    output->page_break = false;
    output->blocks = cl_arena_grow(output->arena, output->blocks, output->block_count,
                                   &output->block_capacity, sizeof *output->blocks);
    output->blocks[output->block_count++] = block;
}

cl_status cl_docx_paragraph_end(cl_docx_output *output, cl_docx_paragraph *paragraph,
                                const cl_docx_where *where, cl_error *error) {
    cl_status status =
        check_room(output, paragraph->text.length + paragraph->hidden.length + 4096, error);
    if (status != CL_OK) {
        return status;
    }
    cl_numbered numbered;
    cl_buffer_clear(&output->label);
    bool listed = cl_numbering_next(output->numbering, style_of(output, paragraph),
                                    paragraph->properties.num_id, paragraph->properties.level,
                                    &output->label, &numbered);
    if (listed && numbered.doubtful) {
        output->doubtful_label = true;
    }
    if (listed || paragraph->text.length > 0 || paragraph->hidden.length > 0) {
        make_block(output, paragraph, where, listed ? &numbered : NULL);
    } else if (paragraph->break_before) {
        output->page_break = true;
    }
    output->page_break = output->page_break || paragraph->break_after;
    cl_docx_paragraph_drop(paragraph);
    return CL_OK;
}
