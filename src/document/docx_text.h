/* SPDX-License-Identifier: MIT
 *
 * Private to the DOCX loader: collects the text of a paragraph while its runs go by, and turns it
 * into a block when it ends. docx_events.c says what the elements mean; docx_text.c says what
 * becomes of the text.
 */
#ifndef CL_DOCUMENT_DOCX_TEXT_H
#define CL_DOCUMENT_DOCX_TEXT_H

#include "document/docx_numbering.h"
#include "document/docx_styles.h"
#include "document/normalise.h"

typedef struct cl_docx_revision {
    size_t start, end; /* in paragraph->text */
    bool deleted, moved;
    const char *author, *date;
} cl_docx_revision;

/* A stretch of paragraph->text that is printed but never matched: hidden text between its marks,
 * or the number of a note. */
typedef struct cl_docx_aside {
    size_t start, end;
    bool hidden;
} cl_docx_aside;

/* Start or end of what a comment is about: in paragraph->text, later in a block's matching text. */
typedef struct cl_docx_anchor {
    int id;
    uint32_t order;
    bool is_end;
    size_t block, offset;
} cl_docx_anchor;

/* One w:p being read; also what earlier ones leave to it whose paragraph marks are deleted. */
typedef struct cl_docx_paragraph {
    bool open, merges; /* merges: its mark is deleted, so its text goes on in the next one */
    cl_buffer text;
    bool visible, hidden; /* there is text that can be seen, that cannot */
    cl_docx_aside *asides;
    size_t aside_count, aside_capacity;
    size_t *breaks; /* offsets in text behind line breaks */
    size_t break_count, break_capacity;
    cl_docx_anchor *anchors;
    size_t anchor_count, anchor_capacity;
    cl_run *runs; /* source_start holds the offset in text */
    size_t run_count, run_capacity;
    cl_docx_revision *revisions;
    size_t revision_count, revision_capacity;
    cl_paragraph_properties properties;
    const cl_style *style;
    bool has_style;
    uint32_t index; /* of the w:p in its part */
    const char *para_id;
    bool break_before, break_after, toc;
    size_t bold_end; /* bytes of text at its start that are bold or underlined */
    bool bold_over, all_bold, has_letters, all_caps;
    bool mark_hidden; /* the paragraph mark cannot be seen: such paragraphs are not counted */
    uint32_t next_run, own_index; /* own_index: of the w:p being read, after a merge another one */
    /* of the run being read */
    uint32_t run, run_offset;
    bool run_fresh; /* the next piece needs an entry in runs */
    cl_run_properties run_direct;
    const cl_style *run_style;
    bool bold, underline, caps, vanish; /* what all of that comes to */
} cl_docx_paragraph;

typedef struct cl_docx_table {
    uint32_t number, row, column, next_column, span;
} cl_docx_table;

/* Where a paragraph stands. */
typedef struct cl_docx_where {
    const char *part;
    cl_block_kind kind; /* of plain paragraphs here */
    const cl_docx_table *table;
    uint32_t note, note_anchor;
    bool in_box;
} cl_docx_where;

typedef struct cl_docx_output {
    cl_arena *arena;
    const cl_limits *limits;
    cl_place place;
    cl_document *document;
    cl_styles *styles;
    cl_numbering *numbering;
    cl_buffer source, label;
    cl_normaliser normaliser;
    cl_block *blocks;
    size_t block_count, block_capacity;
    uint32_t paragraphs; /* with text or without, of all parts */
    bool page_break;     /* before the next block */
    bool doubtful_label;
    size_t furniture; /* first header or footer block, SIZE_MAX before */
    uint32_t hidden_count, hidden_first;
    const char *hidden_part;
    cl_docx_anchor *anchors; /* of comments, all over the document */
    size_t anchor_count, anchor_capacity;
} cl_docx_output;

void cl_docx_paragraph_begin(cl_docx_paragraph *paragraph, uint32_t index);
void cl_docx_run_begin(cl_docx_paragraph *paragraph);
/* Works out bold, hidden and so on; to be called when the properties of the run are known. */
void cl_docx_run_settle(cl_docx_output *output, cl_docx_paragraph *paragraph);
cl_status cl_docx_add(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                      cl_error *error);
/* The number of a note, where it is displayed. */
cl_status cl_docx_add_mark(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                           cl_error *error);
/* What is drawn but not written: the line of a fraction. */
cl_status cl_docx_add_drawn(cl_docx_output *output, cl_docx_paragraph *paragraph, cl_text text,
                            cl_error *error);
/* A line break: the place may begin a typed label. */
cl_status cl_docx_add_line_break(cl_docx_output *output, cl_docx_paragraph *paragraph,
                                 cl_error *error);
void cl_docx_add_anchor(cl_docx_output *output, cl_docx_anchor anchor);
/* Ends the paragraph: numbers it and makes a block of it if there is something to read. */
cl_status cl_docx_paragraph_end(cl_docx_output *output, cl_docx_paragraph *paragraph,
                                const cl_docx_where *where, cl_error *error);
/* Forgets the text without counting or writing anything. */
void cl_docx_paragraph_drop(cl_docx_paragraph *paragraph);
bool cl_docx_is_blank(cl_text text);
/* Style of the paragraph, the default one if it names none; NULL if there is none. */
const cl_style *cl_docx_style_of(cl_docx_output *output, cl_docx_paragraph *paragraph);
/* Bytes of the marks printed around hidden text. */
enum { CL_DOCX_HIDDEN_MARK = 3 };
void cl_docx_paragraph_release(cl_docx_paragraph *paragraph);

#endif
