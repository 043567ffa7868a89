/* SPDX-License-Identifier: MIT */
#include "rules/inspect.h"

#include <string.h>

#include "document/load.h"
#include "rules/evaluate.h"
#include "rules/judge.h"
#include "rules/phrase_ast.h"

enum {
    SAMPLES = 6,      /* texts that are made up for a phrase before it is said to match none */
    SAMPLE_MAX = 600, /* bytes */
    BROAD_PART = 4,   /* a rule that flags every fourth of these sentences flags every contract */
};

/* What stands in nearly every contract and hurts nobody. */
static const char ordinary[] =
    "This Agreement is made on January 10, 2025 between Alder Ltd. (\"Supplier\") and Birch Ltd. "
    "(\"Customer\").\n\n"
    "1. Supplier shall deliver the goods that are described in Schedule 1.\n\n"
    "2. Customer shall inspect the goods within ten (10) days after delivery.\n\n"
    "3. The price of the goods is stated in Schedule 2.\n\n"
    "4. Supplier shall send an invoice at the end of each month.\n\n"
    "5. Customer shall pay each invoice within thirty (30) days after receipt.\n\n"
    "6. Title to the goods passes to Customer upon payment.\n\n"
    "7. Supplier warrants that the goods conform to their description.\n\n"
    "8. Each party shall keep the confidential information of the other party secret.\n\n"
    "9. Either party may terminate this Agreement if the other party commits a material breach and "
    "does not cure it within thirty (30) days after written notice.\n\n"
    "10. Notices must be in writing and are sent to the addresses stated above.\n\n"
    "11. Neither party may assign this Agreement without the written consent of the other "
    "party.\n\n"
    "12. This Agreement is the entire agreement of the parties and replaces all earlier ones.\n\n"
    "13. Changes of this Agreement must be signed by both parties.\n\n"
    "14. If a provision is invalid, the other provisions remain in force.\n\n"
    "15. A failure to exercise a right is no waiver of it.\n\n"
    "16. Headings are for convenience and do not affect the meaning.\n\n"
    "17. This Agreement may be signed in counterparts, each of which is an original.\n\n"
    "18. Each party bears its own costs of preparing this Agreement.\n\n"
    "19. The parties are independent contractors.\n\n"
    "20. A party is not in default while an event beyond its control prevents it from "
    "performing.\n";

/* ---- samples ---- */

typedef struct sampler {
    const cl_lexicon *lexicon;
    cl_buffer *out;
    unsigned turn; /* which of several ways is taken */
    bool unknown;  /* holds something that no text can be made up for */
} sampler;

static void put_word(sampler *s, const char *word) {
    if (s->out->length && s->out->length < SAMPLE_MAX)
        cl_buffer_add_char(s->out, ' ');
    for (; *word && s->out->length < SAMPLE_MAX; word++)
        if (*word != '*')
            cl_buffer_add_char(s->out, *word == '?' ? 'a' : *word);
}

static void put_hole(sampler *s, const char *regex) {
    static const struct {
        const char *type, *sample;
    } samples[] = {{"duration", "thirty (30) days"},
                   {"money", "USD 100,000"},
                   {"percent", "ten percent (10%)"},
                   {"date", "January 1, 2025"},
                   {"date-range", "January 1, 2025 to December 31, 2027"},
                   {"number", "five (5)"},
                   {"multiple", "two times the fees paid"},
                   {"party", "the Customer"},
                   {"section", "Section 7.2"},
                   {"this-agreement", "this Agreement"},
                   {"supplier", "the Supplier"},
                   {"customer", "the Customer"}};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (cl_hole_regex(samples[i].type) == regex) {
            put_word(s, samples[i].sample);
            return;
        }
    s->unknown = true; /* {defined: …} and {place} depend on the contract */
}

static void put_node(sampler *s, const cl_node *node);

static void put_branch(sampler *s, const cl_branch *branch) {
    for (size_t i = 0; i < branch->count; i++)
        if (!branch->items[i]->nullable || branch->nullable)
            put_node(s, branch->items[i]);
}

static void put_node(sampler *s, const cl_node *node) {
    if (s->out->length >= SAMPLE_MAX || cl_node_is_assertion(node) || node->kind == CL_NODE_GAP)
        return;
    if (node->kind == CL_NODE_HOLE)
        put_hole(s, node->regex);
    else if (node->form_count)
        put_word(s, node->forms[s->turn % node->form_count]);
    else if (node->branch_count)
        put_branch(s, &node->branches[s->turn % node->branch_count]);
}

/* ---- phrases ---- */

typedef struct inspection {
    const cl_ruleset *ruleset;
    const cl_rule *rule;
    cl_arena *arena;   /* of the notices */
    cl_arena *scratch; /* cleared for each text */
    cl_notices *out;
} inspection;

static cl_contract *contract_of(inspection *in, cl_text text) {
    cl_document *document;
    cl_error ignored;
    cl_arena_clear(in->scratch);
    if (cl_document_load(in->scratch, "sample", text, &cl_default_limits, &document, &ignored) !=
        CL_OK)
        return NULL;
    return cl_contract_new(in->scratch, document);
}

/* In a sentence of the text as it is read from a file. */
static bool matches(inspection *in, const cl_phrase *phrase, const char *sample) {
    cl_buffer text = {0};
    /* What must not follow is hardly both of these. */
    cl_buffer_printf(&text, "The parties agree that %s. The parties agree that %s xylophones.\n",
                     sample, sample);
    const cl_contract *contract = contract_of(in, cl_buffer_text(&text));
    cl_matcher *matcher = cl_matcher_new(in->scratch);
    bool found = !contract;
    cl_span span;
    for (size_t i = 0; contract && !found && i < contract->sentence_count; i++)
        found =
            !(contract->sentences[i].flags & CL_NEVER_MATCHED) &&
            cl_phrase_find(phrase, matcher, contract->sentences[i].text, 0, &span) != CL_MATCH_NO;
    cl_buffer_release(&text);
    return found;
}

/* "^ … $": only a sentence or cell that is nothing else will do. */
static bool is_anchored(const cl_node *root) {
    for (size_t i = 0; i < root->branch_count; i++)
        for (size_t k = 0; k < root->branches[i].count; k++)
            if (root->branches[i].items[k]->kind == CL_NODE_BEGIN ||
                root->branches[i].items[k]->kind == CL_NODE_END)
                return true;
    return false;
}

static bool matches_alone(inspection *in, const cl_phrase *phrase, const char *sample) {
    cl_arena_clear(in->scratch);
    cl_matcher *matcher = cl_matcher_new(in->scratch);
    cl_span span;
    return cl_phrase_find(phrase, matcher, cl_text_from(sample), 0, &span) != CL_MATCH_NO;
}

static bool matches_something(inspection *in, const cl_phrase *phrase) {
    cl_error ignored;
    if (phrase->source[0] == '/')
        return true;
    const cl_node *root = cl_phrase_parse(in->arena, in->ruleset->lexicon, phrase->source,
                                          phrase->place, 0, &ignored);
    for (unsigned turn = 0; root && turn < SAMPLES; turn++) {
        cl_buffer sample = {0};
        cl_buffer_add(&sample, "", 0);
        sampler s = {in->ruleset->lexicon, &sample, turn, false};
        put_node(&s, root);
        bool found = s.unknown || !sample.length || sample.length >= SAMPLE_MAX ||
                     (is_anchored(root) ? matches_alone : matches)(in, phrase, sample.bytes);
        cl_buffer_release(&sample);
        if (found)
            return true;
    }
    return !root;
}

static void inspect_phrases(inspection *in, const cl_phrase *phrases, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!matches_something(in, &phrases[i]))
            cl_notices_add(
                in->arena, in->out, "pattern-never", phrases[i].place,
                "The phrase \"%.120s\" of the rule \"%s\" can match no sentence: what it "
                "asks for cannot stand together in one.",
                phrases[i].source, in->rule->id);
}

/* ---- rules ---- */

static void inspect_conditions(inspection *in) {
    const cl_rule *rule = in->rule;
    for (int i = 0; i <= CL_CONFIDENCE_HIGH; i++)
        if (rule->conditions[i] && !cl_expression_satisfiable(rule->conditions[i]))
            cl_notices_add(
                in->arena, in->out, "condition-never", rule->place,
                "The condition \"%.120s\" of the rule \"%s\" can never hold where one of "
                "its patterns matches.",
                cl_expression_text(rule->conditions[i]), rule->id);
}

/* The pattern that matches in most of the sentences, for the message. */
static const char *broadest(inspection *in, const cl_contract *contract) {
    const char *name = "";
    size_t most = 0;
    cl_matcher *matcher = cl_matcher_new(in->scratch);
    cl_span span;
    for (size_t i = 0; i < in->rule->pattern_count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < contract->sentence_count; k++)
            for (size_t n = 0; n < in->rule->patterns[i].count; n++)
                count += cl_phrase_find(&in->rule->patterns[i].phrases[n], matcher,
                                        contract->sentences[k].text, 0, &span) == CL_MATCH_YES;
        if (count <= most)
            continue;
        most = count;
        name = in->rule->patterns[i].name;
    }
    return name;
}

static void inspect_breadth(inspection *in) {
    const cl_contract *contract = contract_of(in, cl_text_from(ordinary));
    if (!contract || in->rule->kind == &cl_kind_require || in->rule->kind == &cl_kind_check)
        return;
    cl_findings findings = {0};
    cl_evaluate_options options = {.only = in->rule};
    cl_evaluate(in->ruleset, contract, cl_matcher_new(in->scratch), &options, &findings, NULL);
    if (findings.count * BROAD_PART < contract->sentence_count)
        return;
    cl_notices_add(in->arena, in->out, "rule-broad", in->rule->place,
                   "The rule \"%s\" flags %zu of %zu harmless sentences, so it would flag every "
                   "contract; its broadest pattern is \"%s\".",
                   in->rule->id, findings.count, contract->sentence_count, broadest(in, contract));
}

void cl_rule_inspect(const cl_ruleset *ruleset, const cl_rule *rule, cl_arena *arena,
                     cl_notices *out) {
    inspection in = {ruleset, rule, arena, cl_arena_new(), out};
    for (size_t i = 0; i < rule->pattern_count; i++)
        inspect_phrases(&in, rule->patterns[i].phrases, rule->patterns[i].count);
    if (rule->unless)
        inspect_phrases(&in, rule->unless->phrases, rule->unless->count);
    for (size_t i = 0; i < rule->capture_count; i++)
        inspect_phrases(&in, rule->captures[i].phrases, rule->captures[i].count);
    inspect_conditions(&in);
    inspect_breadth(&in);
    cl_arena_free(in.scratch);
}
