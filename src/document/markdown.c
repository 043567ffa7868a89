/* SPDX-License-Identifier: MIT
 *
 * Markdown by cmark-gfm (CommonMark 0.29 with GitHub's tables, strikethrough and links).
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <pthread.h>
#include <string.h>

#include "document/loader.h"
#include "document/markdown_guard.h"
#include "document/markdown_reader.h"
#include "document/typed_label.h"

/* ---- nodes ---- */

/* A new source line inside a paragraph. A line that starts with a label starts a block of its own.
 */
static void add_break(cl_markdown_reader *w, cmark_node *node) {
    size_t at = w->cursor;
    while (at < w->end && w->source.bytes[at] != '\n' && w->source.bytes[at] != '\r') {
        at++;
    }
    cl_normaliser_add_space(&w->normaliser, at);
    if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_PARAGRAPH || w->bold > 0) {
        return;
    }
    while (at < w->end && cl_is_space((unsigned char)w->source.bytes[at])) {
        at++;
    }
    cl_label label;
    cl_text line = cl_text_slice(w->source, at, w->end);
    line.length = line.length < 256 ? line.length : 256;
    if (at < w->end && cl_label_read(line, 0, &label) && cl_label_opens(line, 0, &label) &&
        label.closing && label.parts[0].numeral != CL_NUMERAL_BULLET) {
        cl_markdown_next_block(w);
    }
}

static void add_code(cl_markdown_reader *w, cmark_node *node) {
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    int length, offset;
    char mark;
    bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark);
    cl_markdown_open_block(w, node, CL_BLOCK_PARAGRAPH);
    if (fenced) {
        w->open.flags |= CL_BLOCK_CODE;
        cl_markdown_add_literal(w, cmark_node_get_literal(node));
        cl_markdown_close_block(w);
        return;
    }
    /* Contracts indent lists and terms far more often than they quote programs. */
    for (int line = first; line <= last; line++) {
        size_t start = cl_markdown_line_start(w, line);
        cl_normaliser_add(&w->normaliser, w->source, start, cl_markdown_line_start(w, line + 1));
        cl_markdown_close_block(w);
        cl_markdown_open_block(w, node, CL_BLOCK_PARAGRAPH);
    }
}

static void enter_item(cl_markdown_reader *w, cmark_node *node) {
    cmark_node *list = cmark_node_parent(node), *before = cmark_node_previous(node);
    cl_markdown_item next = {.ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
                             .delimiter =
                                 cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.',
                             .number = cmark_node_get_list_start(list)};
    next.start =
        cl_markdown_offset(w, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    /* The item before has just been closed and still lies behind the end of the stack. */
    if (before && w->item_count < w->item_capacity) {
        next.number = w->items[w->item_count].number + 1;
    }
    w->items = cl_arena_grow(w->document->arena, w->items, w->item_count, &w->item_capacity,
                             sizeof *w->items);
    w->items[w->item_count++] = next;
}

/* Tables are told by the names of their types, which an extension registers at run time. */
static bool visit_table(cl_markdown_reader *w, cmark_node *node, bool enters) {
    const char *type = cmark_node_get_type_string(node);
    if (strcmp(type, "table") == 0) {
        w->table += enters;
        w->row = UINT32_MAX;
    } else if (strcmp(type, "table_row") == 0 || strcmp(type, "table_header") == 0) {
        w->row += enters;
        w->column = 0;
    } else if (strcmp(type, "table_cell") == 0) {
        if (enters) {
            cl_markdown_open_block(w, node, CL_BLOCK_CELL);
            w->open.table = w->table;
            w->open.row = w->row;
            w->open.column = w->column++;
        } else {
            cl_markdown_close_block(w);
        }
    } else if (strcmp(type, "strikethrough") == 0) {
        cl_markdown_strike(w, enters);
    } else {
        return false;
    }
    return true;
}

static void visit_inline(cl_markdown_reader *w, cmark_node *node, bool enters) {
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
        cl_markdown_add_literal(w, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        add_break(w, node);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        cl_markdown_add_inline_html(w, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_STRONG) {
        cl_markdown_set_bold(w, enters);
    } else if (type == CMARK_NODE_IMAGE) {
        w->mute += enters ? 1u : -1u;
        if (!enters) {
            cl_markdown_skip_destination(w);
        }
    } else if (type == CMARK_NODE_LINK && !enters) {
        cl_markdown_skip_destination(w);
    }
}

static void visit(cl_markdown_reader *w, cmark_node *node, bool enters) {
    cmark_node_type type = cmark_node_get_type(node);
    if (visit_table(w, node, enters)) {
        return;
    }
    if (type == CMARK_NODE_ITEM) {
        if (enters) {
            enter_item(w, node);
        } else {
            w->item_count--;
        }
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
        if (enters) {
            bool heading = type == CMARK_NODE_HEADING;
            cl_markdown_open_block(w, node, heading ? CL_BLOCK_HEADING : CL_BLOCK_PARAGRAPH);
            w->open.outline_level = heading ? cmark_node_get_heading_level(node) : 0;
        } else {
            cl_markdown_close_block(w);
        }
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        add_code(w, node);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        cl_markdown_add_html(w, node);
    } else {
        visit_inline(w, node, enters);
    }
}

/* ---- files ---- */

/* The extensions are registered once for all threads. */
static pthread_once_t registered = PTHREAD_ONCE_INIT;

static cmark_node *parse(cl_text text) {
    static const char *const names[] = {"table", "strikethrough", "autolink"};
    pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_SOURCEPOS);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension) {
            cmark_parser_attach_syntax_extension(parser, extension);
        }
    }
    cmark_parser_feed(parser, text.bytes, text.length);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* Front matter: "---", keys, "---" at the very start. Returns the line behind it. */
static size_t front_matter_lines(const cl_document *document) {
    cl_text source = document->source;
    enum { MOST_LINES = 200 };
    if (!cl_text_starts(source, "---\n") && !cl_text_starts(source, "---\r\n")) {
        return 0;
    }
    for (size_t i = 1; i < document->line_count && i < MOST_LINES; i++) {
        size_t end = i + 1 < document->line_count ? document->lines[i + 1] : source.length;
        cl_text line = cl_text_trim(cl_text_slice(source, document->lines[i], end));
        if (cl_text_equal(line, CL_TEXT("---")) || cl_text_equal(line, CL_TEXT("..."))) {
            return i + 1;
        }
    }
    return 0;
}

static void walk(cl_markdown_reader *w) {
    size_t lines = w->document->line_count, first = w->first_line;
    size_t start = first < lines ? w->document->lines[first] : 0;
    cmark_node *root = parse(cl_text_slice(w->source, start, w->source.length));
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE &&
           w->count <= w->limits->paragraphs) {
        visit(w, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iterator);
    cmark_node_free(root);
}

/* What would take the parser too long. */
static cl_status load_as_text(cl_arena *arena, const char *name, cl_text bytes,
                              const cl_limits *limits, cl_document **out, cl_error *error) {
    cl_status status = cl_loader_text.load(arena, name, bytes, limits, out, error);
    if (status == CL_OK) {
        cl_notices_add(arena, &(*out)->notices, "markdown-as-text", (cl_place){name, 0, 0},
                       "The file was read as plain text: its mark-up is nested too deeply, its "
                       "tables are too wide, or its paragraphs too long.");
    }
    return status;
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    if (cl_markdown_is_costly(bytes)) {
        return load_as_text(arena, name, bytes, limits, out, error);
    }
    cl_document *document = cl_loader_begin(arena, name, CL_FORMAT_MARKDOWN);
    cl_loader_take_source(document, cl_decode(arena, name, bytes, &document->notices));
    cl_markdown_reader w = {.document = document, .limits = limits, .source = document->source};
    w.first_line = front_matter_lines(document);
    w.budget = document->source.length * 16 + (1 << 20);
    walk(&w);
    cl_normaliser_release(&w.normaliser);
    cl_status status =
        cl_loader_check(name, limits, w.too_long, w.count > limits->paragraphs, error);
    if (status != CL_OK) {
        return status;
    }
    cl_markdown_tie_notes(&w);
    document->blocks = w.blocks;
    document->block_count = w.count;
    *out = document;
    return CL_OK;
}

const cl_loader cl_loader_markdown = {"markdown", cl_markdown_recognise, load};
