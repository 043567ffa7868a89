/* SPDX-License-Identifier: MIT
 *
 * Values of YAML by type: texts, choices, switches, phrases, captures. What does not fit is told.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rules/rule_read.h"

enum {
    MAX_HINTS = 12, /* names that are listed when none is near */
    NESTED = 8,     /* lexicon entries that are nothing but one another */
    MOST = 1000,    /* phrases that the phrases of a rule stand for */
};

static const char *const switch_names[] = {"off", "on", "false", "true", "no", "yes", NULL};

cl_place cl_read_place(const cl_rule_reader *reader, const cl_yaml *node) {
    return (cl_place){reader->file, node ? node->line : 0, node ? node->column : 0};
}

void cl_read_error(cl_rule_reader *reader, const char *id, cl_place place, const char *format,
                   ...) {
    cl_error error = {CL_ERROR_SYNTAX, id, place, ""};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error.message, sizeof error.message, format, arguments);
    va_end(arguments);
    cl_errors_add(reader->arena, reader->errors, &error);
}

static bool is_name_byte(int c) {
    return cl_is_alnum(c) || c == '_' || c == '-';
}

bool cl_is_listed(const char *name, const char *const *names) {
    for (; names && *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

static size_t length_of(const char *const *names) {
    size_t count = 0;
    while (names && names[count])
        count++;
    return count;
}

const char *cl_read_hint(cl_rule_reader *reader, const char *word, const char *const *names) {
    const char *near = cl_nearest_name(word, names);
    if (near)
        return cl_arena_printf(reader->arena, "; did you mean \"%s\"?", near);
    size_t count = length_of(names);
    if (!count || count > MAX_HINTS)
        return ".";
    cl_buffer all = {0};
    for (size_t i = 0; i < count; i++)
        cl_buffer_printf(&all, "%s%.40s", i ? ", " : "; there is: ", names[i]);
    cl_buffer_add_char(&all, '.');
    const char *hint = cl_arena_copy(reader->arena, all.bytes, all.length);
    cl_buffer_release(&all);
    return hint;
}

cl_place cl_read_place_in(const cl_rule_reader *reader, const cl_yaml *node, size_t offset) {
    cl_place place = cl_read_place(reader, node);
    cl_text text = cl_text_from(node->scalar);
    /* Where a line of a block begins is not known. */
    if (memchr(text.bytes, '\n', text.length))
        return place;
    place.column += node->quoted + (uint32_t)cl_text_code_points(cl_text_slice(text, 0, offset));
    return place;
}

cl_place cl_read_place_of(const cl_rule_reader *reader, const cl_yaml *node, const char *word) {
    cl_text text = cl_text_from(node->scalar);
    size_t length = strlen(word);
    for (size_t at = 0; length && at + length <= text.length; at++) {
        bool left = !at || !is_name_byte((unsigned char)text.bytes[at - 1]);
        bool right =
            at + length == text.length || !is_name_byte((unsigned char)text.bytes[at + length]);
        if (left && right && !memcmp(text.bytes + at, word, length))
            return cl_read_place_in(reader, node, at);
    }
    return cl_read_place(reader, node);
}

void cl_read_keys(cl_rule_reader *reader, const cl_yaml *node, const char *what,
                  const char *const *names, const char *const *more) {
    if (node->kind != CL_YAML_MAPPING)
        return;
    size_t count = length_of(names), extra = length_of(more);
    const char **all = CL_ARRAY(reader->arena, count + extra + 1, const char *);
    memcpy(all, names, count * sizeof *all);
    if (extra)
        memcpy(all + count, more, extra * sizeof *all);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i];
        if (!cl_is_listed(key->scalar, all))
            cl_read_error(reader, "rule-key-unknown", cl_read_place(reader, key),
                          "Unknown key \"%.80s\" in %s%s", key->scalar, what,
                          cl_read_hint(reader, key->scalar, all));
    }
}

bool cl_read_is_mapping(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return false;
    if (node->kind == CL_YAML_MAPPING)
        return true;
    cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                  "\"%s\" must be a mapping (name: value).", key);
    return false;
}

const char *cl_read_string(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return NULL;
    cl_text text = cl_text_trim(cl_text_from(node->scalar));
    if (node->kind == CL_YAML_SCALAR && text.length && !text.bytes[text.length])
        return text.bytes;
    if (node->kind == CL_YAML_SCALAR && text.length)
        return cl_arena_copy(reader->arena, text.bytes, text.length);
    cl_read_error(reader, "rule-value", cl_read_place(reader, node), "\"%s\" must be a text%s.",
                  key, node->kind == CL_YAML_SCALAR ? " that is not empty" : "");
    return NULL;
}

const cl_yaml *cl_read_list(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                            size_t *count) {
    *count = 0;
    if (!node)
        return NULL;
    if (node->kind == CL_YAML_MAPPING || (node->kind == CL_YAML_SEQUENCE && !node->count)) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                      "\"%s\" must be a text or a list of texts.", key);
        return NULL;
    }
    *count = node->kind == CL_YAML_SCALAR ? 1 : node->count;
    return node->kind == CL_YAML_SCALAR ? node : node->items;
}

const char **cl_read_strings(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count) {
    size_t total, kept = 0;
    const cl_yaml *items = cl_read_list(reader, node, key, &total);
    const char **strings = CL_ARRAY(reader->arena, total + 1, const char *);
    for (size_t i = 0; i < total; i++)
        if ((strings[kept] = cl_read_string(reader, &items[i], key)))
            kept++;
    if (count)
        *count = kept;
    return strings;
}

unsigned cl_read_choice(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                        const char *const *names, unsigned otherwise) {
    const char *word = cl_read_string(reader, node, key);
    if (!word)
        return otherwise;
    for (unsigned i = 0; names[i]; i++)
        if (!strcmp(word, names[i]))
            return i;
    cl_buffer all = {0};
    for (unsigned i = 0; names[i]; i++)
        cl_buffer_printf(&all, "%s%s", i ? ", " : "", names[i]);
    cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                  "\"%s\" cannot be \"%.80s\"; it must be one of: %s%s", key, word, all.bytes,
                  cl_read_hint(reader, word, names));
    cl_buffer_release(&all);
    return otherwise;
}

bool cl_read_switch(cl_rule_reader *reader, const cl_yaml *node, const char *key, bool otherwise) {
    return cl_read_choice(reader, node, key, switch_names, otherwise) & 1;
}

bool cl_read_name(cl_rule_reader *reader, const cl_yaml *key) {
    const char *name = key->scalar;
    bool good = cl_is_lower(*name) && strlen(name) <= 30;
    for (; *name; name++)
        good = good && (cl_is_lower(*name) || cl_is_digit(*name) || *name == '_');
    if (!good)
        cl_read_error(
            reader, "rule-value", cl_read_place(reader, key),
            "\"%.80s\" is no name: use lower-case letters, digits and \"_\", beginning with "
            "a letter, at most 30.",
            key->scalar);
    return good;
}

/* `successive {duration}` of the capture `length` means `successive {length: duration}`. */
static const char *bind_hole(cl_rule_reader *reader, const char *source, const char *hole) {
    if (source[0] == '/')
        return source;
    const char *open = NULL;
    for (const char *p = source; *p; p++)
        if (*p == '{') {
            const char *end = p + 1 + strcspn(p + 1, ":}");
            if (*end == ':' && strncmp(p + 1, "defined:", 8) != 0)
                return source;
            if (!open && *end)
                open = p;
        }
    if (!open)
        return source;
    return cl_arena_printf(reader->arena, "%.*s{%s: %s", (int)(open - source), source, hole,
                           open + 1);
}

static bool read_phrase(cl_rule_reader *reader, const char *source, cl_place place,
                        const char *hole, cl_phrase *out) {
    cl_error error;
    if (cl_phrase_new(reader->arena, reader->lexicon, source, place, out, &error) != CL_OK) {
        cl_errors_add(reader->arena, reader->errors, &error);
        return false;
    }
    /* Whoever writes a regular expression wants to hear of its mistakes now. */
    if ((reader->compile || source[0] == '/') &&
        cl_pattern_compile(out->pattern, &error) != CL_OK) {
        error.place = place;
        cl_errors_add(reader->arena, reader->errors, &error);
        return false;
    }
    if (hole && !out->hole_count) {
        cl_read_error(reader, "rule-value", place,
                      "A capture must hold a hole such as {%s: duration}.", hole);
        return false;
    }
    return true;
}

typedef struct source {
    const char *text;
    cl_place place;
} source;

typedef struct sources {
    source *items;
    size_t count, capacity;
} sources;

/* "<no-reason>": the name between the brackets; empty for any other phrase. */
static cl_text whole_entry(const char *phrase) {
    cl_text text = cl_text_from(phrase);
    size_t end = text.length > 2 && text.bytes[0] == '<' ? strcspn(phrase, ">") : 0;
    return end && end + 1 == text.length ? cl_text_slice(text, 1, end) : (cl_text){"", 0};
}

/* A phrase that is nothing but a lexicon entry stands for the phrases of that entry: each of them
 * is looked for only where its own words occur. */
static void collect(cl_rule_reader *reader, const char *text, cl_place place, const char *hole,
                    int depth, sources *out) {
    cl_text name = whole_entry(text);
    source next;
    if (name.length && depth && reader->lexicon &&
        cl_lexicon_phrase(reader->lexicon, name, 0, &next.text, &next.place)) {
        for (size_t i = 0; out->count < MOST &&
                           cl_lexicon_phrase(reader->lexicon, name, i, &next.text, &next.place);
             i++)
            collect(reader, next.text, next.place, hole, depth - 1, out);
        return;
    }
    out->items =
        cl_arena_grow(reader->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (source){hole ? bind_hole(reader, text, hole) : text, place};
}

cl_phrase *cl_read_phrases(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                           const char *hole, size_t *count) {
    size_t total;
    const cl_yaml *items = cl_read_list(reader, node, key, &total);
    sources all = {0};
    for (size_t i = 0; i < total && all.count < MOST; i++) {
        const char *text = cl_read_string(reader, &items[i], key);
        if (text)
            collect(reader, text, cl_read_place_in(reader, &items[i], 0), hole, NESTED, &all);
    }
    if (all.count >= MOST)
        cl_read_error(reader, "phrase-syntax", cl_read_place(reader, node),
                      "\"%s\" stands for too many phrases when its lexicon entries are put in.",
                      key);
    cl_phrase *phrases = CL_ARRAY(reader->arena, all.count, cl_phrase);
    *count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (read_phrase(reader, all.items[i].text, all.items[i].place, hole, &phrases[*count])) {
            reader->written = cl_arena_grow(reader->arena, reader->written, reader->written_count,
                                            &reader->written_capacity, sizeof *reader->written);
            reader->written[reader->written_count++] = &phrases[(*count)++];
        }
    return phrases;
}

cl_named *cl_read_unnamed(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return NULL;
    cl_named *named = CL_NEW(reader->arena, cl_named);
    named->name = key;
    named->place = cl_read_place(reader, node);
    named->phrases = cl_read_phrases(reader, node, key, NULL, &named->count);
    return named;
}

bool cl_quantity_of(cl_arena *arena, cl_text number, const char *unit, cl_quantity *out) {
    const char *text = cl_arena_printf(arena, "%.*s %s", (int)number.length, number.bytes, unit);
    return cl_quantity_read(cl_text_from(text), out);
}

static void read_unit(cl_rule_reader *reader, const cl_yaml *node, cl_capture *capture) {
    cl_quantity two;
    const char *unit = node ? cl_read_string(reader, node, "unit") : NULL;
    if (!unit)
        return;
    if (!cl_quantity_of(reader->arena, CL_TEXT("2"), unit, &two) ||
        two.kind == CL_QUANTITY_NUMBER) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                      "\"unit\" cannot be \"%.40s\"; write what may stand behind a number, such "
                      "as days, months, %% or USD.",
                      unit);
        return;
    }
    capture->unit = unit;
    capture->unit_kind = two.kind;
}

/* Phrases that count where none of the others is found in the clause. */
static void add_elsewhere(cl_rule_reader *reader, const cl_yaml *node, cl_capture *capture) {
    size_t count = 0;
    const cl_phrase *more = cl_read_phrases(reader, node, capture->name, capture->name, &count);
    if (!more)
        return;
    cl_phrase *all = CL_ARRAY(reader->arena, capture->count + count, cl_phrase);
    memcpy(all, capture->phrases, capture->count * sizeof *all);
    memcpy(all + capture->count, more, count * sizeof *all);
    capture->phrases = all;
    capture->count += count;
}

cl_capture *cl_read_captures(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count) {
    static const char *const capture_keys[] = {"phrases", "elsewhere", "in", "unit", NULL};
    static const char *const places[] = {"clause", "document", "sentence", NULL};
    *count = 0;
    if (!cl_read_is_mapping(reader, node, key))
        return NULL;
    cl_capture *captures = CL_ARRAY(reader->arena, node->count, cl_capture);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *name = &node->items[2 * i];
        cl_capture *capture = &captures[(*count)++];
        capture->name = name->scalar;
        capture->place = cl_read_place(reader, name);
        const cl_yaml *value = name + 1, *elsewhere = NULL;
        if (value->kind == CL_YAML_MAPPING) {
            cl_read_keys(reader, value, "a capture", capture_keys, NULL);
            elsewhere = cl_yaml_get(value, "elsewhere");
            capture->reach = (cl_capture_reach)cl_read_choice(reader, cl_yaml_get(value, "in"),
                                                              "in", places, CL_CAPTURE_CLAUSE);
            read_unit(reader, cl_yaml_get(value, "unit"), capture);
            value = cl_yaml_get(value, "phrases");
        }
        if (!value)
            cl_read_error(reader, "rule-key-missing", cl_read_place(reader, name),
                          "The capture \"%.60s\" has no \"phrases\".", name->scalar);
        if (cl_read_name(reader, name) && value)
            capture->phrases =
                cl_read_phrases(reader, value, name->scalar, name->scalar, &capture->count);
        capture->near_count = capture->count;
        if (elsewhere && capture->phrases)
            add_elsewhere(reader, elsewhere, capture);
    }
    return captures;
}
