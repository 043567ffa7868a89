/* SPDX-License-Identifier: MIT */
#include "document/docx_number_format.h"
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

/* Whether the instruction begins with that word. */
static bool is_field(const cl_docx_field *field, const char *word) {
    cl_text code = cl_text_trim((cl_text){field->code, field->code_length});
    size_t length = strlen(word);
    return cl_text_starts_nocase(code, word) &&
           (code.length == length || !cl_is_alpha((unsigned char)code.bytes[length]));
}

/* MACROBUTTON shows what stands behind the name of its macro. */
static cl_text button_of(const cl_docx_field *field) {
    cl_text rest = cl_text_trim((cl_text){field->code, field->code_length});
    for (int word = 0; word < 2; word++) {
        size_t at = 0;
        while (at < rest.length && !cl_is_space((unsigned char)rest.bytes[at])) {
            at++;
        }
        rest = cl_text_trim(cl_text_slice(rest, at, rest.length));
    }
    return rest;
}

/* Fields that Word displays without keeping a result in the file. */
static cl_status show_field(cl_docx_reader *reader, const cl_docx_field *field, cl_error *error) {
    bool empty = field->in_code || field->result == cl_docx_current(reader)->text.length;
    if (field->form == CL_DOCX_FORM_BOX && is_field(field, "FORMCHECKBOX")) {
        cl_text box = field->ticked ? CL_TEXT("\xE2\x98\x92") : CL_TEXT("\xE2\x98\x90");
        return empty ? cl_docx_add_inline(reader, box, error) : CL_OK;
    }
    if (field->form == CL_DOCX_FORM_LIST && field->entry != NULL) {
        return empty ? cl_docx_add_inline(reader, cl_text_from(field->entry), error) : CL_OK;
    }
    if (field->in_code && is_field(field, "MACROBUTTON")) {
        return cl_docx_add_inline(reader, button_of(field), error);
    }
    if (empty && (is_field(field, "LISTNUM") || is_field(field, "AUTONUM") ||
                  is_field(field, "AUTONUMLGL") || is_field(field, "AUTONUMOUT"))) {
        reader->unnumbered++;
    }
    return CL_OK;
}

static void begin_field(cl_docx_reader *reader) {
    if (reader->field_count == CL_DOCX_FIELDS || reader->fields_lost > 0) {
        reader->fields_lost++;
        return;
    }
    reader->fields[reader->field_count++] =
        (cl_docx_field){.in_code = true, .paragraph = reader->output.paragraphs};
}

static cl_status end_field(cl_docx_reader *reader, cl_error *error) {
    if (reader->fields_lost > 0) {
        reader->fields_lost--;
        return CL_OK;
    }
    if (reader->field_count == reader->field_base) {
        return CL_OK;
    }
    return show_field(reader, &reader->fields[--reader->field_count], error);
}

cl_status cl_docx_field_char(cl_docx_reader *reader, const cl_xml_element *element,
                             cl_error *error) {
    cl_text type = cl_xml_attribute(element, "fldCharType");
    cl_docx_current(reader)->run_fresh = true;
    if (cl_text_equal(type, CL_TEXT("begin"))) {
        begin_field(reader);
    } else if (cl_text_equal(type, CL_TEXT("end"))) {
        return end_field(reader, error);
    } else if (cl_text_equal(type, CL_TEXT("separate")) && reader->fields_lost == 0 &&
               reader->field_count > reader->field_base) {
        cl_docx_field *last = &reader->fields[reader->field_count - 1];
        last->in_code = false;
        last->is_toc = is_field(last, "TOC");
        last->result = cl_docx_current(reader)->text.length;
    }
    return CL_OK;
}

void cl_docx_field_code(cl_docx_reader *reader, cl_text text) {
    if (reader->field_count == reader->field_base) {
        return;
    }
    cl_docx_field *last = &reader->fields[reader->field_count - 1];
    size_t room = sizeof last->code - last->code_length;
    size_t length = text.length < room ? text.length : room;
    while (length > 0 && length < text.length &&
           ((unsigned char)text.bytes[length] & 0xC0) == 0x80) {
        length--; /* not in the middle of a character */
    }
    memcpy(last->code + last->code_length, text.bytes, length);
    last->code_length += length;
}

void cl_docx_form_field(cl_docx_reader *reader, const cl_xml_element *element) {
    if (reader->field_count == reader->field_base) {
        return;
    }
    cl_docx_field *field = &reader->fields[reader->field_count - 1];
    bool in_box = cl_docx_parent(reader, 1) == CL_XML_CHECK_BOX;
    bool in_list = cl_docx_parent(reader, 1) == CL_XML_DD_LIST;
    switch (element->name) {
    case CL_XML_CHECK_BOX:
        field->form = CL_DOCX_FORM_BOX;
        break;
    case CL_XML_DD_LIST:
        field->form = CL_DOCX_FORM_LIST;
        break;
    case CL_XML_DEFAULT:
    case CL_XML_CHECKED: /* comes after the default */
    case CL_XML_RESULT:
        if (in_box) {
            field->ticked = cl_xml_on(element);
        } else if (in_list) {
            field->chosen = cl_xml_integer(element, "val", 0);
        }
        break;
    case CL_XML_LIST_ENTRY:
        if (in_list && field->entries++ == field->chosen) {
            field->entry = cl_docx_copy(reader, cl_xml_attribute(element, "val"));
        }
        break;
    default:
        break;
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

/* What is not shown still has its place in its run. */
static bool is_shown(cl_docx_reader *reader, size_t length) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (!paragraph->open || reader->suppressed > 0) {
        return false;
    }
    if (in_field_code(reader)) {
        paragraph->run_offset += (uint32_t)length;
        paragraph->run_fresh = true;
        return false;
    }
    return true;
}

cl_status cl_docx_add_inline(cl_docx_reader *reader, cl_text text, cl_error *error) {
    return is_shown(reader, text.length)
               ? cl_docx_add(&reader->output, cl_docx_current(reader), text, error)
               : CL_OK;
}

cl_status cl_docx_add_fraction(cl_docx_reader *reader, cl_error *error) {
    return is_shown(reader, 0)
               ? cl_docx_add_drawn(&reader->output, cl_docx_current(reader), CL_TEXT("/"), error)
               : CL_OK;
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
    return is_shown(reader, 1) ? cl_docx_add_line_break(&reader->output, paragraph, error) : CL_OK;
}

/* Digits and the letters of small Roman numbers, raised; other letters have no such characters. */
static bool add_raised(cl_text number, cl_buffer *out) {
    static const char *const digits[] = {
        "\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
        "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
    static const char letters[] = "ivxlcdm";
    static const uint16_t raised[] = {0x2071, 0x1D5B, 0x02E3, 0x02E1, 0x1D9C, 0x1D48, 0x1D50};
    for (size_t i = 0; i < number.length; i++) {
        char c = number.bytes[i];
        const char *letter = c != '\0' ? strchr(letters, c) : NULL;
        if (cl_is_digit((unsigned char)c)) {
            cl_buffer_add_string(out, digits[c - '0']);
        } else if (letter != NULL) {
            cl_buffer_add_code_point(out, raised[letter - letters]);
        } else {
            return false;
        }
    }
    return true;
}

cl_status cl_docx_add_note_number(cl_docx_reader *reader, uint32_t number, bool is_endnote,
                                  cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (number == 0 || !is_shown(reader, 0)) {
        return CL_OK;
    }
    cl_buffer plain = {0}, shown = {0};
    const char *format = reader->note_format[is_endnote];
    cl_number_format(format != NULL ? format
                     : is_endnote   ? "lowerRoman"
                                    : "decimal",
                     (int)number, &plain);
    if (!add_raised(cl_buffer_text(&plain), &shown)) {
        cl_buffer_clear(&shown);
        cl_buffer_printf(&shown, "[%s]", plain.bytes);
    }
    cl_status status = cl_docx_add_mark(&reader->output, paragraph, cl_buffer_text(&shown), error);
    cl_buffer_release(&plain);
    cl_buffer_release(&shown);
    return status;
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
