/* SPDX-License-Identifier: MIT
 *
 * Build tool: `embed RULES_DIR OUT.c FILE…` turns the rule files into constant C data, the YAML as
 * well as the phrases translated to PCRE2, so that the program needs no files of its own and parses
 * nothing when it starts. FILE is relative to RULES_DIR.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/yaml.h"
#include "rules/frozen.h"
#include "rules/ruleset.h"

/* The tool has nothing embedded itself. */
const cl_embedded cl_embedded_rules[] = {{NULL, NULL}};
const cl_frozen cl_frozen_rules = {0};

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

static void complain(const cl_errors *errors) {
    for (size_t i = 0; i < errors->count; i++)
        fprintf(stderr, "%s:%u:%u: %s [%s]\n",
                errors->items[i].place.file ? errors->items[i].place.file : "embed",
                errors->items[i].place.line, errors->items[i].place.column,
                errors->items[i].message, errors->items[i].id);
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
    complain(&errors);
    if (status == CL_OK) {
        char name[32];
        snprintf(name, sizeof name, "rules_%d", number);
        cl_yaml_freeze(root, name, out);
    }
    cl_buffer_release(&text);
    return status == CL_OK;
}

/* Those with a number are looked for in sentences. */
static void freeze_phrases(cl_arena *arena, const cl_ruleset *ruleset, cl_buffer *out) {
    size_t count = 0;
    cl_phrase_use *uses =
        CL_ARRAY(arena, ruleset->written_count + ruleset->phrase_count, cl_phrase_use);
    for (size_t i = 0; i < ruleset->phrase_count; i++)
        uses[count++] = (cl_phrase_use){ruleset->phrases[i], true, (uint32_t)i};
    for (size_t i = 0; i < ruleset->written_count; i++) {
        uint32_t order = (uint32_t)(ruleset->phrase_count + i);
        bool numbered = false;
        for (size_t k = 0; k < ruleset->phrase_count && !numbered; k++)
            numbered = ruleset->phrases[k] == ruleset->written[i];
        if (!numbered)
            uses[count++] = (cl_phrase_use){ruleset->written[i], false, order};
    }
    cl_phrases_freeze(uses, count, out);
}

/* All rules as one set, as the program will read them; a mistake in them fails the build. */
static bool embed_phrases(cl_arena *arena, const char *directory, cl_buffer *out) {
    const char *const paths[] = {directory, NULL};
    const cl_ruleset_options options = {.paths = paths, .without_embedded = true};
    cl_ruleset *ruleset = NULL;
    cl_errors errors = {0};
    cl_status status = cl_ruleset_new(arena, &options, &ruleset, &errors);
    complain(&errors);
    if (status == CL_OK)
        freeze_phrases(arena, ruleset, out);
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
                               "#include \"rules/frozen.h\"\n"
                               "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
    bool good = true;
    for (int i = 3; i < count; i++)
        good = embed_file(arena, arguments[1], arguments[i], i - 3, &out) && good;
    cl_buffer_add_string(&out, "const cl_embedded cl_embedded_rules[] = {\n");
    for (int i = 3; i < count; i++)
        cl_buffer_printf(&out, "    {\"%s\", &rules_%d},\n", arguments[i], i - 3);
    cl_buffer_add_string(&out, "    {NULL, NULL},\n};\n");
    good = good && embed_phrases(arena, arguments[1], &out);
    if (good && !write_file(arguments[2], &out)) {
        fprintf(stderr, "%s: cannot be written\n", arguments[2]);
        good = false;
    }
    cl_buffer_release(&out);
    cl_arena_free(arena);
    return good ? 0 : 1;
}
