/* SPDX-License-Identifier: MIT
 *
 * Build tool: `embed RULES_DIR OUT.c FILE…` turns YAML files into constant C data, so that the
 * program needs no files of its own and parses nothing when it starts. FILE is relative to
 * RULES_DIR.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/yaml.h"

static bool read_file(const char *path, cl_buffer *out) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char chunk[16384];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(out, chunk, got);
    bool good = !ferror(file);
    fclose(file);
    return good;
}

static bool write_file(const char *path, const cl_buffer *text) {
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool good = fwrite(text->bytes, 1, text->length, file) == text->length;
    return fclose(file) == 0 && good;
}

static bool embed_file(cl_arena *arena, const char *directory, const char *file, int number,
                       cl_buffer *out) {
    cl_buffer text = {0};
    const char *path = cl_arena_printf(arena, "%s/%s", directory, file);
    if (!read_file(path, &text)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        cl_buffer_release(&text);
        return false;
    }
    const cl_yaml *root = NULL;
    cl_errors errors = {0};
    cl_status status = cl_yaml_parse(arena, path, cl_buffer_text(&text), &root, &errors);
    for (size_t i = 0; i < errors.count; i++)
        fprintf(stderr, "%s:%u:%u: %s [%s]\n", errors.items[i].place.file,
                errors.items[i].place.line, errors.items[i].place.column, errors.items[i].message,
                errors.items[i].id);
    if (status == CL_OK) {
        char name[32];
        snprintf(name, sizeof name, "rules_%d", number);
        cl_yaml_freeze(root, name, out);
    }
    cl_buffer_release(&text);
    return status == CL_OK;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: embed RULES_DIR OUT.c FILE...\n", stderr);
        return 1;
    }
    cl_arena *arena = cl_arena_new();
    cl_buffer out = {0};
    cl_buffer_add_string(&out, "/* Made by embed from the rule files. Do not edit. */\n"
                               "#include \"base/yaml.h\"\n"
                               "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
    bool good = true;
    for (int i = 3; i < count; i++)
        good = embed_file(arena, arguments[1], arguments[i], i - 3, &out) && good;
    cl_buffer_add_string(&out, "const cl_embedded cl_embedded_rules[] = {\n");
    for (int i = 3; i < count; i++)
        cl_buffer_printf(&out, "    {\"%s\", &rules_%d},\n", arguments[i], i - 3);
    cl_buffer_add_string(&out, "    {NULL, NULL},\n};\n");
    if (good && !write_file(arguments[2], &out)) {
        fprintf(stderr, "%s: cannot be written\n", arguments[2]);
        good = false;
    }
    cl_buffer_release(&out);
    cl_arena_free(arena);
    return good ? 0 : 1;
}
