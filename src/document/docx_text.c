/* SPDX-License-Identifier: MIT */
#include "document/docx_text.h"

#include <string.h>

void cl_docx_paragraph_drop(cl_docx_paragraph *paragraph) {
    cl_buffer_clear(&paragraph->text);
    paragraph->visible = paragraph->hidden = paragraph->mark_hidden = false;
    paragraph->run_count = paragraph->run_capacity = 0;
    paragraph->runs = NULL;
    paragraph->aside_count = paragraph->break_count = paragraph->anchor_count = 0;
    paragraph->revision_count = paragraph->revision_capacity = 0;
    paragraph->revisions = NULL;
    paragraph->open = paragraph->merges = false;
    paragraph->break_before = paragraph->break_after = paragraph->toc = false;
    paragraph->bold_end = 0;
    paragraph->bold_over = paragraph->has_letters = false;
    paragraph->all_bold = paragraph->all_caps = true;
    paragraph->run = paragraph->next_run = 0;
}

void cl_docx_paragraph_release(cl_docx_paragraph *paragraph) {
    cl_buffer_release(&paragraph->text);
}

void cl_docx_paragraph_begin(cl_docx_paragraph *paragraph, uint32_t index) {
    if (!paragraph->merges) {
        cl_docx_paragraph_drop(paragraph);
        paragraph->index = index;
        paragraph->para_id = NULL;
    }
    paragraph->own_index = index;
    paragraph->next_run = 0;
    paragraph->run = CL_NO_RUN; /* until one begins */
    paragraph->run_fresh = true;
    paragraph->merges = paragraph->mark_hidden = false;
    paragraph->open = true;
    paragraph->properties = CL_PARAGRAPH_UNSET;
    paragraph->style = NULL;
    paragraph->has_style = false;
    paragraph->run_direct = CL_RUN_UNSET;
    paragraph->run_style = NULL;
}

void cl_docx_run_begin(cl_docx_paragraph *paragraph) {
    paragraph->run = paragraph->next_run++;
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

const cl_style *cl_docx_style_of(cl_docx_output *output, cl_docx_paragraph *paragraph) {
    if (!paragraph->has_style) {
        paragraph->style = cl_styles_get(output->styles, 'p', CL_TEXT(""));
        paragraph->has_style = true;
    }
    return paragraph->style;
}

void cl_docx_run_settle(cl_docx_output *output, cl_docx_paragraph *paragraph) {
    const cl_run_properties unset = CL_RUN_UNSET;
    const cl_style *style = cl_docx_style_of(output, paragraph);
    const cl_run_properties *direct = &paragraph->run_direct;
    const cl_run_properties *whole = style != NULL ? &style->run : &unset;
    const cl_run_properties *part = paragraph->run_style ? &paragraph->run_style->run : &unset;
    const cl_run_properties *rest = cl_styles_defaults(output->styles);
    paragraph->bold = toggle(direct->bold, whole->bold, part->bold, rest->bold);
    paragraph->caps = toggle(direct->caps, whole->caps, part->caps, rest->caps);
    paragraph->caps |=
        toggle(direct->small_caps, whole->small_caps, part->small_caps, rest->small_caps);
    paragraph->vanish = toggle(direct->vanish, whole->vanish, part->vanish, rest->vanish);
    int underline = part->underline != CL_UNSET ? part->underline : whole->underline;
    paragraph->underline = (direct->underline != CL_UNSET ? direct->underline : underline) == 1;
}

bool cl_docx_is_blank(cl_text text) {
    for (size_t i = 0; i < text.length; i++) {
        if (!cl_is_space((unsigned char)text.bytes[i])) {
            return false;
        }
    }
    return true;
}

static void note_looks(cl_docx_paragraph *paragraph, cl_text text) {
    bool blank = cl_docx_is_blank(text);
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

/* What follows in the text comes from byte `offset` of that run. */
static void enter_run(cl_docx_output *output, cl_docx_paragraph *paragraph, uint32_t run,
                      uint32_t offset) {
    paragraph->runs = cl_arena_grow(output->arena, paragraph->runs, paragraph->run_count,
                                    &paragraph->run_capacity, sizeof *paragraph->runs);
    paragraph->runs[paragraph->run_count++] =
        (cl_run){(uint32_t)paragraph->text.length, paragraph->own_index, run, offset};
}

static void add_aside(cl_docx_output *output, cl_docx_paragraph *paragraph, size_t start,
                      bool hidden) {
    paragraph->asides = cl_arena_grow(output->arena, paragraph->asides, paragraph->aside_count,
                                      &paragraph->aside_capacity, sizeof *paragraph->asides);
    paragraph->asides[paragraph->aside_count++] =
        (cl_docx_aside){start, paragraph->text.length, hidden};
}

/* Neighbouring hidden runs share one pair of marks. */
static void add_hidden(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                       uint32_t offset) {
    cl_buffer *buffer = &paragraph->text;
    cl_docx_aside *last =
        paragraph->aside_count > 0 ? &paragraph->asides[paragraph->aside_count - 1] : NULL;
    bool joins = last != NULL && last->hidden && last->end == buffer->length;
    size_t start = joins ? last->start : buffer->length;
    if (joins) {
        buffer->length -= CL_DOCX_HIDDEN_MARK;
        paragraph->run_count--; /* that of the closing mark */
    } else {
        enter_run(output, paragraph, CL_NO_RUN, 0);
        cl_buffer_add_string(buffer, "\xE2\x9F\xA6");
    }
    enter_run(output, paragraph, paragraph->run, offset);
    cl_buffer_add_text(buffer, text);
    enter_run(output, paragraph, CL_NO_RUN, 0);
    cl_buffer_add_string(buffer, "\xE2\x9F\xA7");
    if (joins) {
        paragraph->asides[paragraph->aside_count - 1].end = buffer->length;
    } else {
        add_aside(output, paragraph, start, true);
    }
    paragraph->hidden = paragraph->hidden || !cl_docx_is_blank(text);
    paragraph->run_fresh = true;
}

static void add_visible(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                        uint32_t offset) {
    if (paragraph->run_fresh || paragraph->run_count == 0) {
        enter_run(output, paragraph, paragraph->run, offset);
        paragraph->run_fresh = false;
    }
    cl_buffer_add_text(&paragraph->text, text);
}

static cl_status check_length(cl_docx_output *output, const cl_docx_paragraph *paragraph,
                              cl_text text, cl_error *error) {
    if (paragraph->text.length + text.length <= output->limits->paragraph_bytes) {
        return CL_OK;
    }
    return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraph-bytes", output->place,
                        "Paragraph %u is longer than the limit of %zu bytes "
                        "(--max-paragraph-bytes).",
                        paragraph->index + 1, output->limits->paragraph_bytes);
}

cl_status cl_docx_add(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                      cl_error *error) {
    cl_status status = check_length(output, paragraph, text, error);
    if (status != CL_OK) {
        return status;
    }
    uint32_t offset = paragraph->run_offset;
    paragraph->run_offset += (uint32_t)text.length;
    size_t start = paragraph->text.length;
    if (paragraph->vanish) {
        add_hidden(output, paragraph, text, offset);
    } else {
        add_visible(output, paragraph, text, offset);
        note_looks(paragraph, text);
        paragraph->visible = paragraph->visible || !cl_docx_is_blank(text);
    }
    cl_buffer *buffer = &paragraph->text;
    for (size_t i = start; i < buffer->length; i++) {
        if (buffer->bytes[i] == '\n' || buffer->bytes[i] == '\r') {
            buffer->bytes[i] = ' '; /* a block is one line of the source */
        }
    }
    return CL_OK;
}

cl_status cl_docx_add_mark(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                           cl_error *error) {
    cl_status status = check_length(output, paragraph, text, error);
    if (status != CL_OK || paragraph->vanish) {
        return status;
    }
    uint32_t offset = paragraph->run_offset;
    paragraph->run_offset += (uint32_t)text.length;
    size_t start = paragraph->text.length;
    add_visible(output, paragraph, text, offset);
    add_aside(output, paragraph, start, false);
    return CL_OK;
}

cl_status cl_docx_add_drawn(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                            cl_error *error) {
    cl_status status = check_length(output, paragraph, text, error);
    if (status == CL_OK && !paragraph->vanish) {
        enter_run(output, paragraph, CL_NO_RUN, 0);
        cl_buffer_add_text(&paragraph->text, text);
        paragraph->run_fresh = true;
    }
    return status;
}

cl_status cl_docx_add_line_break(cl_docx_output *output, cl_docx_paragraph *paragraph,
                                 cl_error *error) {
    cl_status status = cl_docx_add(output, paragraph, CL_TEXT(" "), error);
    if (status == CL_OK && !paragraph->vanish) {
        paragraph->breaks = cl_arena_grow(output->arena, paragraph->breaks, paragraph->break_count,
                                          &paragraph->break_capacity, sizeof *paragraph->breaks);
        paragraph->breaks[paragraph->break_count++] = paragraph->text.length;
    }
    return status;
}
