/* SPDX-License-Identifier: MIT
 *
 * Tracked changes and comments (ECMA-376 17.13): what is gone in the view that is read, who did it,
 * and what others said about it.
 */
#include <stdlib.h>
#include <string.h>

#include "document/docx_reader.h"

/* Whether the view does not show it. */
static bool is_gone(const cl_docx_reader *reader, bool deleted) {
    return deleted == (reader->output.limits->view == CL_VIEW_FINAL);
}

static bool is_move(cl_xml_name name) {
    return name == CL_XML_MOVE_FROM || name == CL_XML_MOVE_TO;
}

static uint32_t add_revision(cl_docx_reader *reader, const cl_xml_element *element, bool deleted) {
    reader->output.document->revision_count++;
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (!paragraph->open || reader->suppressed > 0) {
        return 0;
    }
    paragraph->revisions =
        cl_arena_grow(reader->output.arena, paragraph->revisions, paragraph->revision_count,
                      &paragraph->revision_capacity, sizeof *paragraph->revisions);
    paragraph->revisions[paragraph->revision_count++] =
        (cl_docx_revision){paragraph->text.length,
                           paragraph->text.length,
                           deleted,
                           is_move(element->name),
                           cl_docx_copy(reader, cl_xml_attribute(element, "author")),
                           cl_docx_copy(reader, cl_xml_attribute(element, "date"))};
    return (uint32_t)paragraph->revision_count;
}

/* A row or cell that is gone hides what is in it; one that is shown leaves its mark on it. */
static void revise_frame(cl_docx_reader *reader, const cl_xml_element *element, cl_xml_name name,
                         bool deleted) {
    cl_docx_frame *frame = cl_docx_nearest(reader, name);
    if (frame == NULL) {
        return;
    }
    reader->output.document->revision_count++;
    if (is_gone(reader, deleted)) {
        reader->suppressed += frame->flag == 0;
        frame->flag = 1;
        return;
    }
    reader->marks = cl_arena_grow(reader->output.arena, reader->marks, reader->mark_count,
                                  &reader->mark_capacity, sizeof *reader->marks);
    reader->marks[reader->mark_count++] =
        (cl_docx_mark){deleted, cl_docx_copy(reader, cl_xml_attribute(element, "author")),
                       cl_docx_copy(reader, cl_xml_attribute(element, "date"))};
    frame->data = (uint32_t)reader->mark_count;
}

void cl_docx_cell_revision(cl_docx_reader *reader, const cl_xml_element *element, bool deleted) {
    revise_frame(reader, element, CL_XML_TC, deleted);
}

/* The mark of a paragraph: without it, its text goes on in the next one. */
static void revise_mark(cl_docx_reader *reader, bool deleted) {
    reader->output.document->revision_count++;
    if (is_gone(reader, deleted)) {
        cl_docx_current(reader)->merges = true;
    }
}

void cl_docx_revision_start(cl_docx_reader *reader, const cl_xml_element *element, bool deleted) {
    switch (cl_docx_parent(reader, 1)) {
    case CL_XML_R_PR:
        if (cl_docx_parent(reader, 2) == CL_XML_P_PR) {
            revise_mark(reader, deleted);
        }
        return;
    case CL_XML_TR_PR:
        if (!is_move(element->name)) {
            revise_frame(reader, element, CL_XML_TR, deleted);
        }
        return;
    case CL_XML_NUM_PR:
        /* only insertions stand here: the paragraph had no number before */
        reader->output.document->revision_count++;
        if (is_gone(reader, deleted)) {
            cl_docx_current(reader)->properties.num_id = 0;
        }
        return;
    default:
        break;
    }
    uint32_t index = add_revision(reader, element, deleted);
    if (is_gone(reader, deleted)) {
        reader->skipping = 1;
    } else {
        reader->frames[reader->depth - 1].data = index;
    }
}

void cl_docx_revision_end(cl_docx_reader *reader, const cl_docx_frame *top) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (top->data > 0 && top->data <= paragraph->revision_count && paragraph->open) {
        paragraph->revisions[top->data - 1].end = paragraph->text.length;
    }
}

void cl_docx_revise_cell(cl_docx_reader *reader, cl_docx_paragraph *paragraph) {
    for (size_t i = reader->depth; i > 0 && paragraph->text.length > 0; i--) {
        const cl_docx_frame *frame = &reader->frames[i - 1];
        if ((frame->name != CL_XML_TR && frame->name != CL_XML_TC) || frame->data == 0) {
            continue;
        }
        const cl_docx_mark *mark = &reader->marks[frame->data - 1];
        paragraph->revisions =
            cl_arena_grow(reader->output.arena, paragraph->revisions, paragraph->revision_count,
                          &paragraph->revision_capacity, sizeof *paragraph->revisions);
        memmove(paragraph->revisions + 1, paragraph->revisions,
                paragraph->revision_count++ * sizeof *paragraph->revisions);
        paragraph->revisions[0] = (cl_docx_revision){0,     paragraph->text.length, mark->deleted,
                                                     false, mark->author,           mark->date};
    }
}

/* --- comments --- */

void cl_docx_comment_anchor(cl_docx_reader *reader, const cl_xml_element *element, bool is_end) {
    cl_docx_output *output = &reader->output;
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (reader->suppressed > 0 || reader->story == CL_DOCX_STORY_COMMENTS) {
        return;
    }
    cl_docx_anchor anchor = {.id = cl_xml_integer(element, "id", -1), .is_end = is_end};
    if (paragraph->open) {
        anchor.offset = paragraph->text.length;
        paragraph->anchors =
            cl_arena_grow(output->arena, paragraph->anchors, paragraph->anchor_count,
                          &paragraph->anchor_capacity, sizeof *paragraph->anchors);
        paragraph->anchors[paragraph->anchor_count++] = anchor;
        return;
    }
    /* between paragraphs: from the next block on, or to the end of the last */
    bool back = is_end && output->block_count > 0;
    anchor.block = output->block_count - back;
    anchor.offset = back ? output->blocks[anchor.block].text.length : 0;
    cl_docx_add_anchor(output, anchor);
}

void cl_docx_comment_start(cl_docx_reader *reader, const cl_xml_element *element) {
    reader->comments = cl_arena_grow(reader->output.arena, reader->comments, reader->comment_count,
                                     &reader->comment_capacity, sizeof *reader->comments);
    reader->comments[reader->comment_count++] =
        (cl_comment){.id = cl_docx_copy(reader, cl_xml_attribute(element, "id")),
                     .author = cl_docx_copy(reader, cl_xml_attribute(element, "author")),
                     .initials = cl_docx_copy(reader, cl_xml_attribute(element, "initials")),
                     .date = cl_docx_copy(reader, cl_xml_attribute(element, "date")),
                     .text = CL_TEXT(""),
                     .block = SIZE_MAX,
                     .end_block = SIZE_MAX};
    cl_buffer_clear(&reader->comment_text);
}

void cl_docx_comment_end(cl_docx_reader *reader) {
    if (reader->comment_count > 0) {
        cl_text text = cl_text_trim(cl_buffer_text(&reader->comment_text));
        reader->comments[reader->comment_count - 1].text = (cl_text){
            cl_arena_copy(reader->output.arena, text.length > 0 ? text.bytes : "", text.length),
            text.length};
    }
}

static int by_anchor(const void *a, const void *b) {
    const cl_docx_anchor *left = a, *right = b;
    if (left->id != right->id) {
        return left->id < right->id ? -1 : 1;
    }
    return (left->order > right->order) - (left->order < right->order);
}

static const cl_docx_anchor *first_anchor(const cl_docx_output *output, int id) {
    size_t low = 0, high = output->anchor_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (output->anchors[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < output->anchor_count ? &output->anchors[low] : NULL;
}

static size_t clip(const cl_docx_output *output, size_t *block, size_t offset) {
    if (*block >= output->block_count) { /* behind the last one */
        *block = output->block_count - 1;
        return output->blocks[*block].text.length;
    }
    return offset;
}

/* A comment without a range stands at its reference, which counts as an end. */
static void place_comment(const cl_docx_output *output, cl_comment *comment) {
    long number = comment->id != NULL ? strtol(comment->id, NULL, 10) : -1;
    int id = number < -1 || number > 1000000000 ? 1000000000 : (int)number; /* as it was read */
    if (output->anchor_count == 0 || output->block_count == 0) {
        return;
    }
    const cl_docx_anchor *anchor = first_anchor(output, id), *start = NULL, *end = NULL;
    const cl_docx_anchor *stop = output->anchors + output->anchor_count;
    for (; anchor != NULL && anchor < stop && anchor->id == id; anchor++) {
        if (anchor->is_end && end == NULL) {
            end = anchor;
        } else if (!anchor->is_end && start == NULL) {
            start = anchor;
        }
    }
    start = start != NULL ? start : end;
    end = end != NULL ? end : start;
    if (start == NULL) {
        return;
    }
    comment->block = start->block;
    comment->end_block = end->block;
    comment->start = clip(output, &comment->block, start->offset);
    comment->end = clip(output, &comment->end_block, end->offset);
}

void cl_docx_comments_finish(cl_docx_reader *reader) {
    cl_docx_output *output = &reader->output;
    if (output->anchor_count > 0) {
        qsort(output->anchors, output->anchor_count, sizeof *output->anchors, by_anchor);
    }
    for (size_t i = 0; i < reader->comment_count; i++) {
        place_comment(output, &reader->comments[i]);
    }
    output->document->comments = reader->comments;
    output->document->comment_count = (uint32_t)reader->comment_count;
}
