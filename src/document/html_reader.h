/* SPDX-License-Identifier: MIT
 *
 * The inside of the HTML loader, shared by its files and by nobody else: html.c hears the events,
 * html_block.c makes blocks, html_table.c tells tables from layout, html_pages.c sets page
 * furniture aside and ties footnotes to what refers to them.
 */
#ifndef CL_DOCUMENT_HTML_READER_H
#define CL_DOCUMENT_HTML_READER_H

#include "document/html_style.h"
#include "document/load.h"
#include "document/normalise.h"
#include "document/typed_label.h"

enum { CL_HTML_COLUMNS = 64 };
/* A line across the page stood before the block: perhaps the edge of a printed page. Only while
 * loading. */
#define CL_HTML_RULED (1u << 30)

/* An open element with what its content inherits. */
typedef struct cl_html_element {
    cl_html_role role;
    int level;
    bool block, hidden, dropped, deleted, inserted, raised;
    bool bold, centred, caps, preformatted, break_after;
    int indent;
    bool opens_list, opens_item, opens_table;
} cl_html_element;

typedef struct cl_html_list {
    cl_html_marker marker;
    int next, step; /* number of the next item */
    bool ordered;
    bool counts_down; /* reversed without start: numbered once its items are counted */
    size_t first_patch;
} cl_html_list;

typedef struct cl_html_item {
    bool used; /* its label was given to a block */
    cl_html_marker marker;
    int number;
    size_t list;  /* depth of its list, from 1 */
    size_t start; /* source offset */
} cl_html_item;

typedef struct cl_html_table {
    uint32_t number, row, column;
    bool in_cell;
    size_t first, row_first;         /* indexes of blocks */
    size_t grid_rows;                /* rows with more than one cell that says something */
    uint32_t spans[CL_HTML_COLUMNS]; /* rows that a cell above still covers */
} cl_html_table;

/* A place in the open block where a line ended: `count` line ends in a row. */
typedef struct cl_html_break {
    size_t at;
    unsigned count;
} cl_html_break;

typedef struct cl_html_note {
    const char *id; /* of the element that is referred to */
    uint32_t number;
    size_t block;
} cl_html_note;

typedef struct cl_html_target {
    const char *id;
    size_t block;
} cl_html_target;

/* A block whose label must wait for the end of its list. */
typedef struct cl_html_patch {
    size_t block, list;
    cl_html_marker marker;
    int from_end; /* set as the distance from the first item */
} cl_html_patch;

typedef struct cl_html_reader {
    cl_document *document;
    const cl_limits *limits;
    cl_text page; /* the source without what a register put round it */
    cl_normaliser normaliser, hidden;
    cl_html_element *elements;
    size_t depth, element_capacity;
    cl_html_list *lists;
    size_t list_count, list_capacity;
    cl_html_item *items;
    size_t item_count, item_capacity;
    cl_html_table *tables;
    size_t table_count, table_capacity;
    uint32_t tables_seen;
    cl_span *bold; /* of the open block */
    size_t bold_count, bold_capacity;
    cl_html_break *breaks;
    size_t break_count, break_capacity;
    cl_revision *revisions;
    size_t revision_count, revision_capacity;
    cl_html_note *notes;
    size_t note_count, note_capacity;
    cl_html_target *targets;
    size_t target_count, target_capacity;
    cl_html_patch *patches;
    size_t patch_count, patch_capacity;
    const char *anchor; /* id that the open link leads to, in the arena */
    size_t anchor_start;
    bool anchor_raised, anchor_inside;
    unsigned flags;    /* CL_BLOCK_PAGE_BREAK … of the next block */
    cl_block open;     /* what the open block is, set by its first text */
    size_t caps_bytes; /* of it, shown in capitals by its style */
    bool counters;     /* a style sheet numbers things */
    cl_block *blocks;
    size_t count, capacity;
    bool too_long, stop;
} cl_html_reader;

cl_html_element *cl_html_top(cl_html_reader *r);

/* html_block.c */
void cl_html_add(cl_html_reader *r, cl_text text, cl_span where, bool decoded);
void cl_html_add_break(cl_html_reader *r, size_t at);
void cl_html_close_block(cl_html_reader *r);
/* Reads label and title of a block that is no table cell (any more). */
void cl_html_classify(cl_block *block);
/* "4." or "(b)" … of the item; NULL if it shows none. */
const char *cl_html_label(cl_arena *arena, cl_html_marker marker, int number);
/* One block of two, with a space between unless `glued`; it is `first` in all else. */
void cl_html_join(cl_html_reader *r, cl_block *first, const cl_block *second, bool glued);

/* html_table.c */
void cl_html_open_table(cl_html_reader *r);
void cl_html_close_table(cl_html_reader *r);
void cl_html_open_row(cl_html_reader *r);
void cl_html_close_row(cl_html_reader *r);
void cl_html_open_cell(cl_html_reader *r, const char **attributes);
void cl_html_close_cell(cl_html_reader *r);

/* html_pages.c */
/* The open link is ended: takes it for a reference to a note if it is a raised number. */
void cl_html_close_anchor(cl_html_reader *r);
void cl_html_tie_notes(cl_html_reader *r);
void cl_html_set_pages(cl_html_reader *r);

#endif
