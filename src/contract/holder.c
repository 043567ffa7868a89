/* SPDX-License-Identifier: MIT */
#include "contract/holder.h"

#include "contract/clause_part.h"
#include "contract/word.h"

size_t cl_holders_behind(const cl_contract *contract, const cl_sentence *sentence, cl_span span,
                         cl_holder *out, size_t most) {
    enum { WINDOW = 2 * CL_HOLDER_REACH };
    cl_mention mentions[CL_MENTIONS];
    cl_text text = sentence->text;
    size_t to = span.end - span.start > WINDOW ? span.start + WINDOW : span.end, found = 0;
    size_t count = cl_mentions_find(contract, text, span.start, to, mentions);
    for (size_t i = 0; i < count && found < most; i++)
        if (cl_mention_acts(text, &mentions[i]) &&
            (!found || out[found - 1].party != mentions[i].holder.party))
            out[found++] = mentions[i].holder;
    return found;
}

/* "X's termination": the mention whose possession the words at `verb` are. */
static cl_holder possessor(const cl_mention *mentions, size_t count, size_t verb) {
    enum { MARK = 3 }; /* the bytes of "'s " */
    for (size_t i = count; i-- > 0;) {
        size_t end = mentions[i].holder.span.end;
        if (mentions[i].possessive && end <= verb && verb - end <= MARK)
            return mentions[i].holder;
    }
    return cl_holder_unknown;
}

/* "may be terminated upon notice to the other party": whoever gives it. */
static cl_holder either(cl_text text, size_t verb, size_t to) {
    static const char *const others[] = {
        "to the other",        "from either", "on the part of either",
        "on the part of each", "of either",   NULL};
    for (size_t at = verb; at < to; at++)
        if (text.bytes[at] == ' ' && cl_any_words_at(text, at + 1, others))
            return (cl_holder){CL_HOLDER_EVERYONE, CL_NONE, {at + 1, at + 1}};
    return cl_holder_unknown;
}

/* The span may hold its own subject: "Customer may terminate". */
static cl_holder subject_at(const cl_mention *mentions, size_t count, size_t start) {
    for (size_t i = 0; i < count; i++)
        if (mentions[i].holder.span.start == start && !mentions[i].possessive)
            return mentions[i].holder;
    return cl_holder_unknown;
}

cl_holder cl_holder_find(const cl_contract *contract, const cl_sentence *sentence, cl_span span) {
    enum { WINDOW = 2 * CL_HOLDER_REACH };
    cl_mention mentions[CL_MENTIONS];
    cl_text text = sentence->text;
    size_t verb = span.start;
    if (verb > text.length)
        return cl_holder_unknown;
    size_t from = verb > WINDOW ? verb - WINDOW : 0;
    size_t to = text.length - verb > WINDOW ? verb + WINDOW : text.length;
    while (from && cl_is_word_byte((unsigned char)text.bytes[from - 1]))
        from--;
    size_t count = cl_mentions_find(contract, text, from, to, mentions);
    cl_holder found = cl_receiver_behind(text, mentions, count, verb);
    if (found.kind != CL_HOLDER_UNKNOWN)
        return found;
    if (cl_is_passive(text, verb)) {
        found = cl_agent_behind(text, mentions, count, verb);
        if (found.kind == CL_HOLDER_UNKNOWN)
            found = cl_wisher_before(text, mentions, count, verb);
        if (found.kind == CL_HOLDER_UNKNOWN)
            found = possessor(mentions, count, verb);
        return found.kind != CL_HOLDER_UNKNOWN ? found : either(text, verb, to);
    }
    found = subject_at(mentions, count, verb);
    if (found.kind == CL_HOLDER_UNKNOWN)
        found = cl_subject_before(text, mentions, count, verb);
    if (found.kind == CL_HOLDER_UNKNOWN)
        found = cl_agent_behind(text, mentions, count, verb);
    return found;
}

cl_holder *cl_holders_in(const cl_contract *contract, cl_arena *arena, cl_text text,
                         size_t *count) {
    enum { STRETCH = 1600 }; /* bytes; too few to fill the table of mentions */
    cl_holder *items = NULL;
    size_t capacity = 0;
    cl_mention mentions[CL_MENTIONS];
    *count = 0;
    for (size_t from = 0; from < text.length;) {
        size_t to = text.length - from > STRETCH ? from + STRETCH : text.length, next = to;
        size_t found = cl_mentions_find(contract, text, from, to, mentions);
        for (size_t i = 0; i < found; i++) {
            items = cl_arena_grow(arena, items, *count, &capacity, sizeof *items);
            items[(*count)++] = mentions[i].holder;
            if (mentions[i].holder.span.end > next) /* the last may reach over the edge */
                next = mentions[i].holder.span.end;
        }
        from = next;
    }
    return items;
}
