/* SPDX-License-Identifier: MIT */
#include "document/html_events.h"
#include "document/html_style.h"
#include "document/markdown_reader.h"

/* ---- inside a paragraph ---- */

/* "<span class="header…">", as some publishers mark titles. */
static bool opens_title(cl_text tag) {
    return cl_text_starts_nocase(tag, "<span") &&
           cl_text_find(tag, CL_TEXT("header"), 0) != SIZE_MAX;
}

void cl_markdown_add_inline_html(cl_markdown_reader *w, const char *string) {
    static const char *const opening[] = {"<b>", "<strong>", "<u>", NULL};
    static const char *const closing[] = {"</b>", "</strong>", "</u>", "</span>", NULL};
    enum { WINDOW = 4096 };
    cl_text tag = cl_text_from(string);
    size_t end = w->end - w->cursor > WINDOW ? w->cursor + WINDOW : w->end;
    size_t found = cl_text_find(cl_text_slice(w->source, 0, end), tag, w->cursor);
    if (found != SIZE_MAX) {
        w->cursor = found + tag.length;
    }
    if (cl_text_listed(tag, opening) || opens_title(tag)) {
        cl_markdown_set_bold(w, true);
    } else if (cl_text_listed(tag, closing)) {
        cl_markdown_set_bold(w, false);
    } else if (cl_text_starts_nocase(tag, "<br")) {
        cl_normaliser_add_space(&w->normaliser, w->cursor);
    }
}

/* ---- as a block ---- */

static void html_start(void *data, const char *name, const char **attributes, size_t at) {
    cl_markdown_reader *w = data;
    cl_html_look look = cl_html_look_of(name, attributes);
    (void)at;
    if (w->html_dropped > 0 || look.hidden || look.role == CL_HTML_DROPPED ||
        look.role == CL_HTML_SHEET) {
        w->html_dropped++;
    } else if (look.block || look.role == CL_HTML_BREAK) {
        cl_markdown_next_block(w);
    }
}

static void html_end(void *data, const char *name, size_t at) {
    cl_markdown_reader *w = data;
    (void)at;
    if (w->html_dropped > 0) {
        w->html_dropped--;
    } else if (cl_html_look_of(name, NULL).block) {
        cl_markdown_next_block(w);
    }
}

static void html_text(void *data, cl_span where) {
    cl_markdown_reader *w = data;
    if (w->html_dropped == 0) {
        cl_normaliser_add(&w->normaliser, w->source, w->html_at + where.start,
                          w->html_at + where.end);
    }
}

static void html_decoded(void *data, cl_text decoded, cl_span where) {
    cl_markdown_reader *w = data;
    if (w->html_dropped == 0) {
        cl_normaliser_add_decoded(&w->normaliser, decoded, w->html_at + where.start,
                                  w->html_at + where.end);
    }
}

static void html_comment(void *data, const char *comment) {
    (void)data; /* found before */
    (void)comment;
}

/* The words of [start, end), which holds no comment. */
static void add_html_piece(cl_markdown_reader *w, size_t start, size_t end) {
    static const cl_html_handler handler = {html_start, html_end, html_text, html_decoded,
                                            html_comment};
    static const bool never = false;
    size_t lost;
    w->html_at = start;
    w->html_dropped = 0;
    if (end > start && !cl_html_parse(cl_text_slice(w->source, start, end), w->limits->xml_depth,
                                      &handler, w, &never, &lost)) {
        cl_normaliser_add(&w->normaliser, w->source, start,
                          end); /* too deep: better tags than no words */
    }
    cl_markdown_next_block(w);
}

void cl_markdown_add_html(cl_markdown_reader *w, cmark_node *node) {
    cl_markdown_open_block(w, node, CL_BLOCK_PARAGRAPH);
    cl_text block = cl_text_slice(w->source, 0, w->end);
    for (size_t at = cl_markdown_line_start(w, cmark_node_get_start_line(node)); at < w->end;) {
        size_t open = cl_text_find(block, CL_TEXT("<!--"), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : cl_text_find(block, CL_TEXT("-->"), open);
        open = open == SIZE_MAX ? w->end : open;
        add_html_piece(w, at, open);
        if (open == w->end) {
            break;
        }
        close = close == SIZE_MAX ? w->end : close;
        w->open.flags |= CL_BLOCK_HIDDEN;
        cl_normaliser_add(&w->normaliser, block, open + 4, close);
        cl_markdown_close_block(w);
        cl_markdown_open_block(w, node, CL_BLOCK_PARAGRAPH);
        at = close + 3;
    }
}
