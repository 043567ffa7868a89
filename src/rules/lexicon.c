/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "rules/defined.h"
#include "rules/phrase_ast.h"

typedef struct entry_phrase {
    const char *source;
    cl_place place;
} entry_phrase;

typedef struct entry {
    const char *name;
    entry_phrase *phrases;
    size_t count, capacity;
    cl_node *node;            /* NULL until it is first used */
    bool active;              /* being parsed: a use of it now is a cycle */
    bool used;                /* as a whole phrase */
    bool own;                 /* of a file that was not embedded */
    cl_place place, replaced; /* of itself, and of the one whose place it took, both not embedded */
} entry;

/* Phrases of {defined: …}, in a box of their own since parsing sees the lexicon as constant. */
struct noted {
    const cl_phrase **phrases;
    size_t count, capacity;
};

struct cl_lexicon {
    cl_arena *arena;
    entry *entries;
    size_t count, capacity;
    struct noted *noted;
    bool trusted; /* what is being read has been checked */
    bool embedded, changed;
};

cl_lexicon *cl_lexicon_new(cl_arena *arena) {
    cl_lexicon *lexicon = CL_NEW(arena, cl_lexicon);
    lexicon->arena = arena;
    lexicon->noted = CL_NEW(arena, struct noted);
    return lexicon;
}

const cl_phrase *cl_lexicon_noted(const cl_lexicon *lexicon, const char *source) {
    for (size_t i = 0; i < lexicon->noted->count; i++)
        if (!strcmp(lexicon->noted->phrases[i]->source, source))
            return lexicon->noted->phrases[i];
    return NULL;
}

void cl_lexicon_note(const cl_lexicon *lexicon, const cl_phrase *phrase) {
    struct noted *noted = lexicon->noted;
    noted->phrases = cl_arena_grow(lexicon->arena, noted->phrases, noted->count, &noted->capacity,
                                   sizeof *noted->phrases);
    noted->phrases[noted->count++] = phrase;
}

static entry *find(const cl_lexicon *lexicon, const char *name) {
    for (size_t i = 0; i < lexicon->count; i++)
        if (!strcmp(lexicon->entries[i].name, name))
            return &lexicon->entries[i];
    return NULL;
}

static void add_error(cl_lexicon *lexicon, cl_errors *errors, cl_place place, const char *message,
                      const char *name) {
    cl_error error;
    cl_error_set(&error, CL_ERROR_SYNTAX, "phrase-syntax", place, message, name);
    cl_errors_add(lexicon->arena, errors, &error);
}

static cl_place place_of(const char *file, const cl_yaml *node) {
    return (cl_place){file, node->line, node->column};
}

static void add_phrase(cl_lexicon *lexicon, entry *e, const char *file, const cl_yaml *node,
                       cl_errors *errors) {
    cl_place place = place_of(file, node);
    cl_error error;
    if (node->kind != CL_YAML_SCALAR || !cl_text_trim(cl_text_from(node->scalar)).length) {
        add_error(lexicon, errors, place,
                  "Each phrase of the lexicon entry \"%.60s\" must be a text.", e->name);
        return;
    }
    const cl_node *parsed =
        lexicon->trusted ? NULL
                         : cl_phrase_parse(lexicon->arena, NULL, node->scalar, place, 0, &error);
    if (!lexicon->trusted && !parsed) {
        cl_errors_add(lexicon->arena, errors, &error);
        return;
    }
    if (parsed && parsed->nullable) {
        add_error(lexicon, errors, place,
                  "A phrase of the lexicon entry \"%.60s\" could match nothing at all.", e->name);
        return;
    }
    e->phrases =
        cl_arena_grow(lexicon->arena, e->phrases, e->count, &e->capacity, sizeof *e->phrases);
    e->phrases[e->count++] = (entry_phrase){node->scalar, place};
}

static entry *open_entry(cl_lexicon *lexicon, const char *key) {
    size_t length = strlen(key);
    bool extends = length > 1 && key[length - 1] == '+';
    const char *name = cl_arena_copy(lexicon->arena, key, extends ? length - 1 : length);
    entry *e = find(lexicon, name);
    if (!e) {
        lexicon->entries = cl_arena_grow(lexicon->arena, lexicon->entries, lexicon->count,
                                         &lexicon->capacity, sizeof *lexicon->entries);
        e = &lexicon->entries[lexicon->count++];
        *e = (entry){.name = name};
    } else if (!extends) {
        *e = (entry){.name = name, .replaced = e->own ? e->place : CL_NO_PLACE};
    }
    /* Entries that use this one have to be parsed anew. */
    for (size_t i = 0; i < lexicon->count; i++)
        lexicon->entries[i].node = NULL;
    return e;
}

static bool good_name(const char *key) {
    size_t length = strlen(key);
    if (length && key[length - 1] == '+')
        length--;
    for (size_t i = 0; i < length; i++)
        if (!cl_is_word_char((unsigned char)key[i]) && key[i] != '-')
            return false;
    return length != 0;
}

cl_status cl_lexicon_read(cl_lexicon *lexicon, const char *file, const cl_yaml *root,
                          cl_errors *errors) {
    size_t before = errors->count;
    lexicon->changed |= !lexicon->trusted;
    if (root->kind != CL_YAML_MAPPING) {
        add_error(lexicon, errors, place_of(file, root),
                  "The lexicon must be a mapping of names to lists of phrases%s.", "");
        return CL_ERROR_SYNTAX;
    }
    for (uint32_t i = 0; i < root->count; i++) {
        const cl_yaml *key = &root->items[2 * i], *value = key + 1;
        if (!good_name(key->scalar)) {
            add_error(
                lexicon, errors, place_of(file, key),
                "\"%.60s\" is no name for a lexicon entry: use letters, digits, \"-\", \"_\".",
                key->scalar);
            continue;
        }
        entry *e = open_entry(lexicon, key->scalar);
        e->own |= !lexicon->trusted;
        e->place = place_of(file, key);
        if (value->kind == CL_YAML_SCALAR)
            add_phrase(lexicon, e, file, value, errors);
        else if (value->kind == CL_YAML_SEQUENCE && value->count)
            for (uint32_t k = 0; k < value->count; k++)
                add_phrase(lexicon, e, file, &value->items[k], errors);
        else
            add_error(lexicon, errors, place_of(file, value),
                      "The lexicon entry \"%.60s\" must be a list of phrases.", e->name);
    }
    return errors->count == before ? CL_OK : CL_ERROR_SYNTAX;
}

void cl_lexicon_read_embedded(cl_lexicon *lexicon, const char *file, const cl_yaml *root) {
    cl_errors errors = {0};
    lexicon->trusted = lexicon->embedded = true;
    cl_lexicon_read(lexicon, file, root, &errors);
    lexicon->trusted = false;
}

bool cl_lexicon_is_embedded(const cl_lexicon *lexicon) {
    return lexicon->embedded && !lexicon->changed;
}

void cl_lexicon_replaced(const cl_lexicon *lexicon,
                         void (*visit)(void *context, const char *name, cl_place place,
                                       cl_place other),
                         void *context) {
    for (size_t i = 0; i < lexicon->count; i++)
        if (lexicon->entries[i].replaced.line)
            visit(context, lexicon->entries[i].name, lexicon->entries[i].place,
                  lexicon->entries[i].replaced);
}

void cl_lexicon_unused(const cl_lexicon *lexicon,
                       void (*visit)(void *context, const char *name, cl_place place),
                       void *context) {
    for (size_t i = 0; i < lexicon->count; i++)
        if (lexicon->entries[i].own && !lexicon->entries[i].node && !lexicon->entries[i].used)
            visit(context, lexicon->entries[i].name, lexicon->entries[i].place);
}

bool cl_lexicon_phrase(const cl_lexicon *lexicon, cl_text name, size_t number, const char **source,
                       cl_place *place) {
    for (size_t i = 0; i < lexicon->count; i++) {
        entry *e = &lexicon->entries[i];
        if (!cl_text_equal(cl_text_from(e->name), name) || number >= e->count)
            continue;
        e->used = true;
        *source = e->phrases[number].source;
        *place = e->phrases[number].place;
        return true;
    }
    return false;
}

static cl_status unknown(const cl_lexicon *lexicon, const char *name, cl_place place,
                         cl_error *error) {
    const char **names = CL_ARRAY(lexicon->arena, lexicon->count + 1, const char *);
    for (size_t i = 0; i < lexicon->count; i++)
        names[i] = lexicon->entries[i].name;
    const char *near = cl_nearest_name(name, names);
    return cl_error_set(error, CL_ERROR_SYNTAX, "lexicon-unknown", place,
                        "There is no lexicon entry <%.60s>%s%s%s", name,
                        near ? "; did you mean <" : "", near ? near : "", near ? ">?" : ".");
}

static bool parse_entry(const cl_lexicon *lexicon, entry *e, cl_node *node, unsigned depth,
                        cl_error *error) {
    for (size_t i = 0; i < e->count; i++) {
        const cl_node *part = cl_phrase_parse(lexicon->arena, lexicon, e->phrases[i].source,
                                              e->phrases[i].place, depth, error);
        if (!part)
            return false;
        node->nullable |= part->nullable;
        for (size_t k = 0; k < part->branch_count; k++) {
            node->branches = cl_arena_grow(lexicon->arena, node->branches, node->branch_count,
                                           &node->branch_capacity, sizeof *node->branches);
            node->branches[node->branch_count++] = part->branches[k];
        }
    }
    return true;
}

cl_node *cl_lexicon_node(const cl_lexicon *lexicon, const char *name, cl_place place,
                         unsigned depth, cl_error *error) {
    entry *e = find(lexicon, name);
    if (!e || !e->count) {
        unknown(lexicon, name, place, error);
        return NULL;
    }
    if (e->node)
        return e->node;
    if (e->active) {
        cl_error_set(error, CL_ERROR_SYNTAX, "phrase-syntax", place,
                     "The lexicon entry <%.60s> leads back to itself.", name);
        return NULL;
    }
    cl_node *node = CL_NEW(lexicon->arena, cl_node);
    node->kind = CL_NODE_CHOICE;
    e->active = true;
    bool good = parse_entry(lexicon, e, node, depth, error);
    e->active = false;
    if (!good)
        return NULL;
    e->node = node;
    return node;
}
