/* SPDX-License-Identifier: MIT
 *
 * w:altChunk (ECMA-376 17.17.2.1): another document, kept whole as a part of this one, that Word
 * takes in where it stands when it opens the file. Whatever the loaders can read is taken in here
 * too; of anything else a notice says that it is missing.
 */
#include <string.h>

#include "document/docx_reader.h"

/* Documents inside one another, and in one document. */
enum { MOST_INSIDE = 2, MOST_CHUNKS = 100 };

static void leave_out(cl_docx_reader *reader, const char *part, const char *why) {
    cl_notices_add(reader->output.arena, &reader->output.document->notices, "docx-outside-text",
                   reader->output.place, "%s, which belongs into the text, was not read: %s",
                   part != NULL ? part : "A document", why);
}

/* A web archive is text by its looks, but not to be read as such. */
static bool is_web_archive(cl_text bytes) {
    cl_text head = cl_text_slice(bytes, 0, 2048);
    return cl_text_starts_nocase(head, "mime-version:") ||
           cl_text_find(head, CL_TEXT("Content-Type: multipart/"), 0) != SIZE_MAX;
}

static cl_run *shifted_runs(cl_arena *arena, const cl_block *block, uint32_t from, uint32_t to) {
    cl_run *runs = CL_ARRAY(arena, block->run_count, cl_run);
    for (size_t i = 0; i < block->run_count; i++) {
        runs[i] = block->runs[i];
        runs[i].source_start = runs[i].source_start - from + to;
    }
    return runs;
}

/* Prints the block as a line of our source. What another DOCX printed is taken over as it is. */
static void copy_text(cl_docx_output *output, const cl_document *inner, const cl_block *from,
                      cl_block *block) {
    uint32_t start = (uint32_t)output->source.length;
    if (inner->format == CL_FORMAT_DOCX) {
        uint32_t old = (uint32_t)from->source.start;
        cl_buffer_add_text(&output->source,
                           cl_text_slice(inner->source, from->source.start, from->source.end));
        uint32_t *map = CL_ARRAY(output->arena, from->text.length + 1, uint32_t);
        for (size_t i = 0; i <= from->text.length; i++) {
            map[i] = from->map[i] - old + start;
        }
        block->map = map;
        block->label_start = from->label_start - old + start;
        block->runs = shifted_runs(output->arena, from, old, start);
        return;
    }
    if (from->label.length > 0) {
        cl_buffer_add_text(&output->source, from->label);
        cl_buffer_add_char(&output->source, ' ');
    }
    size_t text_start = output->source.length;
    cl_block_display(inner, from, (cl_span){0, from->text.length}, &output->source);
    cl_normaliser_add(&output->normaliser, cl_buffer_text(&output->source), text_start,
                      output->source.length);
    cl_normaliser_take(&output->normaliser, output->arena, &block->text, &block->map);
    block->label_start = start;
    block->bold_end = 0;
}

static void take_in(cl_docx_reader *reader, const cl_document *inner, const char *part,
                    const cl_docx_where *where) {
    cl_docx_output *output = &reader->output;
    uint32_t tables = reader->table_number;
    size_t base = output->block_count;
    for (size_t i = 0; i < inner->block_count; i++) {
        const cl_block *from = &inner->blocks[i];
        cl_block block = *from;
        size_t start = output->source.length;
        copy_text(output, inner, from, &block);
        block.source = (cl_span){start, output->source.length};
        cl_buffer_add_char(&output->source, '\n');
        block.part =
            from->part != NULL ? cl_arena_printf(output->arena, "%s!%s", part, from->part) : part;
        block.paragraph = from->part != NULL ? from->paragraph : (uint32_t)i;
        block.note_anchor = from->note_anchor > 0 ? from->note_anchor + (uint32_t)base : 0;
        if (block.table > 0) {
            block.table += tables;
            reader->table_number =
                block.table > reader->table_number ? block.table : reader->table_number;
        } else if (where->table != NULL) {
            block.table = where->table->number;
            block.row = where->table->row;
            block.column = where->table->column;
            block.kind = block.kind == CL_BLOCK_PARAGRAPH ? CL_BLOCK_CELL : block.kind;
        }
        output->blocks = cl_arena_grow(output->arena, output->blocks, output->block_count,
                                       &output->block_capacity, sizeof *output->blocks);
        output->blocks[output->block_count++] = block;
    }
    output->paragraphs += (uint32_t)inner->block_count;
    cl_document *document = output->document;
    document->revision_count += inner->revision_count;
    document->numbering_known = document->numbering_known && inner->numbering_known;
    for (size_t i = 0; i < inner->notices.count; i++) {
        const cl_notice *notice = &inner->notices.items[i];
        cl_notices_add(output->arena, &document->notices, notice->id, notice->place, "%s",
                       notice->message);
    }
}

static cl_status read_chunk(cl_docx_reader *reader, const char *part, cl_text bytes,
                            cl_document **inner, cl_error *error) {
    cl_docx_output *output = &reader->output;
    cl_limits limits = *output->limits;
    limits.inside++;
    limits.seconds = cl_package_seconds_left(reader->package);
    limits.paragraphs -= output->paragraphs < limits.paragraphs ? output->paragraphs : 0;
    const char *name = cl_arena_printf(output->arena, "%s!%s", output->place.file, part);
    return cl_document_load(output->arena, name, bytes, &limits, inner, error);
}

cl_status cl_docx_chunk(cl_docx_reader *reader, const cl_xml_element *element,
                        const cl_docx_where *where, cl_error *error) {
    cl_docx_output *output = &reader->output;
    if (reader->suppressed > 0 || reader->story == CL_DOCX_STORY_COMMENTS) {
        return CL_OK;
    }
    const char *part = reader->story == CL_DOCX_STORY_MAIN
                           ? cl_package_target(reader->package, cl_xml_attribute(element, "id"))
                           : NULL;
    if (part == NULL) {
        leave_out(reader, part, "it is not in the file.");
        return CL_OK;
    }
    if (output->limits->inside >= MOST_INSIDE || reader->chunks++ >= MOST_CHUNKS ||
        cl_package_seconds_left(reader->package) == 0) {
        leave_out(reader, part, "the file holds too many documents.");
        return CL_OK;
    }
    cl_buffer bytes = {0};
    cl_document *inner = NULL;
    cl_error problem = {0};
    cl_status status = cl_package_read(reader->package, part, &bytes, &problem);
    if (status == CL_OK && is_web_archive(cl_buffer_text(&bytes))) {
        leave_out(reader, part, "it is a web archive (MHT).");
    } else if (status == CL_OK) {
        status = read_chunk(reader, part, cl_buffer_text(&bytes), &inner, &problem);
    }
    cl_buffer_release(&bytes);
    if (inner != NULL && inner->format == CL_FORMAT_TEXT &&
        cl_text_starts(cl_text_trim(inner->source), "<")) {
        leave_out(reader, part, "it is neither a document nor plain text.");
    } else if (inner != NULL) {
        take_in(reader, inner, part, where);
    } else if (status == CL_ERROR_LIMIT) {
        if (error != NULL) {
            *error = problem;
        }
        return status;
    } else if (status != CL_OK) {
        leave_out(reader, part, problem.message);
    }
    return CL_OK;
}
