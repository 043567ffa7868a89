/* SPDX-License-Identifier: MIT
 *
 * Private to the DOCX loader: what is open while the parts go by. docx.c reads part after part,
 * docx_events.c says what the elements mean, docx_inline.c deals with what stands inside
 * paragraphs, and docx_text.c makes blocks.
 */
#ifndef CL_DOCUMENT_DOCX_READER_H
#define CL_DOCUMENT_DOCX_READER_H

#include "document/docx_text.h"

enum {
    CL_DOCX_TEXT_BOXES = 6, /* inside one another */
    CL_DOCX_FIELDS = 48,    /* inside one another */
    /* after so many paragraphs the end of a field code is taken to be missing */
    CL_DOCX_FIELD_PARAGRAPHS = 60,
    CL_DOCX_FURNITURE_PARTS = 400, /* headers or footers read */
};

/* Open elements. `flag` depends on the element: a choice was taken, what is inside is deleted, … */
typedef struct cl_docx_frame {
    uint8_t name;
    uint8_t flag;
    uint32_t data, extra;
} cl_docx_frame;

typedef enum cl_docx_story {
    CL_DOCX_STORY_MAIN,
    CL_DOCX_STORY_FOOTNOTES,
    CL_DOCX_STORY_ENDNOTES,
    CL_DOCX_STORY_HEADER,
    CL_DOCX_STORY_FOOTER,
    CL_DOCX_STORY_COMMENTS, /* kept aside */
} cl_docx_story;

typedef enum cl_docx_form { CL_DOCX_FORM_NONE, CL_DOCX_FORM_BOX, CL_DOCX_FORM_LIST } cl_docx_form;

typedef struct cl_docx_field {
    bool in_code, is_toc;
    uint32_t paragraph; /* output count when it began */
    size_t result;      /* bytes of the paragraph's text when the result began */
    char code[200];     /* the instruction, cut */
    size_t code_length;
    /* a form field: a box that is ticked or not, or a list of which one entry is chosen */
    cl_docx_form form;
    bool ticked;
    int chosen, entries;
    const char *entry; /* the one chosen, once seen */
} cl_docx_field;

/* Who inserted or deleted a table row or cell. */
typedef struct cl_docx_mark {
    bool deleted;
    const char *author, *date;
} cl_docx_mark;

typedef struct cl_docx_note {
    bool is_endnote;
    int id;
    uint32_t number;
    uint32_t anchor; /* 1 + index of the block that refers to it */
} cl_docx_note;

typedef struct cl_docx_reader {
    cl_docx_output output;
    cl_package *package;
    cl_docx_story story;
    const char *part;
    cl_docx_frame *frames;
    size_t depth, frame_capacity;
    size_t skipping;           /* depth inside an element that is not read */
    size_t skipped_paragraphs; /* open ones in there */
    bool right_root;
    uint32_t next_paragraph; /* index of the next w:p of the part */
    uint32_t suppressed;     /* open deleted rows and cells */
    bool in_text;
    /* Paragraphs inside one another: text boxes are in runs. paragraphs[0] is that of the story. */
    cl_docx_paragraph paragraphs[CL_DOCX_TEXT_BOXES + 1];
    size_t box;
    cl_docx_table *tables;
    size_t table_count, table_capacity;
    size_t table_base[CL_DOCX_TEXT_BOXES + 1]; /* tables outside the text box */
    uint32_t table_number;
    cl_docx_field fields[CL_DOCX_FIELDS];
    size_t field_count, field_base;
    size_t fields_lost; /* nested deeper than we follow */
    cl_docx_note *notes;
    size_t note_count, note_capacity;
    uint32_t footnotes, endnotes, note, note_anchor;
    const char *note_format[2]; /* ST_NumberFormat of footnotes and endnotes */
    int note_start[2];
    cl_docx_mark *marks;
    size_t mark_count, mark_capacity;
    cl_comment *comments;
    size_t comment_count, comment_capacity;
    cl_buffer comment_text;
    uint32_t unnumbered; /* fields whose number only Word computes */
    uint32_t outside;    /* subDoc and the like */
    uint32_t chunks;     /* altChunks so far */
} cl_docx_reader;

cl_docx_paragraph *cl_docx_current(cl_docx_reader *reader);
cl_xml_name cl_docx_parent(const cl_docx_reader *reader, size_t up);
cl_docx_frame *cl_docx_nearest(cl_docx_reader *reader, cl_xml_name name);
const char *cl_docx_copy(cl_docx_reader *reader, cl_text text);
cl_status cl_docx_field_char(cl_docx_reader *reader, const cl_xml_element *element,
                             cl_error *error);
/* Children of w:ffData. */
void cl_docx_form_field(cl_docx_reader *reader, const cl_xml_element *element);
void cl_docx_field_code(cl_docx_reader *reader, cl_text text);
void cl_docx_drop_stale_fields(cl_docx_reader *reader);
bool cl_docx_in_toc(const cl_docx_reader *reader);
cl_status cl_docx_add_inline(cl_docx_reader *reader, cl_text text, cl_error *error);
cl_status cl_docx_add_break(cl_docx_reader *reader, const cl_xml_element *element, cl_error *error);
cl_status cl_docx_add_fraction(cl_docx_reader *reader, cl_error *error);
cl_status cl_docx_add_symbol(cl_docx_reader *reader, const cl_xml_element *element,
                             cl_error *error);
/* The number of a note as displayed; `number` 0 shows nothing. */
cl_status cl_docx_add_note_number(cl_docx_reader *reader, uint32_t number, bool is_endnote,
                                  cl_error *error);
/* w:ins, w:del, w:moveFrom and w:moveTo, wherever they stand. */
void cl_docx_revision_start(cl_docx_reader *reader, const cl_xml_element *element, bool deleted);
/* w:cellIns and w:cellDel */
void cl_docx_cell_revision(cl_docx_reader *reader, const cl_xml_element *element, bool deleted);
/* Attributes the paragraph that ends here to the change of the rows and cells around it. */
void cl_docx_revise_cell(cl_docx_reader *reader, cl_docx_paragraph *paragraph);
void cl_docx_comment_anchor(cl_docx_reader *reader, const cl_xml_element *element, bool is_end);
void cl_docx_comment_start(cl_docx_reader *reader, const cl_xml_element *element);
void cl_docx_comment_end(cl_docx_reader *reader);
/* Gives every comment its place, once all stories are read. */
void cl_docx_comments_finish(cl_docx_reader *reader);
/* w:altChunk: another document kept as a part. */
cl_status cl_docx_chunk(cl_docx_reader *reader, const cl_xml_element *element,
                        const cl_docx_where *where, cl_error *error);
void cl_docx_revision_end(cl_docx_reader *reader, const cl_docx_frame *top);
int cl_docx_by_note(const void *a, const void *b);
cl_status cl_docx_on_start(void *user, const cl_xml_element *element, cl_error *error);
cl_status cl_docx_on_end(void *user, cl_xml_name name, cl_error *error);
cl_status cl_docx_on_text(void *user, cl_text text, cl_error *error);

#endif
