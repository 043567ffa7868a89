/* SPDX-License-Identifier: MIT
 *
 * Blanks left open: "within ____ days". Lines to sign on, lines of a form that an annex offers for
 * later use, and underlining made of the same character are none.
 */
#include "rules/drafting/drafting.h"

#include <string.h>

#include "contract/word.h"

enum { SHORTEST = 3, LABEL = 40, MARGIN = 12, SIGNED = 160 };

/* Does a blank follow "By:", "Name:", "Initials" …? Then somebody is to write there. */
static bool is_for_signing(cl_text text, size_t at) {
    static const char *const labels[] = {
        "by",     "name",      "title",   "date",      "dated",   "signature", "signed",
        "its",    "initials",  "witness", "print",     "initial", "printed",   "attest",
        "notary", "address",   "fax",     "telephone", "phone",   "email",     "e-mail",
        "tel",    "attention", "seal",    "x",         NULL};
    size_t from = at > LABEL ? at - LABEL : 0;
    for (size_t word = from; word < at; word = cl_word_end(text, word) + 1)
        if ((!word || !cl_is_word_byte((unsigned char)text.bytes[word - 1]))) {
            size_t end = cl_any_words_at(text, word, labels);
            if (end && (cl_skip_spaces(text, end) == at ||
                        cl_word_byte(text, cl_skip_spaces(text, end)) == ':'))
                return true;
        }
    return false;
}

/* "/s/ Jane Doe ____", "Distributor: ____", "____ ____", "Brussels. ____ * Further information". */
static bool is_line(cl_text text, size_t start, size_t end) {
    size_t from = start > SIGNED ? start - SIGNED : 0, before = start, behind = end;
    if (cl_text_find(cl_text_slice(text, from, start), CL_TEXT("/s/"), 0) != SIZE_MAX)
        return true;
    while (before && text.bytes[before - 1] == ' ')
        before--;
    behind = cl_skip_spaces(text, behind);
    int last = before ? text.bytes[before - 1] : 0, next = cl_word_byte(text, behind);
    /* "____ Common Seal", "____ 1 Field Drive": what follows is no part of a sentence */
    bool goes_on = next && (cl_is_lower(next) || strchr(",.;)%", next) ||
                            (next == '(' && cl_is_alpha(cl_word_byte(text, behind + 1))));
    return !goes_on || cl_is_digit(cl_word_byte(text, end)) || cl_is_digit(last) ||
           (last == ':' && next != '.') || (last && strchr(".)_", last) && !cl_is_lower(next));
}

/* "Signed at Leeds this ____ day of ____", "This Agreement is made the ____ day of": whoever signs
 * writes the day and the month. */
static bool is_day_of_signing(cl_text text, size_t start, size_t end) {
    static const char *const signs[] = {"signed",   "accepted", "agreed to", "dated",
                                        "executed", "sworn",    NULL};
    static const char *const made[] = {"witness whereof", "made", "entered", NULL};
    static const char *const contracts[] = {"agreement", "contract", "lease", NULL};
    /* "paid on the ____ day of each month" */
    static const char *const recurring[] = {"each", "every", "the", "such", "any", "a", NULL};
    size_t from = start > SIGNED ? start - SIGNED : 0;
    size_t day = cl_words_at(text, cl_skip_spaces(text, end), "day of");
    bool found = false, other = false;
    if (day ? cl_any_words_at(text, cl_skip_spaces(text, day), recurring) != 0
            : cl_words_before(text, cl_spaces_before(text, start), "day of") == SIZE_MAX)
        return false;
    for (size_t at = from; at < start; at = cl_word_end(text, at) + 1) {
        if (cl_any_words_at(text, at, made))
            return true;
        /* "the Lease dated the ____ day of" is a reference to be completed */
        other |= cl_any_words_at(text, at, contracts) &&
                 cl_words_before(text, cl_spaces_before(text, at), "this") == SIZE_MAX;
        found |= cl_any_words_at(text, at, signs) > 0;
    }
    return found && !other;
}

/* A blank among words that go on behind it; others are lines of a form. */
static bool is_among_words(cl_text text, size_t start, size_t end) {
    size_t before = 0, behind = 0;
    for (size_t at = start; at-- > 0 && before < MARGIN;)
        before += cl_is_alpha((unsigned char)text.bytes[at]);
    for (size_t at = end; at < text.length && behind < MARGIN; at++)
        behind += cl_is_alpha((unsigned char)text.bytes[at]);
    return before >= MARGIN / 2 && behind >= MARGIN / 4;
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_drafting *drafting = cl_drafting_of(e);
    const cl_document *document = e->contract->document;
    for (uint32_t b = 0; b < document->block_count; b++) {
        cl_text text = document->blocks[b].text;
        bool raised = false;
        if (drafting->zones[b] != CL_ZONE_BODY || !(drafting->marks[b] & CL_MARK_LINE) ||
            document->blocks[b].kind == CL_BLOCK_CELL)
            continue;
        for (size_t at = 0; at < text.length && !raised; at++) {
            const char *hit = memchr(text.bytes + at, '_', text.length - at);
            if (!hit)
                break;
            size_t start = (size_t)(hit - text.bytes), end = start;
            while (end < text.length && text.bytes[end] == '_')
                end++;
            at = end;
            int before = start ? text.bytes[start - 1] : 0;
            if (end - start < SHORTEST || before == '[' || is_for_signing(text, start) ||
                is_line(text, start, end) || is_day_of_signing(text, start, end) ||
                !is_among_words(text, start, end))
                continue;
            cl_flaw flaw = {.block = b, .span = {start, end}};
            cl_drafting_raise(e, rule, findings, &flaw);
            raised = true; /* a sentence with three blanks is one to complete */
        }
    }
}

const cl_analysis cl_analysis_blank = {"blank-left-open", find};
