/* SPDX-License-Identifier: MIT */
#include "rules/frozen.h"

#include <stdlib.h>
#include <string.h>

#include "rules/defined.h"
#include "rules/match.h"
#include "rules/phrase_ast.h"

const cl_frozen_phrase *cl_frozen_find(const char *source) {
    const cl_frozen *all = &cl_frozen_rules;
    if (!all->table_size)
        return NULL;
    size_t at = cl_text_hash(source) & (all->table_size - 1);
    for (; all->table[at]; at = (at + 1) & (all->table_size - 1)) {
        const cl_frozen_phrase *phrase = &all->phrases[all->table[at] - 1];
        if (!strcmp(all->text + phrase->source, source))
            return phrase;
    }
    return NULL;
}

static const char *const *thaw_holes(cl_arena *arena, const cl_frozen_phrase *frozen) {
    if (!frozen->hole_count)
        return NULL;
    const char **holes = CL_ARRAY(arena, frozen->hole_count, const char *);
    const char *at = cl_frozen_rules.text + frozen->holes;
    for (size_t i = 0; i < frozen->hole_count; i++, at += strlen(at) + 1)
        holes[i] = at;
    return holes;
}

bool cl_phrase_thaw(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                    cl_phrase *out) {
    if (strchr(source, '<') && !cl_lexicon_is_embedded(lexicon))
        return false;
    const cl_frozen_phrase *frozen = cl_frozen_find(source);
    if (!frozen)
        return false;
    *out = (cl_phrase){.source = source,
                       .place = place,
                       .pattern = cl_pattern_thaw(arena, cl_frozen_rules.regexes + frozen->pattern,
                                                  &cl_frozen_rules.patterns, frozen->forms),
                       .holes = thaw_holes(arena, frozen),
                       .hole_count = frozen->hole_count,
                       .frozen = frozen,
                       .has_negation = frozen->has_negation,
                       .names_agreement = frozen->names_agreement};
    cl_defined_note_all(arena, lexicon, source, place);
    return true;
}

/* ---- writing ---- */

/* Which forms of a frozen phrase are kept. */
typedef struct wish {
    uint32_t order, phrase;
    bool forms[2];
} wish;

typedef struct freezer {
    cl_arena *arena;
    cl_buffer text, regexes, numbers; /* numbers: as C */
    size_t number_count;
    cl_word_maker *maker;
    cl_pattern_saver *saver;
    cl_frozen_phrase *phrases; /* while they are gathered, `forms` holds numbers of the saver */
    const cl_phrase **made_of;
    wish *wishes;
    size_t count;
} freezer;

static int by_phrase(const void *left, const void *right) {
    return strcmp(((const cl_phrase_use *)left)->phrase->source,
                  ((const cl_phrase_use *)right)->phrase->source);
}

static uint32_t put_text(cl_buffer *texts, const char *string) {
    uint32_t at = (uint32_t)texts->length;
    cl_buffer_add(texts, string, strlen(string) + 1);
    return at;
}

static void put_number(freezer *f, size_t number) {
    cl_buffer_printf(&f->numbers, ++f->number_count % 16 ? "%zu, " : "%zu,\n", number);
}

static void put_list(freezer *f, cl_word_list list) {
    for (size_t i = 0; list && i <= list[0]; i++)
        put_number(f, list[i]);
    if (!list)
        put_number(f, 0);
}

static int by_order(const void *left, const void *right) {
    uint32_t a = ((const wish *)left)->order, b = ((const wish *)right)->order;
    return (a > b) - (a < b);
}

/* Numbers of the saver from 1; 0: this form is not kept. */
static void save_all(freezer *f) {
    if (f->count)
        qsort(f->wishes, f->count, sizeof *f->wishes, by_order);
    for (const wish *w = f->wishes; w < f->wishes + f->count; w++)
        for (int form = 0; form < 2; form++)
            if (w->forms[form])
                f->phrases[w->phrase].forms[form].at =
                    (uint32_t)(cl_pattern_save(f->saver, f->made_of[w->phrase]->pattern, form) + 1);
}

static uint32_t first_alike(const freezer *f, const cl_phrase *phrase, uint8_t needs) {
    for (size_t i = 0; i < f->count; i++)
        if (f->phrases[i].need_count == needs &&
            !strcmp(cl_pattern_source(f->made_of[i]->pattern), cl_pattern_source(phrase->pattern)))
            return (uint32_t)i;
    return (uint32_t)f->count;
}

/* Uses [from, to) are those of one phrase. */
static void gather(freezer *f, const cl_phrase_use *from, const cl_phrase_use *to) {
    const cl_phrase *phrase = from->phrase;
    cl_word_list needs[CL_NEEDS_MAX], starts;
    uint8_t count = cl_phrase_number(f->arena, f->maker, phrase, needs, &starts);
    wish kept = {.order = from->order, .phrase = (uint32_t)f->count};
    for (const cl_phrase_use *use = from; use < to; use++) {
        kept.forms[use->in_sentences && starts] = true;
        kept.order = use->order < kept.order ? use->order : kept.order;
    }
    uint32_t source = put_text(&f->text, phrase->source);
    cl_frozen_phrase frozen = {.source = source,
                               .holes = (uint32_t)f->text.length,
                               .pattern = put_text(&f->regexes, cl_pattern_source(phrase->pattern)),
                               .words = (uint32_t)f->number_count,
                               .same = first_alike(f, phrase, count),
                               .reach = (uint16_t)phrase->reach,
                               .rarest = phrase->rarest,
                               .need_count = count,
                               .hole_count = (uint8_t)phrase->hole_count,
                               .has_negation = phrase->has_negation,
                               .names_agreement = phrase->names_agreement};
    for (size_t i = 0; i < phrase->hole_count; i++)
        put_text(&f->text, phrase->holes[i]);
    for (size_t i = 0; i < count; i++)
        put_list(f, needs[i]);
    put_list(f, starts);
    f->wishes[f->count] = kept;
    f->made_of[f->count] = phrase;
    f->phrases[f->count++] = frozen;
}

static void write_phrases(const freezer *f, const cl_pattern_frozen *saved, cl_buffer *out) {
    cl_buffer_add_string(out, "static const cl_frozen_phrase phrases[] = {\n");
    for (size_t i = 0; i < f->count; i++) {
        const cl_frozen_phrase *p = &f->phrases[i];
        cl_buffer_printf(out, "    {%u, %u, %u, %u, %u, {", p->source, p->holes, p->pattern,
                         p->words, p->same);
        for (int form = 0; form < 2; form++) {
            cl_pattern_frozen none = {0};
            cl_pattern_frozen at = p->forms[form].at ? saved[p->forms[form].at - 1] : none;
            cl_buffer_printf(out, "{%u, %u}, ", at.at, at.length);
        }
        cl_buffer_printf(out, "}, %u, %u, %u, %u, %d, %d},\n", p->reach, p->rarest, p->need_count,
                         p->hole_count, p->has_negation, p->names_agreement);
    }
    cl_buffer_add_string(out, "    {0}};\n");
}

/* Returns its size. */
static size_t write_table(const freezer *f, cl_buffer *out) {
    size_t size = 16;
    while (size < 2 * f->count)
        size *= 2;
    uint16_t *table = CL_ARRAY(f->arena, size, uint16_t);
    for (size_t i = 0; i < f->count; i++) {
        size_t at = cl_text_hash(f->made_of[i]->source) & (size - 1);
        while (table[at])
            at = (at + 1) & (size - 1);
        table[at] = (uint16_t)(i + 1);
    }
    cl_buffer_add_string(out, "static const uint16_t table[] = {\n");
    for (size_t i = 0; i < size; i++)
        cl_buffer_printf(out, (i + 1) % 16 ? "%u, " : "%u,\n", table[i]);
    cl_buffer_add_string(out, "};\n");
    return size;
}

static cl_words write_words(const freezer *f, cl_buffer *out) {
    cl_words words = cl_word_pack(f->arena, f->maker);
    cl_buffer_add_string(out, "static const cl_word_node nodes[] = {\n");
    for (size_t i = 0; i < words.node_count; i++)
        cl_buffer_printf(out, "{%u, %u, %u, %u, %d},\n", words.nodes[i].first, words.nodes[i].word,
                         words.nodes[i].prefix, words.nodes[i].letter, words.nodes[i].last);
    cl_buffer_printf(out, "};\nstatic const uint16_t numbers[] = {\n%s0};\n",
                     f->numbers.bytes ? f->numbers.bytes : "");
    return words;
}

static void write_bytes(const char *name, const cl_buffer *bytes, cl_buffer *out) {
    cl_buffer_printf(out, "static const char %s[] =\n", name);
    for (size_t at = 0; at == 0 || at < bytes->length; at += 4096) {
        cl_yaml_freeze_bytes(cl_text_slice(cl_buffer_text(bytes), at, at + 4096), out);
        cl_buffer_add_string(out, "\n");
    }
    cl_buffer_add_string(out, ";\n");
}

static void write_all(freezer *f, cl_buffer *out) {
    cl_buffer head = {0}, bodies = {0};
    const cl_pattern_frozen *saved = cl_pattern_saved(f->saver, &head, &bodies);
    write_phrases(f, saved, out);
    size_t table_size = write_table(f, out);
    cl_words words = write_words(f, out);
    write_bytes("text", &f->text, out);
    write_bytes("regexes", &f->regexes, out);
    write_bytes("head", &head, out);
    write_bytes("bodies", &bodies, out);
    cl_buffer_printf(out,
                     "const cl_frozen cl_frozen_rules = {phrases, %zu, table, %zu, text, regexes, "
                     "numbers, {nodes, %zu, %zu}, {\"%s\", head, bodies, %zu}};\n",
                     f->count, table_size, words.node_count, words.count, cl_pattern_maker(),
                     head.length);
    cl_buffer_release(&head);
    cl_buffer_release(&bodies);
}

void cl_phrases_freeze(cl_phrase_use *uses, size_t count, cl_buffer *out) {
    cl_arena *arena = cl_arena_new();
    freezer f = {.arena = arena,
                 .maker = cl_word_maker_new(arena, NULL),
                 .saver = cl_pattern_saver_new(arena),
                 .phrases = CL_ARRAY(arena, count, cl_frozen_phrase),
                 .made_of = CL_ARRAY(arena, count, const cl_phrase *),
                 .wishes = CL_ARRAY(arena, count, wish)};
    if (count)
        qsort(uses, count, sizeof *uses, by_phrase);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && !by_phrase(&uses[from], &uses[to]);)
            to++;
        gather(&f, &uses[from], &uses[to]);
    }
    save_all(&f);
    write_all(&f, out);
    cl_buffer_release(&f.text);
    cl_buffer_release(&f.regexes);
    cl_buffer_release(&f.numbers);
    cl_arena_free(arena);
}
