/* SPDX-License-Identifier: MIT */
#include "contract/condition.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Words in [ ] stand under an event, words in { } do not; the brackets are no part of the sentence.
 * What stands in neither is not asked about. */
static const char *const sentences[] = {
    /* said of another word, or a motive */
    "{Either party on ten days' notice to the other may terminate this Agreement}.",
    "Because X may move, {it may terminate this Agreement on ten days' notice}.",
    "{This Agreement shall terminate} sixty days after X gives Y notice of termination.",
    "{X may terminate this Agreement} for good cause, bad cause or no cause.",
    "{X may terminate this Agreement}, provided it gives ten days' notice.",
    "{X may terminate this Agreement on ten days' notice} without a statement of reasons.",
    "{X may terminate this Agreement upon notice}, such end to take effect when the year is over.",
    "{X may terminate this Agreement on notice as it should see fit}.",
    /* without the comma or the word that one would expect */
    "If the season is lost [Sponsor may terminate this Agreement by giving ten days' notice].",
    "Provided that Y has not cured it, [X may terminate this Agreement on ten days' notice].",
    "[X may terminate this Agreement on ten days' notice], provided Y is in breach.",
    "[X may terminate this Lease] upon a taking of the Premises by giving ten days' notice.",
    /* nothing is left that the end would cut short; but a running order is a condition */
    "If no order is in effect, {X may terminate this Agreement on ten days' notice}.",
    "{X may terminate this Agreement on notice} at any time when there are no statements of work "
    "outstanding.",
    "If an order is in effect, [X may terminate this Agreement on ten days' notice].",
    "If no order is placed in a year, [X may terminate this Agreement on ten days' notice].",
    /* behind the right */
    "[X may terminate this Agreement on ten days' notice] if Y is in breach.",
    "[X may terminate this Agreement] when Y has ceased to trade.",
    "[X may terminate this Agreement] whenever sales fall below the target.",
    "[X may terminate this Agreement] where no approval is granted.",
    "[X may terminate this Agreement by notice] in the event that Y is sold.",
    "[X may terminate this Agreement] in the event Y loses its licence.",
    "[X may terminate this Agreement] in the event of a change of control of Y.",
    "[X may terminate this Agreement] in case of a total loss.",
    "[X may terminate this Agreement] should Y become insolvent.",
    "[X may terminate this Agreement on notice] should sales fall below the target.",
    "A party not affected by the storm [may terminate this Agreement by notice].",
    "The party that is not in breach [may terminate this Agreement by notice].",
    "[X may terminate this Agreement upon notice stating the breach].",
    "[X may terminate this Agreement] upon a breach by Y.",
    "[X may terminate this Agreement] following a default of Y.",
    "[X may terminate this Agreement] on the insolvency of Y.",
    "[X may terminate this Agreement] for cause.",
    "[X may terminate this Agreement] for repeated failure of Y to pay.",
    "[X may terminate this Agreement] by reason of the misconduct of Y.",
    "[X may terminate this Agreement] because the plant has not been built.",
    "[X may terminate this Agreement on notice] to the extent Y is unable to supply.",
    "[X may terminate this Agreement on notice] so long as a default is continuing.",
    "[X may terminate this Agreement on notice] as soon as Y is acquired.",
    "[X may terminate this Agreement on notice] once the Escrow Condition has occurred.",
    "[X may terminate this Agreement] at such time as the quota has not been met twice.",
    "[X may terminate this Agreement by notice] unless Y cures the breach within ten days.",
    "[X may terminate this Agreement by notice], provided that Y has failed to pay.",
    "[X may terminate this Agreement by notice of any breach] of Y.",
    "[X may terminate this Agreement] only if the approval is refused.",
    "[X may terminate this Agreement] on any of the following grounds: late payment.",
    "[X and Y may terminate this Agreement] by mutual consent.",
    "[X may terminate this Agreement on ten days' notice] with the prior written consent of Y.",
    /* in front of it and between */
    "If Y is in breach, [X may terminate this Agreement on notice].",
    "If Y breaches, or becomes insolvent, or is wound up, [X may terminate this Agreement].",
    "If Y shall fail to pay and such failure shall continue for ten days, [X may terminate].",
    "Should the licence be refused, [either party may terminate this Agreement].",
    "Upon a change of control, [X may on ten days' notice terminate this Agreement].",
    "On the death of Y, [X may terminate this Agreement].",
    "In such event, [X may terminate this Agreement on notice].",
    "Failing such payment within ten days, [X may terminate this Agreement].",
    "X may, if Y is in breach, [terminate this Agreement on notice].",
    "[X shall], in the event of a breach by Y, [be entitled to terminate this Agreement].",
    "[The non-breaching party may terminate this Agreement].",
    "Unless the fee is paid within ten days, [X may terminate this Agreement].",
    "[X may, on notice and] if the default has not been remedied, [terminate this Agreement].",
    "If Y fails to pay; then [X may terminate this Agreement by notice].",
    "If Y fails to pay, X may suspend, and [X may terminate this Agreement].",
    "During the continuance of an Event of Default, [X may terminate this Agreement].",
    "Within ten days after receipt of notice of the increase, [X may terminate this Agreement].",
    /* lists */
    "[X may terminate this Agreement on notice]: (a) if Y is in breach; or (b) if Y is sold.",
    "[X may terminate this Agreement] if: Y is in breach.",
    "[X may terminate this Agreement on notice] if Y (i) is in breach, (ii) is sold or (iii) dies.",
    "[X may terminate this Agreement by notice]: the other party has not paid.",
    "[X may terminate this Agreement on notice] for one or more of the following causes: fraud.",
    /* the holder's own will */
    "If X wishes to terminate this Agreement, {X shall give ten days' notice}.",
    "If either party elects to do so, {it may terminate this Agreement}.",
    "{X may terminate this Agreement} if it so chooses.",
    "{X may terminate this Agreement} whenever it likes, at its election.",
    "Should X desire to withdraw, {it may terminate this Agreement on notice}.",
    "{X may terminate this Agreement} in the event X decides to use another carrier.",
    "If Y decides to use another carrier, [X may terminate this Agreement].",
    "If Y elects not to accept the new price, [either party may terminate this Agreement].",
    "{X may terminate this Agreement} if X, in its sole discretion, thinks fit.",
    "If the Board determines that it is in the best interests of X, {X may terminate}.",
    "If X no longer needs the Services, {X may terminate this Agreement}.",
    "{X may terminate this Agreement} for any reason.",
    "{X may terminate this Agreement} for its convenience.",
    /* notice and time */
    "{X may terminate this Agreement} upon thirty (30) days' notice.",
    "Upon thirty days' notice {X may terminate this Agreement}.",
    "{X may terminate this Agreement} on notice of termination.",
    "{X may terminate this Agreement} if it gives ten days' notice.",
    "If Y gives notice of a higher price, [X may terminate this Agreement].",
    "{X may terminate this Agreement}, provided that it gives ten days' notice.",
    "As long as it gives Y ten days' notice, {X may terminate this Agreement}.",
    "After the first anniversary of the Effective Date {X may terminate this Agreement}.",
    "When the Initial Term has expired, {X may terminate this Agreement}.",
    "Following the Initial Term, {X may terminate this Agreement on notice}.",
    "{X may terminate this Agreement on notice}, effective upon receipt.",
    "{This Agreement continues until terminated by X on ten days' notice}.",
    "{This Agreement continues unless terminated by X on ten days' notice}.",
    "{This Agreement continues} if it is not terminated by X.",
    "{This Agreement continues} unless X delivers notice of non-renewal.",
    "Failing notice by X, {this Agreement continues}.",
    /* remarks, concessions and nouns */
    "{X may terminate this Agreement on the date}, if any, named in the Order.",
    "{X may terminate this Agreement}, if necessary by e-mail.",
    "{X may terminate this Agreement} even if Y is not in breach.",
    "{X may terminate this Agreement} regardless of whether a default exists.",
    "Except in the case of a breach, {X may terminate this Agreement on ten days' notice}.",
    "Notwithstanding any breach by Y, {X may terminate this Agreement}.",
    "In addition to its rights upon a default, {X may terminate this Agreement on notice}.",
    "{X may terminate this Agreement on notice} without liability for loss of profit.",
    "{X may terminate this Agreement on notice} (and [at once in the event of fraud]).",
    "{X may terminate this Agreement on a product-by-product basis}.",
    /* alternatives and other clauses */
    "{X may terminate this Agreement} (i) {at any time on ten days' notice} or "
    "(ii) [at once if Y is in breach].",
    "{X may terminate this Agreement} (a) [if Y is in breach] or (b) {on ten days' notice}.",
    "{X may terminate this Agreement upon ten days' notice}, or [at once if Y is insolvent].",
    "{X may terminate this Agreement} [on five days' notice if Y is sold] or {on ninety days' "
    "notice}.",
    "{X may terminate this Agreement} [for breach] or {for convenience}.",
    "{X may terminate this Agreement} [by mutual consent] or {upon ten days' notice}.",
    "{X may terminate this Agreement on ten days' notice}, or [by Y if X does not pay].",
    "{X may terminate this Agreement on ten days' notice}; or [on five days' notice if Y is sold].",
    "{X may terminate this Agreement on ten days' notice}, and [Y may do so if X does not pay].",
    "[X may terminate this Agreement if Y is in breach], and {Y may do so on ten days' notice}.",
    "{X may terminate this Agreement on notice}, and [if so terminated by X, Y shall be paid].",
    "{X may terminate this Agreement on notice}, in which case [Y shall be paid].",
    "{X may terminate this Agreement on notice}, but [if it does so it shall pay a fee].",
    "{X may terminate this Agreement on notice}, and, [upon withdrawal, shall return the goods].",
    "{X may terminate this Agreement on notice} and shall pay what is due upon delivery.",
    "If Y is in breach, [X may terminate at once]; {either party may terminate on ten days' "
    "notice}.",
    "If Y is in breach, [X may terminate at once], but otherwise X may stop.",
    "In the event of a breach or for any other reason, {X may terminate this Agreement}.",
    "X shall not for a year [after the termination of this Agreement for any reason] compete.",
};

enum { LONGEST = 400, SPANS = 8 };

typedef struct expected {
    char text[LONGEST];
    cl_span spans[SPANS];
    bool event[SPANS];
    size_t count;
} expected;

static void take_brackets(const char *marked, expected *out) {
    size_t length = 0;
    memset(out, 0, sizeof *out);
    for (; *marked; marked++) {
        if (strchr("[{", *marked)) {
            out->event[out->count] = *marked == '[';
            out->spans[out->count].start = length;
        } else if (strchr("]}", *marked)) {
            out->spans[out->count++].end = length;
        } else {
            out->text[length++] = *marked;
        }
    }
}

/* Every word of the span. */
static bool is_under(const cl_conditions *conditions, const char *text, cl_span span, bool event) {
    for (size_t at = span.start; at < span.end; at++)
        if (text[at] != ' ' && (at == span.start || text[at - 1] == ' ') &&
            !cl_conditions_event(conditions, (cl_span){at, at + 1}) == event)
            return false;
    return true;
}

Test(condition, sentences) {
    cl_arena *arena = cl_arena_new();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        expected e;
        take_brackets(sentences[i], &e);
        cl_conditions conditions = cl_conditions_in(arena, cl_text_from(e.text));
        for (size_t k = 0; k < e.count; k++)
            if (!is_under(&conditions, e.text, e.spans[k], e.event[k])) {
                fprintf(stderr, "%s: \"%.*s\" should %sstand under an event\n", sentences[i],
                        (int)(e.spans[k].end - e.spans[k].start), e.text + e.spans[k].start,
                        e.event[k] ? "" : "not ");
                wrong++;
            }
    }
    cr_expect_eq(wrong, 0, "%zu readings are wrong", wrong);
    cl_arena_free(arena);
}

Test(condition, words) {
    cl_arena *arena = cl_arena_new();
    cl_text text =
        CL_TEXT("If Y is in breach, X may terminate this Agreement on ten days' notice.");
    cl_conditions found = cl_conditions_in(arena, text);
    cr_assert_eq(found.count, 2);
    cr_expect_eq(found.items[0].kind, CL_CONDITION_EVENT);
    cr_expect(
        cl_text_equal(cl_text_slice(text, found.items[0].words.start, found.items[0].words.end),
                      CL_TEXT("If Y is in breach")));
    cr_expect_eq(found.items[1].kind, CL_CONDITION_FREE);
    cr_expect(
        cl_text_equal(cl_text_slice(text, found.items[1].words.start, found.items[1].words.end),
                      CL_TEXT("on ten days' notice")));
    cl_arena_free(arena);
}

/* Nothing is too odd to be read. */
Test(condition, odd_texts) {
    static const char *const odd[] = {"",   "if",         "if if if", "(",       "(((if",
                                      ")",  ";;; or (i)", "may",      "or (a) ", "X may or",
                                      ": ", "upon",       NULL};
    cl_arena *arena = cl_arena_new();
    for (const char *const *text = odd; *text; text++) {
        cl_conditions found = cl_conditions_in(arena, cl_text_from(*text));
        for (size_t i = 0; i < found.count; i++) {
            cr_expect_leq(found.items[i].words.end, strlen(*text));
            cr_expect_leq(found.items[i].reach.end, strlen(*text));
        }
    }
    cl_arena_free(arena);
}
