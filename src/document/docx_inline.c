/* SPDX-License-Identifier: MIT */
#include "document/docx_reader.h"

#include <string.h>

cl_docx_paragraph *cl_docx_current(cl_docx_reader *reader) {
    return &reader->paragraphs[reader->box];
}

cl_xml_name cl_docx_parent(const cl_docx_reader *reader, size_t up) {
    return reader->depth > up ? (cl_xml_name)reader->frames[reader->depth - 1 - up].name
                              : CL_XML_OTHER;
}

cl_docx_frame *cl_docx_nearest(cl_docx_reader *reader, cl_xml_name name) {
    for (size_t i = reader->depth; i > 0; i--) {
        if (reader->frames[i - 1].name == name) {
            return &reader->frames[i - 1];
        }
    }
    return NULL;
}

const char *cl_docx_copy(cl_docx_reader *reader, cl_text text) {
    return text.bytes != NULL ? cl_arena_copy(reader->output.arena, text.bytes, text.length) : NULL;
}

static bool in_field_code(const cl_docx_reader *reader) {
    if (reader->fields_lost > 0) {
        return true;
    }
    for (size_t i = reader->field_base; i < reader->field_count; i++) {
        if (reader->fields[i].in_code) {
            return true;
        }
    }
    return false;
}

void cl_docx_field_char(cl_docx_reader *reader, const cl_xml_element *element) {
    cl_text type = cl_xml_attribute(element, "fldCharType");
    if (cl_text_equal(type, CL_TEXT("begin"))) {
        if (reader->field_count == CL_DOCX_FIELDS || reader->fields_lost > 0) {
            reader->fields_lost++;
        } else {
            reader->fields[reader->field_count++] =
                (cl_docx_field){.in_code = true, .paragraph = reader->output.paragraphs};
        }
    } else if (cl_text_equal(type, CL_TEXT("separate"))) {
        if (reader->fields_lost == 0 && reader->field_count > reader->field_base) {
            cl_docx_field *last = &reader->fields[reader->field_count - 1];
            last->in_code = false;
            last->is_toc = last->code_length == 3 && memcmp(last->code, "TOC", 3) == 0;
        }
    } else if (cl_text_equal(type, CL_TEXT("end"))) {
        if (reader->fields_lost > 0) {
            reader->fields_lost--;
        } else if (reader->field_count > reader->field_base) {
            reader->field_count--;
        }
    }
    cl_docx_current(reader)->run_fresh = true;
}

void cl_docx_field_code(cl_docx_reader *reader, cl_text text) {
    if (reader->field_count == reader->field_base) {
        return;
    }
    cl_docx_field *last = &reader->fields[reader->field_count - 1];
    for (size_t i = 0; i < text.length && last->code_length < 4; i++) {
        if (!cl_is_space((unsigned char)text.bytes[i])) {
            last->code[last->code_length++] = text.bytes[i];
        } else if (last->code_length > 0) {
            last->code_length = last->code_length == 3 ? 3 : 4;
            return;
        }
    }
}

/* A field without an end would swallow the rest of the document. */
void cl_docx_drop_stale_fields(cl_docx_reader *reader) {
    while (reader->field_count > reader->field_base) {
        const cl_docx_field *last = &reader->fields[reader->field_count - 1];
        if (!last->in_code ||
            reader->output.paragraphs - last->paragraph < CL_DOCX_FIELD_PARAGRAPHS) {
            return;
        }
        reader->field_count--;
        reader->fields_lost = 0;
        cl_notices_add(reader->output.arena, &reader->output.document->notices, "docx-field-open",
                       reader->output.place,
                       "A field in %s has no end; some text before paragraph %u may be missing.",
                       reader->part, cl_docx_current(reader)->index + 1);
    }
}

bool cl_docx_in_toc(const cl_docx_reader *reader) {
    for (size_t i = 0; i < reader->field_count; i++) {
        if (reader->fields[i].is_toc) {
            return true;
        }
    }
    return false;
}

cl_status cl_docx_add_inline(cl_docx_reader *reader, cl_text text, cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (!paragraph->open || reader->suppressed > 0 || reader->story == CL_DOCX_STORY_COMMENTS ||
        in_field_code(reader)) {
        return CL_OK;
    }
    return cl_docx_add(&reader->output, paragraph, text, error);
}

cl_status cl_docx_add_break(cl_docx_reader *reader, const cl_xml_element *element,
                            cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (cl_text_equal(cl_xml_attribute(element, "type"), CL_TEXT("page"))) {
        if (paragraph->text.length == 0) {
            paragraph->break_before = true;
        } else {
            paragraph->break_after = true;
        }
    }
    return cl_docx_add_inline(reader, CL_TEXT(" "), error);
}

/* Characters of the fonts Symbol and Wingdings that contracts use: check boxes, bullets, signs. */
static uint32_t symbol_of(cl_text font, uint32_t code) {
    static const struct {
        char font;
        uint8_t code;
        uint16_t unicode;
    } known[] = {
        {'S', 0xB7, 0x2022}, {'S', 0xA3, 0x2264}, {'S', 0xB3, 0x2265}, {'S', 0xB0, 0x00B0},
        {'S', 0xB1, 0x00B1}, {'S', 0xB4, 0x00D7}, {'S', 0xD2, 0x00AE}, {'S', 0xE2, 0x00AE},
        {'S', 0xD3, 0x00A9}, {'S', 0xE3, 0x00A9}, {'S', 0xD4, 0x2122}, {'S', 0xE4, 0x2122},
        {'S', 0x2D, 0x2212}, {'S', 0xBE, 0x2014}, {'W', 0x6F, 0x2610}, {'W', 0xA8, 0x2610},
        {'W', 0x71, 0x2610}, {'W', 0x72, 0x2610}, {'W', 0xFE, 0x2612}, {'W', 0x78, 0x2612},
        {'W', 0xFD, 0x2612}, {'W', 0xFC, 0x2713}, {'W', 0xA7, 0x25AA}, {'W', 0x9F, 0x2022},
        {'W', 0xE0, 0x2192}, {'W', 0xD8, 0x27A2},
    };
    uint32_t low = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code;
    char kind = cl_text_starts_nocase(font, "symbol")      ? 'S'
                : cl_text_starts_nocase(font, "wingdings") ? 'W'
                                                           : 0;
    for (size_t i = 0; kind != 0 && i < sizeof known / sizeof *known; i++) {
        if (known[i].font == kind && known[i].code == low) {
            return known[i].unicode;
        }
    }
    if (code >= 0xE000 && code <= 0xF8FF) {
        return kind == 0 && low >= 0x20 && low < 0x7F ? low : 0xFFFD;
    }
    return code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) ? code : 0xFFFD;
}

cl_status cl_docx_add_symbol(cl_docx_reader *reader, const cl_xml_element *element,
                             cl_error *error) {
    cl_text digits = cl_xml_attribute(element, "char");
    uint32_t code = 0;
    for (size_t i = 0; i < digits.length && i < 6; i++) {
        int c = cl_lower((unsigned char)digits.bytes[i]);
        if (!cl_is_digit(c) && (c < 'a' || c > 'f')) {
            break;
        }
        code = code * 16 + (uint32_t)(cl_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    char bytes[4];
    size_t size = cl_utf8_encode(symbol_of(cl_xml_attribute(element, "font"), code), bytes);
    return cl_docx_add_inline(reader, (cl_text){bytes, size}, error);
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
        (cl_docx_revision){paragraph->text.length, paragraph->text.length, deleted,
                           cl_docx_copy(reader, cl_xml_attribute(element, "author")),
                           cl_docx_copy(reader, cl_xml_attribute(element, "date"))};
    return (uint32_t)paragraph->revision_count;
}

/* w:del and w:moveFrom around content, in the properties of a paragraph mark, or of a row. */
void cl_docx_deletion(cl_docx_reader *reader, const cl_xml_element *element) {
    if (cl_docx_parent(reader, 1) == CL_XML_R_PR) {
        if (cl_docx_parent(reader, 2) == CL_XML_P_PR) {
            cl_docx_current(reader)->merges = true;
            reader->output.document->revision_count++;
        }
        return;
    }
    if (cl_docx_parent(reader, 1) == CL_XML_TR_PR) {
        cl_docx_frame *row = cl_docx_nearest(reader, CL_XML_TR);
        if (row != NULL && element->name == CL_XML_DEL && row->flag == 0) {
            row->flag = 1;
            reader->suppressed++;
            reader->output.document->revision_count++;
        }
        return;
    }
    if (cl_docx_parent(reader, 1) == CL_XML_NUM_PR) {
        return;
    }
    add_revision(reader, element, true);
    reader->skipping = 1;
}

void cl_docx_insertion(cl_docx_reader *reader, const cl_xml_element *element) {
    cl_xml_name where = cl_docx_parent(reader, 1);
    if (where == CL_XML_R_PR || where == CL_XML_TR_PR || where == CL_XML_NUM_PR) {
        reader->output.document->revision_count++;
        return;
    }
    cl_docx_frame *top = &reader->frames[reader->depth - 1];
    top->data = add_revision(reader, element, false);
}

void cl_docx_insertion_end(cl_docx_reader *reader, const cl_docx_frame *top) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (top->data > 0 && top->data <= paragraph->revision_count && paragraph->open) {
        paragraph->revisions[top->data - 1].end = paragraph->text.length;
    }
}
