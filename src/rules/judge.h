/* SPDX-License-Identifier: MIT
 *
 * How conditions are judged: shared by the kinds. Patterns are matched only where the
 * condition may still hold, so that a rule that does not concern a contract costs next to nothing.
 * Private to rules/.
 */
#ifndef CL_RULES_JUDGE_H
#define CL_RULES_JUDGE_H

#include "rules/kind.h"

/* Sentences that no pattern is looked for in. */
enum {
    CL_NEVER_MATCHED = CL_SENTENCE_HEADING | CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE |
                       CL_SENTENCE_SIGNATURE | CL_SENTENCE_HIDDEN
};

/* A match of a pattern that no guard has voided. */
typedef struct cl_hit {
    uint32_t sentence;
    cl_span span; /* in the sentence's text */
} cl_hit;

typedef struct cl_hits {
    cl_hit *items; /* by sentence, then place */
    size_t count;
    bool known;
} cl_hits;

/* A unit (a sentence, a clause …) in which the rule's condition holds. */
typedef struct cl_candidate {
    const cl_evaluation *evaluation;
    const cl_rule *rule;
    const uint32_t *sentences; /* of the unit: those in which a pattern may match */
    size_t sentence_count;
    cl_hits *hits; /* by slot, filled when asked for: use cl_judge_hits */
    cl_scope scope;
    bool whole;        /* judged for the document: rule() means anywhere in it */
    uint32_t sentence; /* of the main match */
    cl_span match;     /* the main match: the first pattern of the condition that is true */
    bool lead_in;      /* the words of the lead-in alone are enough: told there */
    cl_confidence confidence;
    const cl_phrase *against; /* of `unless`, that matched last; NULL if none */
    cl_text against_words;
    cl_captured *captures; /* one for each of the rule's, see cl_judge_capture */
    unsigned char *capture_states;
} cl_candidate;

/* What became of a unit. */
typedef enum cl_verdict {
    CL_VERDICT_HOLDS,
    CL_VERDICT_CONDITION, /* no condition holds */
    CL_VERDICT_UNLESS,    /* every match has evidence against it: candidate->against */
    CL_VERDICT_UNDER,     /* not under the headings it must stand under */
    CL_VERDICT_NOT_UNDER,
    CL_VERDICT_NEAR, /* what must stand near does not */
} cl_verdict;

/* Judges one unit; fills in the main match when the condition holds. */
cl_verdict cl_judge_unit(cl_candidate *candidate);

/* With side and type to be filled in. */
cl_evaluation cl_evaluation_new(const cl_ruleset *ruleset, const cl_contract *contract,
                                cl_matcher *matcher, cl_notices *notices);

/* Visits every unit in which the rule's condition holds and no evidence speaks against it. */
void cl_judge_each(const cl_evaluation *evaluation, const cl_rule *rule,
                   void (*visit)(void *context, cl_candidate *candidate), void *context);
/* The guard by which no match in a sentence counts for the rule, by name: "recitals", …; NULL:
 * none.
 */
const char *cl_judge_guard(const cl_evaluation *evaluation, const cl_rule *rule, uint32_t sentence);
/* The guard by which one match does not count: "negation", "other-agreement" or "conditional";
 * NULL: none. */
const char *cl_judge_match_guard(const cl_evaluation *evaluation, const cl_rule *rule,
                                 const cl_named *named, const cl_phrase *phrase, uint32_t sentence,
                                 cl_span span);
/* The event under which words of a sentence stand; NULL: none. */
const cl_condition *cl_judge_event(const cl_evaluation *evaluation, uint32_t sentence,
                                   cl_span span);
/* What a sentence is part of in a scope, as a number. */
uint32_t cl_judge_unit_of(const cl_evaluation *evaluation, cl_scope scope, uint32_t sentence);
/* Visits every unit in which any pattern of the rule may match, judged or not, guarded or not. */
void cl_judge_every(const cl_evaluation *evaluation, const cl_rule *rule,
                    void (*visit)(void *context, cl_candidate *candidate), void *context);
/* Does the expression hold in a unit of the rule's scope? `sentence` (NULL allowed) gets where,
 * CL_NONE when only other rules made it true. */
bool cl_judge_anywhere(const cl_evaluation *evaluation, const cl_rule *rule,
                       const cl_expression *expression, uint32_t *sentence);
/* The same; `out` is the unit in which it holds, and what it holds by: a candidate without a
 * sentence when only other rules made it true. */
bool cl_judge_somewhere(const cl_evaluation *evaluation, const cl_rule *rule,
                        const cl_expression *expression, cl_candidate *out);
/* The same, under one of the headings where there is such a place. */
bool cl_judge_best(const cl_evaluation *evaluation, const cl_rule *rule,
                   const cl_expression *expression, const cl_named *headings, cl_candidate *out);
/* Does it hold for the document as a whole? */
bool cl_judge_document(const cl_evaluation *evaluation, const cl_rule *rule,
                       const cl_expression *expression);
/* The first of the phrases that matches in a text that is no sentence, and where; NULL if none. */
const cl_phrase *cl_judge_first(const cl_evaluation *evaluation, const cl_named *named,
                                cl_text text, cl_span *found);
/* Any of the phrases in a text that is no sentence (a heading, a segment). */
bool cl_judge_text(const cl_evaluation *evaluation, const cl_named *named, cl_text text);
/* On the headings of a section and those above it, innermost first. */
bool cl_judge_headings(const cl_evaluation *evaluation, const cl_named *named, uint32_t section);
/* The notice that a phrase was given up at a limit, which is never "no match". */
void cl_judge_tell_limit(const cl_evaluation *evaluation, const cl_phrase *phrase);
/* The part of a sentence that speaks about the match: cut at ";" and provisos. */
cl_span cl_judge_stretch(cl_text text, cl_span match);
/* The same without a leading "Notwithstanding …,". */
cl_span cl_judge_segment_span(cl_text text, cl_span match);
cl_text cl_judge_segment(cl_text text, cl_span match);
/* Is the match at `span` negated by its own first words or by those before it? */
bool cl_judge_negated(cl_text text, cl_span span);

/* Is the match at `span` about another agreement: does it, or what follows it closely, name one
 * ("the Escrow Agreement", "any other agreement") and not this one? */
bool cl_judge_other_agreement(const cl_evaluation *evaluation, uint32_t sentence, cl_span span);

/* Where a pattern (or a distance, see cl_rule_slot) of the rule matches in the candidate's unit. */
const cl_hits *cl_judge_hits(cl_candidate *candidate, uint32_t slot);
/* Matches of the first pattern of the condition that is true; NULL if there is none. */
const cl_hits *cl_judge_main_hits(cl_candidate *candidate, const cl_expression *condition);
/* What a rule finds in the document, whether or not it is to be reported: evaluated when first
 * asked. */
const cl_findings *cl_judge_rule(const cl_evaluation *evaluation, uint32_t rule);
/* Does a phrase match anywhere in the document? */
bool cl_judge_occurs(const cl_evaluation *evaluation, uint32_t phrase);

/* In the candidate's unit; NULL never holds. */
bool cl_judge_holds(cl_candidate *candidate, const cl_expression *expression);

/* The first part of an `and` by which it does not; empty when there is no such part. */
cl_text cl_judge_obstacle(cl_candidate *candidate, const cl_expression *expression);

/* The captured text, looked for when first asked; NULL when it is not found. A quantity that stands
 * there but cannot be read has value.redacted. */
const cl_captured *cl_judge_capture(cl_candidate *candidate, const char *name);
/* The same in a text that is a part of a sentence, and nowhere else. */
bool cl_judge_read(const cl_evaluation *evaluation, const cl_capture *capture, cl_text text,
                   cl_captured *out);

/* A capture's or param's value. */
bool cl_judge_value(cl_candidate *candidate, const char *name, cl_quantity *out);

/* Replaces {names}; `extra` gives the names that only a kind knows (NULL to leave to the rule). */
typedef struct cl_template_word {
    const char *name;
    cl_text text;
} cl_template_word;
/* Adds the finding, with escalations, message and place. NULL when it was raised on this lead-in
 * already, the clause stands where we want it, or the rule has as many findings as are shown. */
cl_finding *cl_judge_raise(cl_candidate *candidate, cl_findings *findings,
                           const cl_template_word *extra, size_t extra_count);
/* Notes that a clause is as we want it, where the rule can say so; not a finding. */
/* Where the clause stands on the rule's ladder, -1 when that cannot be told: on the first rung
 * whose `when` holds, else on the last that has none. */
int cl_judge_rung(cl_candidate *candidate);
void cl_judge_fine(cl_candidate *candidate, cl_findings *findings);
/* Adds a finding that has no candidate (something is absent). */
cl_finding *cl_judge_add(const cl_evaluation *evaluation, const cl_rule *rule,
                         cl_findings *findings);
/* A message of a finding that has no candidate: params are filled in. */
const char *cl_judge_message(const cl_evaluation *evaluation, const cl_rule *rule,
                             const char *template);
/* Has the rule found as many as are shown? Adds the notice that says so. */
bool cl_judge_is_full(const cl_evaluation *evaluation, const cl_rule *rule,
                      const cl_findings *findings);
/* The same at a place in the contract, with words that the message may name. A place without a
 * block is nowhere. */
cl_finding *cl_judge_add_at(const cl_evaluation *evaluation, const cl_rule *rule,
                            cl_findings *findings, const cl_location *place,
                            const cl_template_word *words, size_t word_count);
cl_location cl_judge_location(const cl_evaluation *evaluation, uint32_t sentence);
cl_place cl_judge_place(const cl_evaluation *evaluation, uint32_t sentence);

#endif
