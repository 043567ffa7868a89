/* SPDX-License-Identifier: MIT */
#include "report/excerpt.h"

#include <inttypes.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

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

static bool continues(const cl_buffer *buffer, size_t at) {
    return at < buffer->length && ((unsigned char)buffer->bytes[at] & 0xC0) == 0x80;
}

/* Start and end of the part to keep: at most `limit` bytes at words, with the match in it and some
 * words before it. */
static cl_span window(const cl_buffer *buffer, cl_span mark, size_t limit) {
    cl_span keep = {0, buffer->length};
    if (buffer->length <= limit)
        return keep;
    if (mark.end > limit) {
        size_t before = limit / 4;
        keep.start = mark.start > before ? mark.start - before : 0;
        while (keep.start > 0 && keep.start < mark.start && buffer->bytes[keep.start - 1] != ' ')
            keep.start++;
    }
    if (buffer->length - keep.start > limit) {
        keep.end = keep.start + limit;
        while (keep.end > keep.start + limit / 2 && buffer->bytes[keep.end] != ' ')
            keep.end--;
        while (keep.end > keep.start && continues(buffer, keep.end))
            keep.end--;
    }
    while (continues(buffer, keep.start))
        keep.start++;
    return keep;
}

/* Shrinks a stretch to whole words. */
static cl_span whole_words(const cl_buffer *buffer, cl_span span) {
    while (span.start > 0 && span.start < span.end && buffer->bytes[span.start - 1] != ' ')
        span.start++;
    while (span.end < buffer->length && span.end > span.start && buffer->bytes[span.end] != ' ')
        span.end--;
    return span;
}

/* Where a text stands in the buffer as words of their own: behind `from` if it does, else before.
 */
static cl_span words_at(const cl_buffer *buffer, cl_text words, size_t from) {
    cl_span found = {0, 0};
    for (size_t at = 0; words.length && at + words.length <= buffer->length; at++) {
        cl_span here = {at, at + words.length};
        if (!cl_text_equal_nocase((cl_text){buffer->bytes + at, words.length}, words) ||
            (at > 0 && cl_is_alnum((unsigned char)buffer->bytes[at - 1])) ||
            (here.end < buffer->length && cl_is_alnum((unsigned char)buffer->bytes[here.end])))
            continue;
        found = here;
        if (at >= from)
            break;
    }
    return found;
}

static bool is_inside(cl_span inner, cl_span outer) {
    return inner.start >= outer.start && inner.end <= outer.end;
}

/* The first value of the finding that `keep` leaves out: it is what the message speaks of. */
static cl_span value_left_out(const cl_buffer *buffer, const cl_finding *finding, cl_span mark,
                              cl_span keep) {
    for (size_t i = 0; i < finding->capture_count; i++) {
        cl_span value = words_at(buffer, finding->captures[i].text, mark.start);
        if (value.start < value.end && !is_inside(value, keep))
            return value;
    }
    return (cl_span){0, 0};
}

/* Adds a stretch of the buffer, and moves the mark that lies in it to where it comes to stand. */
static void keep_stretch(cl_buffer *out, const cl_buffer *buffer, cl_span keep, cl_span mark,
                         cl_span *moved) {
    if (keep.start)
        cl_buffer_add_string(out, out->length ? " " ELLIPSIS " " : ELLIPSIS " ");
    cl_span inner = {mark.start < keep.start ? keep.start : mark.start,
                     mark.end > keep.end ? keep.end : mark.end};
    if (inner.start < inner.end && moved->start == moved->end)
        *moved =
            (cl_span){inner.start - keep.start + out->length, inner.end - keep.start + out->length};
    cl_buffer_add(out, buffer->bytes + keep.start, keep.end - keep.start);
}

/* `finding`: whose values are to be seen; NULL if none. */
static cl_excerpt cut(cl_arena *arena, const cl_buffer *buffer, cl_span mark,
                      const cl_finding *finding, size_t limit) {
    cl_excerpt excerpt = {{"", 0}, {0, 0}};
    if (!buffer->length)
        return excerpt;
    cl_span keep[2] = {window(buffer, mark, limit)};
    size_t count = 1;
    cl_span value = {0, 0};
    if (finding)
        value = value_left_out(buffer, finding, mark, keep[0]);
    if (value.start < value.end) {
        size_t share = limit / 3, before = share * 2 / 3;
        keep[0] = window(buffer, mark, limit - share);
        keep[1].start = value.start > before ? value.start - before : 0;
        keep[1].end = keep[1].start + share;
        if (keep[1].end < value.end)
            keep[1].end = value.end;
        if (keep[1].end > buffer->length)
            keep[1].end = buffer->length;
        keep[1] = whole_words(buffer, keep[1]);
        bool before_mark = keep[1].start < keep[0].start;
        if (before_mark) {
            cl_span first = keep[0];
            keep[0] = keep[1];
            keep[1] = first;
        }
        if (keep[1].start <= keep[0].end + 1)
            keep[0].end = keep[1].end;
        else
            count = 2;
    }
    cl_buffer text = {0};
    for (size_t i = 0; i < count; i++)
        keep_stretch(&text, buffer, keep[i], mark, &excerpt.match);
    if (keep[count - 1].end < buffer->length)
        cl_buffer_add_string(&text, " " ELLIPSIS);
    excerpt.text = (cl_text){cl_arena_copy(arena, text.bytes, text.length), text.length};
    cl_buffer_release(&text);
    return excerpt;
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
    cl_excerpt excerpt = cut(arena, &buffer, mark, finding, limit);
    cl_buffer_release(&buffer);
    return excerpt;
}

cl_text cl_excerpt_place(cl_arena *arena, const cl_contract *contract, const cl_location *place,
                         size_t limit) {
    cl_buffer buffer = {0};
    cl_span mark = {0, 0};
    display(contract, place->block, place->span, NULL, &buffer, &mark);
    cl_excerpt excerpt = cut(arena, &buffer, mark, NULL, limit);
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
