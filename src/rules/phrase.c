/* SPDX-License-Identifier: MIT */
#include "rules/phrase.h"

#include <string.h>

#include "rules/frozen.h"
#include "rules/phrase_ast.h"

static bool is_negation(cl_text word) {
    static const char *const words[] = {"not",     "no",     "never",  "neither", "nor",
                                        "without", "unless", "none",   "nothing", "cannot",
                                        "non",     "absent", "except", NULL};
    for (const char *const *w = words; *w; w++)
        if (cl_text_equal_nocase(word, cl_text_from(*w)))
            return true;
    return false;
}

static bool is_paper(cl_text word) {
    static const char *const words[] = {"agreement", "contract", "lease",     "licence",
                                        "license",   "addendum", "indenture", "deed",
                                        "guaranty",  "mortgage", NULL};
    if (word.length && cl_lower((unsigned char)word.bytes[word.length - 1]) == 's')
        word.length--;
    for (const char *const *w = words; *w; w++)
        if (cl_text_equal_nocase(word, cl_text_from(*w)))
            return true;
    return false;
}

/* Does the phrase itself deny something, or name an agreement? Then guards against that would void
 * what it looks for. */
static void look_at_words(const char *text, cl_phrase *phrase) {
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (cl_is_word_char((unsigned char)at[length]))
            length++;
        cl_text word = {at, length};
        phrase->has_negation |= length && is_negation(word);
        phrase->names_agreement |= length && is_paper(word);
        at += length + (at[length] != 0);
    }
}

/* Negations and names of holes. */
static void walk(cl_arena *arena, const cl_node *node, cl_phrase *phrase, size_t *capacity) {
    for (size_t i = 0; i < node->form_count; i++)
        look_at_words(node->forms[i], phrase);
    if (node->name) {
        for (size_t i = 0; i < phrase->hole_count; i++)
            if (!strcmp(phrase->holes[i], node->name))
                return;
        const char **holes = cl_arena_grow(arena, (void *)phrase->holes, phrase->hole_count,
                                           capacity, sizeof *holes);
        holes[phrase->hole_count++] = node->name;
        phrase->holes = holes;
    }
    if (node->kind == CL_NODE_NOT)
        return;
    for (size_t i = 0; i < node->branch_count; i++)
        for (size_t k = 0; k < node->branches[i].count; k++)
            walk(arena, node->branches[i].items[k], phrase, capacity);
}

/* Names of groups in a regular expression of the rule's author: (?<name>…), (?P<name>…),
 * (?'name'…). */
static void regex_holes(cl_arena *arena, const char *regex, cl_phrase *phrase) {
    size_t capacity = 0;
    for (const char *at = regex; (at = strstr(at, "(?"));) {
        at += 2;
        if (*at == 'P')
            at++;
        if (*at != '<' && *at != '\'')
            continue;
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        if (!length || at[1 + length] != (*at == '<' ? '>' : '\''))
            continue;
        cl_node name = {.kind = CL_NODE_HOLE, .name = cl_arena_copy(arena, at + 1, length)};
        walk(arena, &name, phrase, &capacity);
    }
}

static cl_status new_regex(cl_arena *arena, cl_text text, cl_phrase *phrase, cl_error *error) {
    if (text.length < 3 || text.bytes[text.length - 1] != '/')
        return cl_error_set(error, CL_ERROR_SYNTAX, "phrase-syntax", phrase->place,
                            "A phrase that begins with \"/\" is a regular expression: it must also "
                            "end with \"/\", and not be empty.");
    const char *regex = cl_arena_copy(arena, text.bytes + 1, text.length - 2);
    phrase->pattern = cl_pattern_new(arena, regex, 0);
    look_at_words(regex, phrase);
    regex_holes(arena, regex, phrase);
    return CL_OK;
}

static cl_status fail(const cl_phrase *phrase, const char *reason, cl_error *error) {
    return cl_error_set(error, CL_ERROR_SYNTAX, "phrase-syntax", phrase->place, "%s: \"%.200s\".",
                        reason, phrase->source);
}

cl_status cl_phrase_new(cl_arena *arena, const cl_lexicon *lexicon, const char *source,
                        cl_place place, cl_phrase *out, cl_error *error) {
    if (lexicon && cl_phrase_thaw(arena, lexicon, source, place, out))
        return CL_OK;
    cl_phrase phrase = {.source = source, .place = place};
    cl_text text = cl_text_trim(cl_text_from(source));
    if (text.length && text.bytes[0] == '/') {
        cl_status status = new_regex(arena, text, &phrase, error);
        if (status == CL_OK)
            *out = phrase;
        return status;
    }
    if (!lexicon)
        lexicon = cl_lexicon_new(arena);
    const cl_node *root = cl_phrase_parse(arena, lexicon, source, place, 0, error);
    if (!root)
        return CL_ERROR_SYNTAX;
    if (!root->branch_count || root->nullable)
        return fail(&phrase, "Everything in the phrase may be missing, so it would match anywhere",
                    error);
    cl_buffer regex = {0};
    if (!cl_phrase_emit(root, &regex)) {
        cl_buffer_release(&regex);
        return fail(&phrase, "The phrase becomes too long when its entries and choices are put in",
                    error);
    }
    phrase.pattern = cl_pattern_new(arena, cl_arena_copy(arena, regex.bytes, regex.length), 0);
    cl_buffer_release(&regex);
    cl_phrase_needs(arena, root, &phrase);
    size_t capacity = 0;
    walk(arena, root, &phrase, &capacity);
    *out = phrase;
    return CL_OK;
}
