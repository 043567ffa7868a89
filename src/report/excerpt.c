/* SPDX-License-Identifier: MIT */
#include "report/excerpt.h"

#include <inttypes.h>
#include <string.h>

#include "report/cut.h"

static const cl_block *block_at(const cl_contract *contract, uint32_t block) {
    return block < contract->document->block_count ? &contract->document->blocks[block] : NULL;
}

static cl_span clamp(cl_span span, size_t length) {
    if (span.end > length)
        span.end = length;
    if (span.start > span.end)
        span.start = span.end;
    return span;
}

/* Displays a stretch of a block and notes where the matched words come to stand in `out`. */
static void display(const cl_contract *contract, uint32_t number, cl_span span,
                    const cl_location *match, cl_buffer *out, cl_span *mark) {
    const cl_block *block = block_at(contract, number);
    if (!block)
        return;
    span = clamp(span, block->text.length);
    cl_span inside = {span.end, span.end};
    if (match && match->block == number && match->span.start < span.end &&
        match->span.end > span.start) {
        inside.start = match->span.start > span.start ? match->span.start : span.start;
        inside.end = match->span.end < span.end ? match->span.end : span.end;
    }
    cl_block_display(contract->document, block, (cl_span){span.start, inside.start}, out);
    size_t start = out->length;
    cl_block_display(contract->document, block, inside, out);
    if (inside.start < inside.end) {
        if (mark->start == mark->end)
            mark->start = start;
        mark->end = out->length;
    }
    cl_block_display(contract->document, block, (cl_span){inside.end, span.end}, out);
}

static void display_pieces(const cl_contract *contract, const cl_sentence *sentence,
                           const cl_location *match, bool with_lead_in, cl_buffer *out,
                           cl_span *mark) {
    size_t behind = SIZE_MAX;
    for (uint32_t i = 0; i < sentence->piece_count; i++) {
        const cl_piece *piece = &sentence->pieces[i];
        if (!piece->own && !with_lead_in)
            continue;
        if (behind < piece->start && piece->start <= sentence->text.length)
            cl_buffer_add(out, sentence->text.bytes + behind, piece->start - behind);
        cl_span span = {piece->offset, (size_t)piece->offset + piece->length};
        display(contract, piece->block, span, match, out, mark);
        behind = (size_t)piece->start + piece->length;
    }
}

/* What the place holds behind its first sentence. */
static void display_more(const cl_contract *contract, const cl_finding *finding, cl_buffer *out,
                         cl_span *mark) {
    const cl_sentence *first = &contract->sentences[finding->place.sentence];
    uint32_t block;
    cl_span span;
    cl_sentence_locate(contract, first, first->own, &block, &span);
    if (block == finding->place.block && span.end < finding->place.span.end)
        display(contract, block, (cl_span){span.end, finding->place.span.end}, NULL, out, mark);
}

cl_excerpt cl_excerpt_finding(cl_arena *arena, const cl_contract *contract,
                              const cl_finding *finding, bool with_lead_in, size_t limit) {
    cl_buffer buffer = {0};
    cl_span mark = {0, 0};
    uint32_t sentence = finding->place.sentence;
    if (sentence < contract->sentence_count && finding->place.block != CL_NONE)
        display_pieces(contract, &contract->sentences[sentence], &finding->match, with_lead_in,
                       &buffer, &mark);
    if (buffer.length && finding->more_count)
        display_more(contract, finding, &buffer, &mark);
    if (!buffer.length)
        display(contract, finding->place.block, finding->place.span, &finding->match, &buffer,
                &mark);
    cl_excerpt excerpt = cl_cut(arena, &buffer, mark, finding, limit);
    cl_buffer_release(&buffer);
    return excerpt;
}

cl_text cl_excerpt_place(cl_arena *arena, const cl_contract *contract, const cl_location *place,
                         size_t limit) {
    cl_buffer buffer = {0};
    cl_span mark = {0, 0};
    display(contract, place->block, place->span, NULL, &buffer, &mark);
    cl_excerpt excerpt = cl_cut(arena, &buffer, mark, NULL, limit);
    cl_buffer_release(&buffer);
    return excerpt.text;
}

cl_text cl_clause_label(const cl_contract *contract, uint32_t section) {
    while (section < contract->section_count) {
        const cl_section *here = &contract->sections[section];
        if (here->path.length)
            return here->path;
        if (here->heading.length)
            break; /* a heading without a number is no part of the numbered section above it */
        section = here->parent;
    }
    return CL_TEXT("");
}

cl_text cl_clause_heading(const cl_contract *contract, uint32_t section) {
    while (section < contract->section_count) {
        const cl_section *here = &contract->sections[section];
        if (here->heading.length)
            return here->heading;
        section = here->parent;
    }
    return CL_TEXT("");
}

bool cl_range_of(const cl_contract *contract, const cl_location *place, cl_range *range) {
    const cl_block *block = block_at(contract, place->block);
    if (!block)
        return false;
    cl_span source =
        cl_document_source_span(contract->document, block, clamp(place->span, block->text.length));
    range->start = cl_document_position(contract->document, source.start);
    range->end = cl_document_position(contract->document, source.end);
    return true;
}

/* ---- fingerprints ---- */

static uint64_t hash(uint64_t state, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        state ^= (unsigned char)cl_lower((unsigned char)bytes[i]);
        state *= UINT64_C(0x100000001B3);
    }
    return state;
}

static size_t word_end(cl_text text, size_t at) {
    while (at < text.length && cl_is_alnum((unsigned char)text.bytes[at]))
        at++;
    return at;
}

/* What a number of a clause follows. */
static bool names_clauses(cl_text word) {
    static const char *const names[] = {
        "section", "sections",  "subsection", "subsections", "article",    "articles",     "clause",
        "clauses", "subclause", "subclauses", "paragraph",   "paragraphs", "subparagraph", NULL};
    for (size_t i = 0; names[i]; i++)
        if (cl_text_equal_nocase(word, cl_text_from(names[i])))
            return true;
    return false;
}

static bool is_roman(cl_text word) {
    for (size_t i = 0; i < word.length; i++)
        if (!strchr("IVXLC", word.bytes[i]))
            return false;
    return word.length;
}

/* End of "(b)" or "(iii)", or `at`. */
static size_t parenthesis_end(cl_text text, size_t at) {
    if (at >= text.length || text.bytes[at] != '(')
        return at;
    size_t end = word_end(text, at + 1);
    return end > at + 1 && end - at <= 6 && end < text.length && text.bytes[end] == ')' ? end + 1
                                                                                        : at;
}

/* End of "4.2(b)(iii)", "IV", "12A" or "(a)", or `at` when there is no number of a clause. */
static size_t number_end(cl_text text, size_t at) {
    size_t end = at;
    if (at < text.length && cl_is_digit((unsigned char)text.bytes[at])) {
        end = word_end(text, at);
        while (end + 1 < text.length && text.bytes[end] == '.' &&
               cl_is_alnum((unsigned char)text.bytes[end + 1]))
            end = word_end(text, end + 1);
    } else if (is_roman(cl_text_slice(text, at, word_end(text, at)))) {
        end = word_end(text, at);
    }
    for (size_t next; (next = parenthesis_end(text, end)) > end;)
        end = next;
    return end;
}

/* Behind what joins two numbers: ", ", " and ", "-" … */
static size_t joint_end(cl_text text, size_t at) {
    static const char *const joints[] = {", and ",    ", or ", ", ", " and ", " or ",
                                         " through ", " to ",  "-",  NULL};
    cl_text rest = cl_text_slice(text, at, text.length);
    for (size_t i = 0; joints[i]; i++)
        if (cl_text_starts_nocase(rest, joints[i]))
            return at + strlen(joints[i]);
    return at;
}

/* Numbers behind "Section", as one "#" for each: they change when other clauses come and go. */
static uint64_t hash_numbers(uint64_t state, cl_text text, size_t *at) {
    size_t from = *at + (*at < text.length && text.bytes[*at] == ' ');
    for (size_t end; (end = number_end(text, from)) > from;) {
        state = hash(state, "#", 1);
        *at = end;
        if (end < text.length && text.bytes[end] == '.') /* "Sections 16.2. or 16.3." */
            end++;
        from = joint_end(text, end);
        if (from == end)
            break;
    }
    return state;
}

/* What a number counts, and so is no number of a clause. */
static bool is_unit(cl_text word) {
    static const char *const units[] = {"business", "calendar", "working", "day",     "days",
                                        "week",     "weeks",    "month",   "months",  "year",
                                        "years",    "hour",     "hours",   "percent", "per",
                                        "times",    "million",  "billion", "x",       NULL};
    for (size_t i = 0; units[i]; i++)
        if (cl_text_equal_nocase(word, cl_text_from(units[i])))
            return true;
    return false;
}

/* Does a clause begin at `at`, behind its number: "Notices", or another number? In a sentence all
 * in capitals every word would. */
static bool begins_clause(cl_text text, size_t at, bool in_capitals) {
    if (at >= text.length)
        return true;
    unsigned char c = (unsigned char)text.bytes[at];
    if (cl_is_digit(c)) {
        size_t end = number_end(text, at);
        return memchr(text.bytes + at, '.', end - at) != NULL;
    }
    cl_text word = cl_text_slice(text, at, word_end(text, at));
    if (!cl_is_upper(c) || is_unit(word))
        return c == '"';
    return in_capitals || word.length == 1 || cl_is_lower((unsigned char)word.bytes[1]);
}

/* Behind the labels at the start that were not recognised as such, as in flattened text: "4.2. ",
 * or "17 4.2 " below the number of a page. "30 days" is none. */
static size_t labels_end(cl_text text) {
    size_t from = 0;
    for (size_t end; (end = number_end(text, from)) > from;) {
        size_t stop = end + (end < text.length && text.bytes[end] == '.');
        size_t next = stop;
        while (next < text.length && text.bytes[next] == ' ')
            next++;
        if (next == stop || !(stop > end || begins_clause(text, next, true)))
            break;
        from = next;
    }
    return from;
}

/* End of a number of a clause in the middle of a text, as "12.2 All notices", "6.3(a)" and "4.2.1"
 * have it, or `at`. A number that counts something has two parts at most, and no name behind it. */
static size_t loose_number_end(cl_text text, size_t at) {
    if (!cl_is_digit((unsigned char)text.bytes[at]) ||
        (at && text.bytes[at - 1] != ' ' && text.bytes[at - 1] != '('))
        return at;
    size_t end = number_end(text, at), points = 0;
    bool parenthesis = text.bytes[end - 1] == ')';
    for (size_t i = at; i < end; i++)
        points += text.bytes[i] == '.';
    if (!points || end - at > 16 || (end < text.length && text.bytes[end] == '%'))
        return at;
    bool followed =
        end + 1 < text.length && text.bytes[end] == ' ' && begins_clause(text, end + 1, false);
    return points > 1 || parenthesis || followed ? end : at;
}

/* The text in lower case, without the numbers of clauses, its own and those it refers to, and
 * without spaces and blanks to fill in, which line ends cut in two: "non- compete", "__ _". */
static uint64_t hash_words(uint64_t state, cl_text text) {
    size_t at = labels_end(text);
    while (at < text.length) {
        size_t end = word_end(text, at);
        if (end == at) {
            if (text.bytes[at] != ' ' && text.bytes[at] != '_')
                state = hash(state, text.bytes + at, 1);
            at++;
            continue;
        }
        size_t number = loose_number_end(text, at);
        if (number > at) {
            state = hash(state, "#", 1);
            at = number;
            continue;
        }
        cl_text word = cl_text_slice(text, at, end);
        state = hash(state, word.bytes, word.length);
        at = end;
        if (names_clauses(word))
            state = hash_numbers(state, text, &at);
    }
    return state;
}

/* Several findings of one rule in a sentence are told apart by what stands before them. */
static uint64_t hash_match(uint64_t state, const cl_contract *contract, const cl_finding *finding) {
    const cl_block *block = block_at(contract, finding->match.block);
    if (!block)
        return state;
    cl_span span = clamp(finding->match.span, block->text.length);
    if (finding->place.block == finding->match.block && finding->place.span.start < span.start)
        span.start = finding->place.span.start;
    return hash_words(hash(state, "", 1), cl_text_slice(block->text, span.start, span.end));
}

const char *cl_fingerprint(cl_arena *arena, const cl_contract *contract,
                           const cl_finding *finding) {
    uint64_t state = UINT64_C(0xCBF29CE484222325);
    state = hash(state, finding->rule->id, strlen(finding->rule->id) + 1);
    const cl_block *block = block_at(contract, finding->place.block);
    if (block && !finding->missing) {
        cl_text text;
        if (finding->place.sentence < contract->sentence_count) {
            text = contract->sentences[finding->place.sentence].text;
        } else {
            cl_span span = clamp(finding->place.span, block->text.length);
            text = cl_text_slice(block->text, span.start, span.end);
        }
        state = hash_words(state, text);
        for (size_t i = 0; i < finding->more_count; i++)
            state = hash_words(state, contract->sentences[finding->more[i]].text);
        if (finding->exact)
            state = hash_match(state, contract, finding);
        if (finding->listed.length)
            state = hash_words(state, finding->listed);
    }
    return cl_arena_printf(arena, "%016" PRIx64, state);
}

const char *cl_valid_text(cl_arena *arena, const char *string) {
    cl_text text = cl_text_from(string);
    if (cl_utf8_valid_until(text) == text.length)
        return cl_arena_strdup(arena, string);
    cl_buffer buffer = {0};
    for (size_t at = 0, size; at < text.length; at += size)
        cl_buffer_add_code_point(&buffer, cl_utf8_decode(text, at, &size));
    const char *copy = cl_arena_copy(arena, buffer.bytes, buffer.length);
    cl_buffer_release(&buffer);
    return copy;
}
