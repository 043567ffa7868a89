/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 48, /* below the parser's own limit of 64; rule files need about 6 */
    MAX_WORD = 63,  /* longest word that cl_nearest_name looks at */
};

/* A sequence or mapping that is still open. */
typedef struct frame {
    cl_yaml node;
    cl_yaml *items;
    size_t count, capacity;
} frame;

typedef struct reader {
    cl_arena *arena;
    const char *file;
    cl_errors *errors;
    size_t errors_before;
    frame stack[MAX_DEPTH];
    size_t depth;
    cl_yaml root;
    bool has_root;
    uint32_t documents;
    uint32_t line, column; /* of the last event that has a place */
} reader;

static void add_error(reader *reader, const char *id, uint32_t line, uint32_t column,
                      const char *format, const char *detail) {
    cl_error error;
    char message[400];
    snprintf(message, sizeof message, format, detail);
    cl_error_set(&error, CL_ERROR_SYNTAX, id, (cl_place){reader->file, line, column}, "%s",
                 message);
    cl_errors_add(reader->arena, reader->errors, &error);
}

static void here(reader *reader, const char *id, const char *message) {
    add_error(reader, id, reader->line, reader->column, "%s", message);
}

static bool failed(const reader *reader) {
    return reader->errors->count > reader->errors_before;
}

static void place(reader *reader, struct fy_event *event) {
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (!mark)
        return;
    reader->line = (uint32_t)mark->line + 1;
    reader->column = (uint32_t)mark->column + 1;
}

static bool is_key(const reader *reader) {
    if (!reader->depth)
        return false;
    const frame *top = &reader->stack[reader->depth - 1];
    return top->node.kind == CL_YAML_MAPPING && top->count % 2 == 0;
}

static void put(reader *reader, cl_yaml node) {
    if (!reader->depth) {
        reader->root = node;
        reader->has_root = true;
        return;
    }
    frame *top = &reader->stack[reader->depth - 1];
    top->items =
        cl_arena_grow(reader->arena, top->items, top->count, &top->capacity, sizeof *top->items);
    top->items[top->count++] = node;
}

static void read_scalar(reader *reader, struct fy_event *event) {
    struct fy_token *token = event->scalar.value;
    size_t length = 0;
    const char *text = token ? fy_token_get_text(token, &length) : "";
    if (!text)
        text = "";
    enum fy_scalar_style style = token ? fy_scalar_token_get_style(token) : FYSS_PLAIN;
    bool quoted = token && style != FYSS_PLAIN && style != FYSS_ANY;
    /* The parser's mark is behind an opening quote; a reader of an error looks for the quote. */
    if ((style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) && reader->column > 1)
        reader->column--;
    if (memchr(text, '\0', length)) {
        here(reader, "yaml-unsupported", "A NUL character is not allowed.");
        return;
    }
    if (!quoted && is_key(reader) && length == 2 && !memcmp(text, "<<", 2)) {
        here(reader, "yaml-unsupported", "Merge keys (<<) are not supported; write the keys out.");
        return;
    }
    cl_yaml node = {CL_YAML_SCALAR,
                    quoted,
                    reader->line,
                    reader->column,
                    0,
                    cl_arena_copy(reader->arena, text, length),
                    NULL};
    put(reader, node);
}

static void open_collection(reader *reader, cl_yaml_kind kind) {
    if (is_key(reader)) {
        here(reader, "yaml-unsupported", "A key must be plain text, not a list or a mapping.");
        return;
    }
    if (reader->depth == MAX_DEPTH) {
        here(reader, "yaml-unsupported", "The file is nested too deeply.");
        return;
    }
    frame *top = &reader->stack[reader->depth++];
    memset(top, 0, sizeof *top);
    top->node = (cl_yaml){kind, false, reader->line, reader->column, 0, "", NULL};
}

static int compare_keys(const void *left, const void *right) {
    const cl_yaml *a = *(const cl_yaml *const *)left, *b = *(const cl_yaml *const *)right;
    int order = strcmp(a->scalar, b->scalar);
    if (order)
        return order;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static void refuse_duplicates(reader *reader, const frame *mapping) {
    size_t pairs = mapping->count / 2;
    if (pairs < 2)
        return;
    const cl_yaml **keys = malloc(pairs * sizeof *keys);
    if (!keys)
        return;
    for (size_t i = 0; i < pairs; i++)
        keys[i] = &mapping->items[2 * i];
    qsort(keys, pairs, sizeof *keys, compare_keys);
    for (size_t i = 1; i < pairs; i++)
        if (!strcmp(keys[i - 1]->scalar, keys[i]->scalar))
            add_error(reader, "yaml-syntax", keys[i]->line, keys[i]->column,
                      "The key `%.100s` is given twice.", keys[i]->scalar);
    free(keys);
}

static void close_collection(reader *reader) {
    if (!reader->depth)
        return;
    frame *top = &reader->stack[--reader->depth];
    if (top->node.kind == CL_YAML_MAPPING)
        refuse_duplicates(reader, top);
    size_t count = top->node.kind == CL_YAML_MAPPING ? top->count / 2 : top->count;
    top->node.count = (uint32_t)count;
    top->node.items = top->items;
    put(reader, top->node);
}

static bool has_properties(const struct fy_event *event) {
    switch (event->type) {
    case FYET_SCALAR:
        return event->scalar.anchor || event->scalar.tag;
    case FYET_SEQUENCE_START:
        return event->sequence_start.anchor || event->sequence_start.tag;
    case FYET_MAPPING_START:
        return event->mapping_start.anchor || event->mapping_start.tag;
    default:
        return event->type == FYET_ALIAS;
    }
}

static void read_event(reader *reader, struct fy_event *event) {
    if (event->type >= FYET_MAPPING_START || event->type == FYET_DOCUMENT_START)
        place(reader, event);
    if (has_properties(event)) {
        place(reader, event);
        here(reader, "yaml-unsupported",
             "Anchors, aliases and tags are not supported; write the value out.");
        return;
    }
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++reader->documents > 1)
            here(reader, "yaml-unsupported", "Only one document per file is supported.");
        break;
    case FYET_SCALAR:
        place(reader, event);
        read_scalar(reader, event);
        break;
    case FYET_SEQUENCE_START:
        place(reader, event);
        open_collection(reader, CL_YAML_SEQUENCE);
        break;
    case FYET_MAPPING_START:
        place(reader, event);
        open_collection(reader, CL_YAML_MAPPING);
        break;
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        close_collection(reader);
        break;
    default:
        break;
    }
}

/* Takes over what the parser has to say. */
static void collect_diagnostics(reader *reader, struct fy_diag *diag) {
    void *state = NULL;
    for (struct fy_diag_error *error; (error = fy_diag_errors_iterate(diag, &state));) {
        uint32_t line = error->line > 0 ? (uint32_t)error->line : reader->line;
        uint32_t column = error->column > 0 ? (uint32_t)error->column : 1;
        add_error(reader, "yaml-syntax", line, column,
                  "This is not valid YAML: %s. (Text with {, [, : or # in it must stand between "
                  "quotes.)",
                  error->msg ? error->msg : "unknown reason");
    }
    if (!failed(reader) && fy_diag_got_error(diag))
        here(reader, "yaml-syntax", "This is not valid YAML.");
}

static void run_parser(reader *reader, struct fy_parser *parser, struct fy_diag *diag,
                       cl_text text) {
    if (fy_parser_set_string(parser, text.length ? text.bytes : "", text.length)) {
        here(reader, "yaml-syntax", "The YAML reader could not be started.");
        return;
    }
    for (struct fy_event *event; (event = fy_parser_parse(parser));) {
        bool end = event->type == FYET_STREAM_END;
        read_event(reader, event);
        fy_parser_event_free(parser, event);
        if (end || failed(reader))
            break;
    }
    collect_diagnostics(reader, diag);
}

/* The parser keeps every bracket that is open, so a file of nothing else is refused before.
 * Brackets in texts count too, which is why so many are allowed. */
static bool refuse_deep_text(reader *reader, cl_text text) {
    enum { MOST_OPEN = 10000 };
    long open = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        reader->line += c == '\n';
        open += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (open < 0)
            open = 0;
        if (open > MOST_OPEN) {
            here(reader, "yaml-unsupported", "Too many brackets are open here.");
            return true;
        }
    }
    reader->line = 1;
    return false;
}

static bool refuse_invalid_text(reader *reader, cl_text text) {
    size_t valid = cl_utf8_valid_until(text);
    const char *nul = text.length ? memchr(text.bytes, '\0', text.length) : NULL;
    if (nul && (size_t)(nul - text.bytes) < valid)
        valid = (size_t)(nul - text.bytes);
    if (valid == text.length)
        return false;
    uint32_t line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < valid; i++) {
        if (text.bytes[i] == '\n') {
            line++;
            line_start = i + 1;
        }
    }
    size_t column = cl_text_code_points(cl_text_slice(text, line_start, valid)) + 1;
    add_error(reader, "yaml-syntax", line, (uint32_t)column, "%s",
              "This is not valid UTF-8 text. Save the file as UTF-8.");
    return true;
}

cl_status cl_yaml_parse(cl_arena *arena, const char *file, cl_text text, const cl_yaml **out,
                        cl_errors *errors) {
    reader reader = {.arena = arena,
                     .file = cl_arena_strdup(arena, file ? file : ""),
                     .errors = errors,
                     .errors_before = errors->count,
                     .line = 1,
                     .column = 1};
    *out = NULL;
    if (cl_text_starts(text, "\xEF\xBB\xBF"))
        text = cl_text_slice(text, 3, text.length);
    if (refuse_invalid_text(&reader, text) || refuse_deep_text(&reader, text))
        return CL_ERROR_SYNTAX;
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL;
    diag_config.colorize = false;
    struct fy_diag *diag = fy_diag_create(&diag_config);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE,
                                  .diag = diag};
    struct fy_parser *parser = diag ? fy_parser_create(&config) : NULL;
    if (parser)
        run_parser(&reader, parser, diag, text);
    else
        here(&reader, "yaml-syntax", "The YAML reader could not be started.");
    if (parser)
        fy_parser_destroy(parser);
    if (diag)
        fy_diag_destroy(diag);
    if (failed(&reader))
        return CL_ERROR_SYNTAX;
    cl_yaml *root = CL_NEW(arena, cl_yaml);
    *root = reader.root;
    bool empty = root->kind == CL_YAML_SCALAR && !root->quoted && (!root->scalar || !*root->scalar);
    if (!reader.has_root || empty)
        *root = (cl_yaml){CL_YAML_MAPPING, false, 1, 1, 0, "", NULL};
    *out = root;
    return CL_OK;
}

const cl_yaml *cl_yaml_get(const cl_yaml *node, const char *key) {
    if (!node || node->kind != CL_YAML_MAPPING)
        return NULL;
    for (uint32_t i = 0; i < node->count; i++)
        if (!strcmp(node->items[2 * i].scalar, key))
            return &node->items[2 * i + 1];
    return NULL;
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Edit distance with swaps of neighbours counted once (optimal string alignment). Both at most
 * MAX_WORD bytes. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][MAX_WORD + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            int x = cl_lower((unsigned char)a[i - 1]), y = cl_lower((unsigned char)b[j - 1]);
            row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == cl_lower((unsigned char)b[j - 2]) &&
                y == cl_lower((unsigned char)a[i - 2]) && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

const char *cl_nearest_name(const char *word, const char *const *names) {
    size_t length = strlen(word);
    if (length > MAX_WORD)
        return NULL;
    size_t best_distance = length < 4 ? 2 : length / 3 + 2; /* exclusive */
    const char *best = NULL;
    for (; *names; names++) {
        size_t name_length = strlen(*names);
        if (name_length > MAX_WORD)
            continue;
        size_t d = distance(word, length, *names, name_length);
        if (d < best_distance && d < name_length) {
            best_distance = d;
            best = *names;
        }
    }
    return best;
}

static bool is_octal(unsigned char c) {
    return c >= '0' && c <= '7';
}

static void freeze_byte(unsigned char c, unsigned char next, cl_buffer *out) {
    char code[5] = {'\\'};
    size_t length = 1;
    /* '?' too: two of them may begin a trigraph */
    if (c == '"' || c == '\\' || c == '?') {
        code[length++] = (char)c;
    } else if (c >= 0x20 && c < 0x7F) {
        code[0] = (char)c;
    } else {
        bool all = is_octal(next); /* else it would be read as part of the number */
        if (all || c >= 0100)
            code[length++] = (char)('0' + (c >> 6));
        if (all || c >= 010)
            code[length++] = (char)('0' + (c >> 3 & 7));
        code[length++] = (char)('0' + (c & 7));
    }
    cl_buffer_add(out, code, length);
}

void cl_yaml_freeze_bytes(cl_text bytes, cl_buffer *out) {
    cl_buffer_add_char(out, '"');
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char next = i + 1 < bytes.length ? (unsigned char)bytes.bytes[i + 1] : 0;
        freeze_byte((unsigned char)bytes.bytes[i], next, out);
    }
    cl_buffer_add_char(out, '"');
}

void cl_yaml_freeze_string(const char *string, cl_buffer *out) {
    cl_yaml_freeze_bytes(cl_text_from(string), out);
}

static void freeze_value(const cl_yaml *node, const char *name, size_t array, cl_buffer *out) {
    static const char *const kinds[] = {"CL_YAML_SCALAR", "CL_YAML_SEQUENCE", "CL_YAML_MAPPING"};
    cl_buffer_printf(out, "{%s, %s, %u, %u, %u, ", kinds[node->kind],
                     node->quoted ? "true" : "false", node->line, node->column, node->count);
    cl_yaml_freeze_string(node->scalar, out);
    if (array)
        cl_buffer_printf(out, ", %s_%zu}", name, array);
    else
        cl_buffer_add_string(out, ", NULL}");
}

/* Writes the arrays below `node`, innermost first, and returns the number of its own array, or 0 if
 * it has none. The depth of a tree is bounded by the reader. */
static size_t freeze_items(const cl_yaml *node, const char *name, size_t *counter, cl_buffer *out) {
    size_t total = node->kind == CL_YAML_MAPPING ? 2 * (size_t)node->count : node->count;
    if (node->kind == CL_YAML_SCALAR || !total)
        return 0;
    size_t *arrays = calloc(total, sizeof *arrays);
    if (!arrays)
        abort();
    for (size_t i = 0; i < total; i++)
        arrays[i] = freeze_items(&node->items[i], name, counter, out);
    size_t own = ++*counter;
    cl_buffer_printf(out, "static const cl_yaml %s_%zu[] = {\n", name, own);
    for (size_t i = 0; i < total; i++) {
        cl_buffer_add_string(out, "    ");
        freeze_value(&node->items[i], name, arrays[i], out);
        cl_buffer_add_string(out, ",\n");
    }
    cl_buffer_add_string(out, "};\n");
    free(arrays);
    return own;
}

void cl_yaml_freeze(const cl_yaml *root, const char *name, cl_buffer *out) {
    size_t counter = 0;
    size_t array = freeze_items(root, name, &counter, out);
    cl_buffer_printf(out, "static const cl_yaml %s = ", name);
    freeze_value(root, name, array, out);
    cl_buffer_add_string(out, ";\n");
}
