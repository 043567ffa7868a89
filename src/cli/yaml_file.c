/* SPDX-License-Identifier: MIT */
#include "cli/yaml_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FILE = 16 << 20 };

cl_place cl_yaml_file_place(const cl_yaml_file *file, const cl_yaml *node) {
    return (cl_place){file->path, node ? node->line : 0, node ? node->column : 0};
}

void cl_yaml_file_error(cl_yaml_file *file, const char *id, const cl_yaml *node, const char *format,
                        ...) {
    char message[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cl_error error;
    cl_error_set(&error, CL_ERROR_SYNTAX, id, cl_yaml_file_place(file, node), "%s", message);
    cl_errors_add(file->arena, file->errors, &error);
}

const cl_yaml *cl_yaml_file_read(cl_yaml_file *file) {
    FILE *stream = fopen(file->path, "rb");
    if (!stream) {
        cl_yaml_file_error(file, "config-unreadable", NULL, "The file cannot be read: %s.",
                           strerror(errno));
        return NULL;
    }
    cl_buffer text = {0};
    char chunk[16384];
    for (size_t got; text.length <= MAX_FILE && (got = fread(chunk, 1, sizeof chunk, stream)) > 0;)
        cl_buffer_add(&text, chunk, got);
    const cl_yaml *root = NULL;
    if (ferror(stream) || text.length > MAX_FILE)
        cl_yaml_file_error(file, "config-unreadable", NULL, "The file cannot be read: %s.",
                           ferror(stream) ? strerror(errno) : "it is larger than 16 MiB");
    else
        cl_yaml_parse(file->arena, file->path, cl_buffer_text(&text), &root, file->errors);
    fclose(stream);
    cl_buffer_release(&text);
    return root;
}

static bool is_one_of(const char *name, const char *const *names) {
    for (; names && *names; names++)
        if (!strcmp(*names, name))
            return true;
    return false;
}

void cl_yaml_file_keys(cl_yaml_file *file, const cl_yaml *node, const char *what,
                       const char *const *names, const char *const *more) {
    size_t count = 0, total = 1;
    for (const char *const *n = names; *n; n++)
        total++;
    for (const char *const *n = more; n && *n; n++)
        total++;
    const char **known = CL_ARRAY(file->arena, total, const char *);
    for (const char *const *n = names; *n; n++)
        known[count++] = *n;
    for (const char *const *n = more; n && *n; n++)
        known[count++] = *n;
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i];
        if (is_one_of(key->scalar, known))
            continue;
        const char *near = cl_nearest_name(key->scalar, known);
        cl_yaml_file_error(file, "config-key-unknown", key, "Unknown key \"%.60s\" in %s%s%s%s",
                           key->scalar, what, near ? "; did you mean \"" : "", near ? near : "",
                           near ? "\"?" : ".");
    }
}

const char *cl_yaml_file_string(cl_yaml_file *file, const cl_yaml *node, const char *key) {
    if (!node)
        return NULL;
    if (node->kind == CL_YAML_SCALAR && *node->scalar)
        return node->scalar;
    cl_yaml_file_error(file, "config-value", node, "\"%.60s\" must have a single value.", key);
    return NULL;
}

/* A key whose entries were all taken out. */
static bool is_nothing(const cl_yaml *node) {
    return node->kind == CL_YAML_SCALAR && !node->quoted && !*node->scalar;
}

bool cl_yaml_file_mapping(cl_yaml_file *file, const cl_yaml *node, const char *key) {
    if (node->kind == CL_YAML_MAPPING || is_nothing(node))
        return node->kind == CL_YAML_MAPPING;
    cl_yaml_file_error(file, "config-value", node,
                       "\"%.60s\" must be a mapping of names to values.", key);
    return false;
}

bool cl_yaml_file_list(cl_yaml_file *file, const cl_yaml *node, const char *key) {
    if (node->kind == CL_YAML_SEQUENCE || is_nothing(node))
        return node->kind == CL_YAML_SEQUENCE;
    cl_yaml_file_error(file, "config-value", node, "\"%.60s\" must be a list.", key);
    return false;
}

void cl_yaml_put_quoted(const char *text, cl_buffer *out) {
    cl_buffer_add_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            cl_buffer_printf(out, "\\%c", c);
        else
            cl_buffer_add_char(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
    cl_buffer_add_char(out, '"');
}
