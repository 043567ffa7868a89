/* SPDX-License-Identifier: MIT */
#include "rules/trace_phrase.h"

#include <stdio.h>
#include <string.h>

#include "rules/phrase_ast.h"

enum { SHOWN = 60, PARTS_MAX = 40 /* items of a branch that are looked at one by one */ };

/* The first items of a branch as a pattern, made when asked for. */
typedef struct parts {
    cl_pattern *patterns[PARTS_MAX + 1]; /* by number of items */
    bool made[PARTS_MAX + 1];
} parts;

typedef struct dissected {
    const cl_phrase *phrase;
    const cl_node *root;
    parts *branches;
    struct dissected *next;
} dissected;

struct cl_trace_phrases {
    cl_arena *arena;
    const cl_lexicon *lexicon;
    cl_matcher *matcher;
    dissected *first;
};

cl_trace_phrases *cl_trace_phrases_new(cl_arena *arena, const cl_lexicon *lexicon,
                                       cl_matcher *matcher) {
    cl_trace_phrases *trace = CL_NEW(arena, cl_trace_phrases);
    *trace = (cl_trace_phrases){.arena = arena, .lexicon = lexicon, .matcher = matcher};
    return trace;
}

/* NULL for a regular expression. */
static dissected *dissect(cl_trace_phrases *trace, const cl_phrase *phrase) {
    for (dissected *known = trace->first; known; known = known->next)
        if (known->phrase == phrase)
            return known;
    cl_error ignored;
    const cl_node *root = phrase->source[0] == '/'
                              ? NULL
                              : cl_phrase_parse(trace->arena, trace->lexicon, phrase->source,
                                                phrase->place, 0, &ignored);
    if (!root)
        return NULL;
    dissected *made = CL_NEW(trace->arena, dissected);
    *made =
        (dissected){phrase, root, CL_ARRAY(trace->arena, root->branch_count, parts), trace->first};
    trace->first = made;
    return made;
}

/* NULL when that many items are no pattern by themselves. */
static cl_pattern *part_of(cl_trace_phrases *trace, dissected *d, size_t branch, size_t count) {
    parts *p = &d->branches[branch];
    if (count > PARTS_MAX)
        return NULL;
    cl_buffer regex = {0};
    if (!p->made[count] && cl_phrase_emit_part(&d->root->branches[branch], count, &regex))
        p->patterns[count] =
            cl_pattern_new(trace->arena, cl_arena_copy(trace->arena, regex.bytes, regex.length), 0);
    p->made[count] = true;
    cl_buffer_release(&regex);
    return p->patterns[count];
}

static cl_text source_of(const cl_phrase *phrase, const cl_branch *branch, size_t from, size_t to) {
    return cl_text_slice(cl_text_from(phrase->source), branch->sources[from].start,
                         branch->sources[to - 1].end);
}

static void put_cut(cl_text text, cl_buffer *out) {
    size_t end = text.length < SHOWN ? text.length : SHOWN;
    while (end < text.length && end && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    cl_buffer_printf(out, "%.*s%s", (int)end, text.bytes, end < text.length ? "..." : "");
}

/* What the item matched in the matcher's last match. */
static bool words_of(const cl_trace_phrases *trace, const cl_pattern *pattern, size_t item,
                     cl_text text, cl_text *words) {
    char name[32];
    cl_span span;
    snprintf(name, sizeof name, "i%zu", item);
    if (!cl_matcher_group(trace->matcher, pattern, name, &span))
        return false;
    *words = cl_text_slice(text, span.start, span.end);
    return words->length != 0;
}

void cl_trace_words(cl_trace_phrases *trace, const cl_phrase *phrase, cl_text text, cl_span match,
                    cl_buffer *out) {
    dissected *d = dissect(trace, phrase);
    for (size_t b = 0; d && b < d->root->branch_count; b++) {
        const cl_branch *branch = &d->root->branches[b];
        cl_pattern *pattern = part_of(trace, d, b, branch->count);
        cl_span found;
        if (!pattern ||
            cl_pattern_find(pattern, trace->matcher, text, match.start, &found) != CL_MATCH_YES ||
            found.start != match.start)
            continue;
        bool any = false;
        for (size_t i = 0; i < branch->count; i++) {
            cl_text words;
            if (branch->items[i]->kind != CL_NODE_CHOICE || branch->count == 1 ||
                !words_of(trace, pattern, i, text, &words))
                continue;
            cl_buffer_add_string(out, any ? ", " : ": ");
            any = true;
            put_cut(source_of(phrase, branch, i, i + 1), out);
            cl_buffer_add_string(out, " \"");
            put_cut(words, out);
            cl_buffer_add_string(out, "\"");
        }
        return;
    }
}

/* How far one branch gets in a text. */
typedef struct reach {
    const cl_phrase *phrase;
    const cl_branch *branch;
    size_t items; /* that match, from the first on */
    cl_text words;
    unsigned percent;
} reach;

static void try_branch(cl_trace_phrases *trace, dissected *d, size_t number, cl_text text,
                       reach *best) {
    const cl_branch *branch = &d->root->branches[number];
    for (size_t count = branch->count; count-- > 1;) {
        cl_pattern *pattern = part_of(trace, d, number, count);
        cl_span found;
        if (!pattern || cl_pattern_find(pattern, trace->matcher, text, 0, &found) != CL_MATCH_YES)
            continue;
        unsigned percent = (unsigned)(100 * count / branch->count);
        if (percent > best->percent)
            *best = (reach){d->phrase, branch, count, cl_text_slice(text, found.start, found.end),
                            percent};
        return;
    }
}

bool cl_trace_nearest(cl_trace_phrases *trace, const cl_named *named, cl_text text,
                      cl_buffer *out) {
    reach best = {0};
    for (size_t i = 0; i < named->count; i++) {
        dissected *d = dissect(trace, &named->phrases[i]);
        for (size_t b = 0; d && b < d->root->branch_count; b++)
            try_branch(trace, d, b, text, &best);
    }
    if (!best.percent)
        return false;
    cl_buffer_add_string(out, "; nearest: \"");
    put_cut(source_of(best.phrase, best.branch, 0, best.items), out);
    cl_buffer_add_string(out, "\" matches \"");
    put_cut(best.words, out);
    cl_buffer_add_string(out, "\", then \"");
    put_cut(source_of(best.phrase, best.branch, best.items, best.branch->count), out);
    cl_buffer_add_string(out, "\" is missing");
    return true;
}
