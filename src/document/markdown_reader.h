/* SPDX-License-Identifier: MIT
 *
 * Private to the Markdown loader: what is open while the nodes of the parser go by. markdown.c
 * visits them, markdown_block.c makes blocks, markdown_place.c finds where their words stand in the
 * source, markdown_note.c reads footnotes and markdown_html.c the HTML inside. Offsets are bytes of
 * document->source; lines of the parser count from 1. Everything lies in the document's arena but
 * the normaliser, which the loader releases.
 */
#ifndef CL_DOCUMENT_MARKDOWN_READER_H
#define CL_DOCUMENT_MARKDOWN_READER_H

#include <cmark-gfm.h>

#include "document/load.h"
#include "document/normalise.h"

/* One open list item. */
typedef struct cl_markdown_item {
    bool ordered, used; /* used: its label is that of a block */
    char delimiter;
    int number;
    size_t start; /* source offset of the marker */
} cl_markdown_item;

/* "[^1]" in a block, or the block that "[^1]:" opens. */
typedef struct cl_markdown_note {
    cl_text name;
    size_t block;
    bool definition;
} cl_markdown_note;

typedef struct cl_markdown_reader {
    cl_document *document;
    const cl_limits *limits;
    cl_text source;
    cl_normaliser normaliser;
    size_t first_line;  /* lines before the parsed text: front matter */
    size_t cursor, end; /* where the next literal is looked for, and the end of its block */
    size_t budget;      /* bytes that searching may still cost: keeps hostile input linear */
    cl_block *blocks;
    size_t count, capacity;
    cl_markdown_item *items;
    size_t item_count, item_capacity;
    uint32_t table, row, column;
    bool too_long;       /* a paragraph reached its limit */
    unsigned bold, mute; /* nesting of bold marks, and of images, whose text does not count */
    cl_block open;
    cl_revision *revisions; /* text struck out in the open block */
    size_t revision_count, revision_capacity;
    cl_markdown_note *notes;
    size_t note_count, note_capacity;
    size_t html_at;        /* source offset of the HTML that is being read */
    unsigned html_dropped; /* open elements whose text does not count */
} cl_markdown_reader;

/* ---- blocks ---- */

size_t cl_markdown_line_start(const cl_markdown_reader *w, int line);
/* Of a place as the parser gives it. */
size_t cl_markdown_offset(const cl_markdown_reader *w, int line, int column);
void cl_markdown_open_block(cl_markdown_reader *w, cmark_node *node, cl_block_kind kind);
/* Keeps the block, with its label, unless it is empty. */
void cl_markdown_close_block(cl_markdown_reader *w);
/* Closes the block and opens a paragraph beside it. */
void cl_markdown_next_block(cl_markdown_reader *w);
void cl_markdown_set_bold(cl_markdown_reader *w, bool begins);
/* Text that is struck out begins or ends: it is a tracked deletion, no part of the text. */
void cl_markdown_strike(cl_markdown_reader *w, bool begins);

/* ---- places ---- */

/* Adds text as the parser gives it, each character with its place in the source. */
void cl_markdown_add_literal(cl_markdown_reader *w, const char *string);
/* Behind the text of a link: over "](address)" or "][name]", so that words there are not found. */
void cl_markdown_skip_destination(cl_markdown_reader *w);

/* ---- footnotes ---- */

/* Takes the references out of the text of the open block and "[^1]:" off its start. */
void cl_markdown_take_notes(cl_markdown_reader *w, cl_block *block);
/* Ties each note to the first block that refers to it, once all blocks are read. */
void cl_markdown_tie_notes(cl_markdown_reader *w);

/* ---- HTML ---- */

void cl_markdown_add_inline_html(cl_markdown_reader *w, const char *string);
/* An HTML block: its words count, tags do not, comments are hidden. */
void cl_markdown_add_html(cl_markdown_reader *w, cmark_node *node);

/* The bid of the loader (load.h). */
int cl_markdown_recognise(cl_text head);

#endif
