/* SPDX-License-Identifier: MIT
 *
 * Private to the loader of plain text: its lines, and the block that is open while they go by.
 * text.c reads lines and makes blocks, text_furniture.c sets aside what belongs to the pages, and
 * text_paragraph.c judges which lines go on with a paragraph. Offsets are bytes of the source.
 */
#ifndef CL_DOCUMENT_PLAIN_READER_H
#define CL_DOCUMENT_PLAIN_READER_H

#include "document/load.h"
#include "document/normalise.h"
#include "document/text_layout.h"

/* A line that is not blank. */
typedef struct cl_plain_line {
    uint32_t start, end;        /* trimmed */
    uint32_t indent;            /* columns; a tab goes to the next eighth */
    uint32_t blank;             /* blank lines before it */
    bool furniture, page_break; /* page_break: a page begins with it */
} cl_plain_line;

typedef struct cl_plain_reader {
    cl_document *document;
    const cl_limits *limits;
    cl_text source;
    cl_plain_line *lines;
    size_t count;
    size_t pages;
    bool wrapped, has_rules; /* hard-wrapped lines; "----" occurs */
    uint32_t width;          /* usual length of a full line */
    cl_layout layout;
    cl_normaliser normaliser;
    cl_block *blocks;
    size_t block_count, block_capacity;
    cl_block open;
    size_t open_start;    /* source offset at which the open block starts */
    bool labelled, alone; /* of the open block: takes its label; is all of its line */
    bool too_long;        /* a paragraph reached its limit */
    bool full;            /* the limit on paragraphs was reached */
} cl_plain_reader;

cl_text cl_plain_line_text(const cl_plain_reader *r, const cl_plain_line *line);

/* Takes page numbers, running heads and feet, rules and tags of registers out of the lines, so that
 * a sentence that runs over a page break is one sentence. */
void cl_plain_drop_furniture(cl_plain_reader *r);

/* Is the text hard-wrapped, and how wide? Needs the lines without furniture. */
void cl_plain_find_wrapping(cl_plain_reader *r);
/* Whether a line goes on with the open paragraph, which began at line `first`. */
bool cl_plain_joins(const cl_plain_reader *r, size_t first, size_t i);

#endif
