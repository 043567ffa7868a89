/* SPDX-License-Identifier: MIT
 *
 * Tables of values, and tables that only place text on the page: filings put "(a)" and its text
 * into two cells of a row, old web pages put everything into one.
 */
#include <string.h>

#include "document/html_reader.h"

enum { FLOW_BLOCKS = 6, FLOW_BYTES = 1500 };

static cl_html_table *top_table(cl_html_reader *r) {
    return r->table_count > 0 ? &r->tables[r->table_count - 1] : NULL;
}

void cl_html_open_table(cl_html_reader *r) {
    r->tables = cl_arena_grow(r->document->arena, r->tables, r->table_count, &r->table_capacity,
                              sizeof *r->tables);
    r->tables[r->table_count++] = (cl_html_table){
        .number = ++r->tables_seen, .row = UINT32_MAX, .first = r->count, .row_first = r->count};
}

void cl_html_open_row(cl_html_reader *r) {
    cl_html_table *table = top_table(r);
    if (table) {
        table->row++;
        table->column = UINT32_MAX;
        table->row_first = r->count;
        table->in_cell = false;
    }
}

/* Columns that cells of earlier rows reach down into are passed over. */
static uint32_t free_column(const cl_html_table *table, uint32_t column) {
    while (column < CL_HTML_COLUMNS && table->spans[column] > 0) {
        column++;
    }
    return column;
}

void cl_html_open_cell(cl_html_reader *r, const char **attributes) {
    cl_html_table *table = top_table(r);
    if (!table) {
        return;
    }
    if (table->row == UINT32_MAX) {
        cl_html_open_row(r);
    }
    int rows = 1, columns = 1;
    cl_html_number(cl_html_attribute(attributes, "rowspan"), &rows);
    cl_html_number(cl_html_attribute(attributes, "colspan"), &columns);
    table->column = free_column(table, table->column + 1);
    for (int i = 0; i < columns && table->column + (uint32_t)i < CL_HTML_COLUMNS; i++) {
        table->spans[table->column + (uint32_t)i] = rows > 1 ? (uint32_t)rows : 1;
    }
    table->in_cell = true;
}

void cl_html_close_cell(cl_html_reader *r) {
    cl_html_table *table = top_table(r);
    if (table) {
        table->in_cell = false;
    }
}

static bool is_own(const cl_html_table *table, const cl_block *block) {
    return block->kind == CL_BLOCK_CELL && block->table == table->number;
}

static void release(cl_block *block) {
    block->kind = CL_BLOCK_PARAGRAPH;
    block->table = block->row = block->column = 0;
}

/* What was noted about blocks behind `at` moves with them. */
static void remove_block(cl_html_reader *r, size_t at) {
    memmove(r->blocks + at, r->blocks + at + 1, (r->count - at - 1) * sizeof *r->blocks);
    r->count--;
    for (size_t i = r->note_count; i-- > 0 && r->notes[i].block > at;) {
        r->notes[i].block--;
    }
    for (size_t i = r->target_count; i-- > 0 && r->targets[i].block > at;) {
        r->targets[i].block--;
    }
    for (size_t i = r->patch_count; i-- > 0 && r->patches[i].block > at;) {
        r->patches[i].block--;
    }
}

static bool is_one_of(cl_text text, const char *const *list) {
    for (; *list; list++) {
        if (cl_text_equal(text, cl_text_from(*list))) {
            return true;
        }
    }
    return false;
}

/* "$" | "5,000" and "5" | "%": signs that stand in cells of their own to be aligned. */
static void join_signs(cl_html_reader *r, const cl_html_table *table) {
    static const char *const before[] = {"$", "US$", "\xE2\x82\xAC", "\xC2\xA3", "(", "$(", NULL};
    static const char *const behind[] = {"%", ")", ")%", NULL};
    enum { LONGEST = 40, MOST = 64 };
    for (size_t i = table->row_first, joined = 0; i + 1 < r->count && joined < MOST;) {
        cl_block *a = &r->blocks[i], *b = a + 1;
        bool glue = is_one_of(a->text, before) || is_one_of(b->text, behind);
        if (!glue || !is_own(table, a) || !is_own(table, b) || a->column == b->column ||
            a->text.length + b->text.length > LONGEST) {
            i++;
            continue;
        }
        cl_html_join(r, a, b, true);
        remove_block(r, i + 1);
        joined++;
    }
}

static bool is_label(const cl_block *block) {
    cl_label label;
    return cl_label_read(block->text, 0, &label) && label.length == block->text.length &&
           (label.closing || label.part_count > 1 || label.keyword[0] ||
            label.parts[0].numeral == CL_NUMERAL_BULLET);
}

/* "(a)" | "The Buyer …": one paragraph with its label. */
static void take_label_cell(cl_html_reader *r, size_t first) {
    cl_block *label = &r->blocks[first], *text = label + 1;
    text->label = label->text;
    text->label_start = label->map[0];
    text->flags |= CL_BLOCK_LABEL_TYPED | (label->flags & (CL_BLOCK_PAGE_BREAK | CL_HTML_RULED));
    text->indent = label->indent;
    uint32_t column = text->column;
    for (size_t i = first + 1; i < r->count && r->blocks[i].column == column; i++) {
        bool labelled = i == first + 1;
        release(&r->blocks[i]);
        r->blocks[i].kind = labelled ? CL_BLOCK_LIST_ITEM : CL_BLOCK_PARAGRAPH;
        cl_html_classify(&r->blocks[i]);
    }
    remove_block(r, first);
}

/* How many cells of the row say something; *foreign: a table within it does. */
static size_t count_cells(const cl_html_reader *r, const cl_html_table *table, bool *foreign) {
    size_t cells = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = table->row_first; i < r->count; i++) {
        const cl_block *block = &r->blocks[i];
        if (!is_own(table, block)) {
            *foreign = *foreign || !(block->flags & CL_BLOCK_HIDDEN);
            continue;
        }
        cells += cells == 0 || block->column != last;
        last = block->column;
    }
    return cells;
}

/* A cell that holds pages of text is a column of the page, not of a table. */
static void release_flow(cl_html_reader *r, const cl_html_table *table) {
    for (size_t i = table->row_first; i < r->count;) {
        size_t end = i, bytes = 0;
        while (end < r->count && is_own(table, &r->blocks[end]) &&
               r->blocks[end].column == r->blocks[i].column) {
            bytes += r->blocks[end++].text.length;
        }
        if (end - i >= FLOW_BLOCKS && bytes >= FLOW_BYTES) {
            for (size_t k = i; k < end; k++) {
                release(&r->blocks[k]);
                cl_html_classify(&r->blocks[k]);
            }
        }
        i = end > i ? end : i + 1;
    }
}

void cl_html_close_row(cl_html_reader *r) {
    cl_html_table *table = top_table(r);
    if (!table || table->row == UINT32_MAX) {
        return;
    }
    table->in_cell = false;
    for (size_t c = 0; c < CL_HTML_COLUMNS; c++) {
        table->spans[c] -= table->spans[c] > 0;
    }
    join_signs(r, table);
    bool foreign = false;
    size_t cells = count_cells(r, table, &foreign), first = table->row_first;
    if (cells == 2 && !foreign && r->blocks[first].column != r->blocks[first + 1].column &&
        is_label(&r->blocks[first])) {
        take_label_cell(r, first);
        return;
    }
    table->grid_rows += cells > 1;
    release_flow(r, table);
}

void cl_html_close_table(cl_html_reader *r) {
    cl_html_table *table = top_table(r);
    if (!table) {
        return;
    }
    for (size_t i = table->first; i < r->count && table->grid_rows == 0; i++) {
        if (is_own(table, &r->blocks[i])) {
            release(&r->blocks[i]);
            cl_html_classify(&r->blocks[i]);
        }
    }
    r->table_count--;
}
