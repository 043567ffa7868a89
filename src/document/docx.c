/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "document/docx_reader.h"
#include "document/flat_opc.h"

static cl_status read_story(cl_docx_reader *reader, cl_docx_story story, const char *part,
                            cl_error *error) {
    reader->story = story;
    reader->part = cl_arena_strdup(reader->output.arena, part);
    reader->depth = reader->skipping = reader->skipped_paragraphs = 0;
    reader->box = reader->table_count = reader->table_base[0] = 0;
    reader->field_count = reader->field_base = reader->fields_lost = 0;
    reader->next_paragraph = reader->suppressed = reader->note = reader->note_anchor = 0;
    reader->in_text = false;
    cl_docx_paragraph_drop(cl_docx_current(reader));
    cl_numbering_begin_story(reader->output.numbering);
    cl_xml_handler handler = {reader, cl_docx_on_start, cl_docx_on_end, cl_docx_on_text};
    return cl_package_parse(reader->package, part, &handler, error);
}

/* Parts beside the main one: a damaged one costs a notice, not the document. Limits stay limits. */
static cl_status forgive(cl_docx_reader *reader, cl_status status, const cl_error *problem,
                         cl_error *error) {
    if (status == CL_OK) {
        return CL_OK;
    }
    if (status == CL_ERROR_LIMIT) {
        if (error != NULL) {
            *error = *problem;
        }
        return status;
    }
    cl_notices_add(reader->output.arena, &reader->output.document->notices, "docx-part-unread",
                   reader->output.place, "%s It was left out.", problem->message);
    return CL_OK;
}

static cl_status read_side_story(cl_docx_reader *reader, cl_docx_story story, const char *part,
                                 cl_error *error) {
    if (part == NULL) {
        return CL_OK;
    }
    cl_error problem = {0};
    return forgive(reader, read_story(reader, story, part, &problem), &problem, error);
}

static cl_status read_furniture(cl_docx_reader *reader, const char *type, cl_docx_story story,
                                cl_error *error) {
    const cl_relationships *list = cl_package_relationships(reader->package);
    const char *seen[CL_DOCX_FURNITURE_PARTS];
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const char *part = list->items[i].target;
        if (part == NULL || strcmp(list->items[i].type, type) != 0) {
            continue;
        }
        bool again = false;
        for (size_t j = 0; j < count && !again; j++) {
            again = strcmp(seen[j], part) == 0;
        }
        if (again) {
            continue;
        }
        if (count == CL_DOCX_FURNITURE_PARTS) {
            cl_notices_add(reader->output.arena, &reader->output.document->notices,
                           "docx-furniture", reader->output.place,
                           "Only the first %d %ss were read.", CL_DOCX_FURNITURE_PARTS, type);
            break;
        }
        seen[count++] = part;
        cl_status status = read_side_story(reader, story, part, error);
        if (status != CL_OK) {
            return status;
        }
    }
    return CL_OK;
}

static cl_status read_definitions(cl_docx_reader *reader, cl_error *error) {
    cl_docx_output *output = &reader->output;
    const char *part = cl_package_related(reader->package, "styles");
    cl_error problem = {0};
    cl_status status = CL_OK;
    if (part != NULL) {
        status = cl_styles_read(output->styles, reader->package, part, &problem);
        status = forgive(reader, status, &problem, error);
    }
    part = cl_package_related(reader->package, "numbering");
    if (status == CL_OK && part != NULL) {
        status = cl_numbering_read(output->numbering, reader->package, part, &problem);
        output->document->numbering_known = status == CL_OK;
        status = forgive(reader, status, &problem, error);
    }
    return status;
}

/* How notes are numbered, w:footnotePr and w:endnotePr of the settings (17.11.17). */
typedef struct settings_reader {
    cl_docx_reader *reader;
    int notes; /* 0 in w:footnotePr, 1 in w:endnotePr, -1 elsewhere */
} settings_reader;

static cl_status on_setting(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    settings_reader *settings = user;
    cl_docx_reader *reader = settings->reader;
    if (element->name == CL_XML_FOOTNOTE_PR || element->name == CL_XML_ENDNOTE_PR) {
        settings->notes = element->name == CL_XML_ENDNOTE_PR;
    } else if (settings->notes >= 0 && element->name == CL_XML_NUM_FMT) {
        reader->note_format[settings->notes] =
            cl_docx_copy(reader, cl_xml_attribute(element, "val"));
    } else if (settings->notes >= 0 && element->name == CL_XML_NUM_START) {
        int start = cl_xml_integer(element, "val", 1);
        reader->note_start[settings->notes] = start > 0 ? start : 1;
    }
    return CL_OK;
}

static cl_status end_setting(void *user, cl_xml_name name, cl_error *error) {
    (void)error;
    settings_reader *settings = user;
    if (name == CL_XML_FOOTNOTE_PR || name == CL_XML_ENDNOTE_PR) {
        settings->notes = -1;
    }
    return CL_OK;
}

static cl_status read_settings(cl_docx_reader *reader, cl_error *error) {
    const char *part = cl_package_related(reader->package, "settings");
    reader->note_start[0] = reader->note_start[1] = 1;
    if (part == NULL) {
        return CL_OK;
    }
    settings_reader settings = {reader, -1};
    cl_xml_handler handler = {&settings, on_setting, end_setting, NULL};
    cl_error problem = {0};
    return forgive(reader, cl_package_parse(reader->package, part, &handler, &problem), &problem,
                   error);
}

static cl_status read_all(cl_docx_reader *reader, cl_error *error) {
    cl_status status = read_definitions(reader, error);
    if (status == CL_OK) {
        status = read_settings(reader, error);
    }
    if (status == CL_OK) {
        status = read_story(reader, CL_DOCX_STORY_MAIN, cl_package_main(reader->package), error);
    }
    if (status == CL_OK && reader->note_count > 0) {
        qsort(reader->notes, reader->note_count, sizeof *reader->notes, cl_docx_by_note);
    }
    static const struct {
        const char *type;
        cl_docx_story story;
    } side[] = {{"footnotes", CL_DOCX_STORY_FOOTNOTES},
                {"endnotes", CL_DOCX_STORY_ENDNOTES},
                {"comments", CL_DOCX_STORY_COMMENTS}};
    for (size_t i = 0; status == CL_OK && i < sizeof side / sizeof *side; i++) {
        status = read_side_story(reader, side[i].story,
                                 cl_package_related(reader->package, side[i].type), error);
    }
    if (status == CL_OK) {
        status = read_furniture(reader, "header", CL_DOCX_STORY_HEADER, error);
    }
    return status == CL_OK ? read_furniture(reader, "footer", CL_DOCX_STORY_FOOTER, error) : status;
}

static void add_notices(cl_docx_reader *reader) {
    cl_docx_output *output = &reader->output;
    cl_document *document = output->document;
    if (output->hidden_count > 0) {
        cl_notices_add(output->arena, &document->notices, "docx-hidden-text", output->place,
                       "Hidden text inside %u paragraph(s) was left out of the check, first in "
                       "paragraph %u of %s; `clauselint text` shows it in \xE2\x9F\xA6 "
                       "\xE2\x9F\xA7.",
                       output->hidden_count, output->hidden_first + 1, output->hidden_part);
    }
    if (reader->outside > 0) {
        cl_notices_add(output->arena, &document->notices, "docx-outside-text", output->place,
                       "%u part(s) of the text are kept in other files (subDoc) and were not "
                       "read.",
                       reader->outside);
    }
    if (reader->unnumbered > 0) {
        document->numbering_known = false;
        cl_notices_add(output->arena, &document->notices, "docx-field-number", output->place,
                       "%u number(s) come from LISTNUM or AUTONUM fields, which keep no result; "
                       "they are not shown.",
                       reader->unnumbered);
    }
    if (cl_numbering_broken(output->numbering)) {
        document->numbering_known = false;
        cl_notices_add(output->arena, &document->notices, "docx-numbering-missing", output->place,
                       "Some paragraphs belong to a list that is not defined; their numbers are "
                       "not known.");
    }
    if (output->doubtful_label) {
        cl_notices_add(output->arena, &document->notices, "docx-number-format", output->place,
                       "Some numbers are in a format that is not known; they are shown as decimal "
                       "numbers.");
    }
}

static void finish(cl_docx_reader *reader) {
    cl_docx_output *output = &reader->output;
    cl_document *document = output->document;
    document->source = cl_buffer_text(&output->source);
    if (output->source.bytes != NULL) { /* handed over: copying would double the memory */
        cl_arena_hook(output->arena, free, output->source.bytes);
        output->source = (cl_buffer){0};
    }
    document->blocks = output->blocks;
    document->block_count = output->block_count;
    cl_docx_comments_finish(reader);
    add_notices(reader);
    cl_document_index_lines(document);
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    cl_package *package = NULL;
    cl_status status = cl_package_open(arena, name, bytes, limits, &package, error);
    if (status != CL_OK) {
        return status;
    }
    cl_document *document = CL_NEW(arena, cl_document);
    document->arena = arena;
    document->name = cl_arena_strdup(arena, name);
    document->format = CL_FORMAT_DOCX;
    document->numbering_known = true;
    document->view = limits->view;
    cl_docx_reader *reader = CL_NEW(arena, cl_docx_reader);
    reader->package = package;
    reader->output.arena = arena;
    reader->output.limits = limits;
    reader->output.place.file = document->name;
    reader->output.document = document;
    reader->output.furniture = SIZE_MAX;
    reader->output.styles = cl_styles_new(arena);
    reader->output.numbering = cl_numbering_new(arena, reader->output.styles);
    status = read_all(reader, error);
    if (status == CL_OK) {
        finish(reader);
        *out = document;
    }
    for (size_t i = 0; i <= CL_DOCX_TEXT_BOXES; i++) {
        cl_docx_paragraph_release(&reader->paragraphs[i]);
    }
    cl_buffer_release(&reader->comment_text);
    cl_buffer_release(&reader->output.source);
    cl_buffer_release(&reader->output.label);
    cl_normaliser_release(&reader->output.normaliser);
    cl_package_close(package);
    return status;
}

static int recognise(cl_text head) {
    if (cl_text_starts(head, "PK\3\4") || cl_text_starts(head, "PK\5\6") ||
        cl_flat_opc_recognise(head)) {
        return 100;
    }
    return 0;
}

const cl_loader cl_loader_docx = {"docx", recognise, load};
