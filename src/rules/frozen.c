/* SPDX-License-Identifier: MIT */
#include "rules/frozen.h"

#include <stdlib.h>
#include <string.h>

#include "rules/defined.h"
#include "rules/phrase_ast.h"

static int by_source(const void *key, const void *item) {
    return strcmp(key, ((const cl_frozen_phrase *)item)->source);
}

bool cl_phrase_thaw(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                    cl_phrase *out) {
    if (!cl_frozen_phrase_count || (strchr(source, '<') && !cl_lexicon_is_embedded(lexicon)))
        return false;
    const cl_frozen_phrase *frozen =
        bsearch(source, cl_frozen_phrases, cl_frozen_phrase_count, sizeof *frozen, by_source);
    if (!frozen)
        return false;
    *out = (cl_phrase){.source = source,
                       .place = place,
                       .pattern = cl_pattern_new(arena, frozen->pattern, 0),
                       .needs = frozen->needs,
                       .need_count = frozen->need_count,
                       .starts = frozen->starts,
                       .holes = frozen->holes,
                       .hole_count = frozen->hole_count,
                       .has_negation = frozen->has_negation,
                       .names_agreement = frozen->names_agreement};
    cl_defined_note_all(arena, lexicon, source, place);
    return true;
}

/* ---- writing ---- */

static int by_phrase(const void *left, const void *right) {
    return strcmp((*(const cl_phrase *const *)left)->source,
                  (*(const cl_phrase *const *)right)->source);
}

static void put_words(const char *name, size_t number, const char *const *words, size_t count,
                      cl_buffer *out) {
    cl_buffer_printf(out, "static const char *const %s_%zu[] = {", name, number);
    for (size_t i = 0; i < count; i++) {
        cl_yaml_freeze_string(words[i], out);
        cl_buffer_add_string(out, ", ");
    }
    cl_buffer_add_string(out, "};\n");
}

static void put_arrays(const cl_phrase *phrase, size_t number, cl_buffer *out) {
    for (size_t i = 0; i < phrase->need_count; i++)
        put_words("needed", number * 1000 + i, phrase->needs[i].words, phrase->needs[i].count, out);
    if (phrase->need_count) {
        cl_buffer_printf(out, "static const cl_need needs_%zu[] = {", number);
        for (size_t i = 0; i < phrase->need_count; i++)
            cl_buffer_printf(out, "{needed_%zu, %zu}, ", number * 1000 + i, phrase->needs[i].count);
        cl_buffer_add_string(out, "};\n");
    }
    if (phrase->starts.count)
        put_words("starts", number, phrase->starts.words, phrase->starts.count, out);
    if (phrase->hole_count)
        put_words("holes", number, phrase->holes, phrase->hole_count, out);
}

/* ", needs_7, 3", or ", NULL, 0" */
static void put_array(const char *open, const char *name, size_t number, size_t count,
                      const char *close, cl_buffer *out) {
    if (count)
        cl_buffer_printf(out, ", %s%s_%zu, %zu%s", open, name, number, count, close);
    else
        cl_buffer_printf(out, ", %sNULL, 0%s", open, close);
}

static void put_phrase(const cl_phrase *phrase, size_t number, cl_buffer *out) {
    cl_buffer_add_string(out, "    {");
    cl_yaml_freeze_string(phrase->source, out);
    cl_buffer_add_string(out, ", ");
    cl_yaml_freeze_string(cl_pattern_source(phrase->pattern), out);
    put_array("", "needs", number, phrase->need_count, "", out);
    put_array("{", "starts", number, phrase->starts.count, "}", out);
    put_array("", "holes", number, phrase->hole_count, "", out);
    cl_buffer_printf(out, ", %s, %s},\n", phrase->has_negation ? "true" : "false",
                     phrase->names_agreement ? "true" : "false");
}

void cl_phrases_freeze(const cl_phrase *const *phrases, size_t count, cl_buffer *out) {
    const cl_phrase **sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted)
        abort();
    size_t kept = 0;
    memcpy(sorted, phrases, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_phrase);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(sorted[kept - 1]->source, sorted[i]->source) != 0)
            sorted[kept++] = sorted[i];
    for (size_t i = 0; i < kept; i++)
        put_arrays(sorted[i], i, out);
    cl_buffer_add_string(out, "const cl_frozen_phrase cl_frozen_phrases[] = {\n");
    for (size_t i = 0; i < kept; i++)
        put_phrase(sorted[i], i, out);
    cl_buffer_add_string(out, "    {0}};\n");
    cl_buffer_printf(out, "const size_t cl_frozen_phrase_count = %zu;\n", kept);
    free(sorted);
}
