/* SPDX-License-Identifier: MIT */
#include "rules/profile.h"

#include <string.h>

#include "contract/word.h"
#include "document/typed_label.h"
#include "rules/judge.h"

enum { TITLE_POINTS = 5, DEFAULT_THRESHOLD = 5, SHOWN_PHRASES = 6 };

void cl_read_profile(cl_rule_reader *reader, const cl_yaml *node, cl_profile *profile) {
    static const char *const keys[] = {"type", "of",      "title",     "called", "opening",
                                       "body", "against", "threshold", NULL};
    *profile = (cl_profile){.type = "", .threshold = DEFAULT_THRESHOLD};
    cl_place place = cl_read_place(reader, node);
    if (node->kind != CL_YAML_MAPPING) {
        cl_read_error(reader, "rule-value", place, "A profile must be a mapping with \"type\".");
        return;
    }
    cl_read_keys(reader, node, "a profile", keys, NULL);
    const char *type = cl_read_string(reader, cl_yaml_get(node, "type"), "type");
    if (type)
        profile->type = type;
    else if (!cl_yaml_get(node, "type"))
        cl_read_error(reader, "rule-key-missing", place, "The profile has no \"type\".");
    cl_named *title = cl_read_unnamed(reader, cl_yaml_get(node, "title"), "title");
    cl_named *called = cl_read_unnamed(reader, cl_yaml_get(node, "called"), "called");
    cl_named *opening = cl_read_unnamed(reader, cl_yaml_get(node, "opening"), "opening");
    cl_named *body = cl_read_unnamed(reader, cl_yaml_get(node, "body"), "body");
    cl_named *against = cl_read_unnamed(reader, cl_yaml_get(node, "against"), "against");
    const cl_yaml *of = cl_yaml_get(node, "of");
    profile->of = cl_read_string(reader, of, "of");
    if (of)
        profile->of_place = cl_read_place(reader, of);
    if (title)
        profile->title = *title;
    if (called)
        profile->called = *called;
    if (opening)
        profile->opening = *opening;
    if (body)
        profile->body = *body;
    if (against)
        profile->against = *against;
    const cl_yaml *threshold = cl_yaml_get(node, "threshold");
    const char *text = cl_read_string(reader, threshold, "threshold");
    if (!text)
        return;
    unsigned value = 0;
    for (const char *p = text; value < 1000; p++) {
        if (!*p)
            break;
        value = cl_is_digit(*p) ? value * 10 + (unsigned)(*p - '0') : 1000;
    }
    if (value < 1 || value >= 1000)
        cl_read_error(reader, "rule-value", cl_read_place(reader, threshold),
                      "\"threshold\" must be a whole number from 1 to 999.");
    else
        profile->threshold = value;
}

/* The document's first heading, for contracts whose title was not recognised. */
static cl_text first_heading(const cl_contract *contract) {
    for (size_t i = 0; i < contract->section_count; i++)
        if (contract->sections[i].heading.length)
            return contract->sections[i].heading;
    return (cl_text){"", 0};
}

typedef struct score {
    const cl_profile *profile;
    unsigned points;
    bool title;
} score;

static unsigned occurring(const cl_evaluation *evaluation, const cl_named *named) {
    unsigned count = 0;
    for (size_t i = 0; i < named->count; i++)
        count += cl_judge_occurs(evaluation, named->index + (uint32_t)i);
    return count;
}

static bool is_titled(const cl_evaluation *evaluation, const cl_named *named) {
    const cl_contract *contract = evaluation->contract;
    return cl_judge_text(evaluation, named, contract->title) ||
           cl_judge_text(evaluation, named, first_heading(contract));
}

/* "Exhibit D to the Hosting Agreement" is no agreement on hosting: the title up to " to ". */
static cl_text own_title(cl_text title) {
    static const char *const attached[] = {"exhibit",    "schedule",   "annex",
                                           "appendix",   "addendum",   "rider",
                                           "attachment", "supplement", NULL};
    bool is_attached = false;
    for (size_t at = 0; at < title.length;) {
        if (is_attached && cl_words_at(title, at, "to"))
            return cl_text_slice(title, 0, at);
        is_attached |= cl_any_words_at(title, at, attached) != 0;
        size_t end = cl_word_end(title, at);
        at = end > at ? end : at + 1;
    }
    return title;
}

/* "2." and "ARTICLE 1", not "A." or "(B)" as recitals have it. */
static bool opens_section(cl_text label) {
    enum { LETTERED = 3 };
    size_t first = label.length && label.bytes[0] == '(';
    return label.length > LETTERED || (label.length && !cl_is_alpha(cl_word_byte(label, first)));
}

/* "These AI Terms supplement the Master Agreement": said before the first section. */
static bool opens_as(const cl_evaluation *evaluation, const cl_profile *profile) {
    enum { OPENING_BLOCKS = 16 };
    const cl_document *document = evaluation->contract->document;
    if (!profile->opening.count)
        return false;
    for (uint32_t b = 0; b < document->block_count && b < OPENING_BLOCKS; b++) {
        if (b && opens_section(document->blocks[b].label)) /* the first may be "Exhibit D" */
            break;
        if (cl_judge_text(evaluation, &profile->opening, document->blocks[b].text))
            return true;
    }
    return false;
}

/* Does the title say the name of the type, or a heading above it: "Service Levels", "Exhibit D to
 * the Hosting Agreement"? A heading of a section says only what that is about. */
static bool is_called(const cl_evaluation *evaluation, const cl_profile *profile) {
    enum { TOP_BLOCKS = 4 };
    const cl_contract *contract = evaluation->contract;
    const cl_document *document = contract->document;
    if (opens_as(evaluation, profile))
        return true;
    if (!profile->called.count)
        return false;
    cl_text title = contract->title.length ? contract->title : first_heading(contract);
    if (cl_judge_text(evaluation, &profile->called, own_title(title)))
        return true;
    for (uint32_t b = 0; b < document->block_count && b < TOP_BLOCKS; b++) {
        const cl_block *block = &document->blocks[b];
        if (block->label.length ||
            (block->kind == CL_BLOCK_HEADING && cl_text_equal(block->text, contract->title)))
            break;
        if ((block->kind == CL_BLOCK_HEADING || cl_text_is_caps(block->text)) &&
            cl_judge_text(evaluation, &profile->called, own_title(block->text)))
            return true;
    }
    return false;
}

static score score_of(const cl_evaluation *evaluation, const cl_profile *profile) {
    score score = {.profile = profile};
    score.title = is_called(evaluation, profile) || is_titled(evaluation, &profile->title);
    unsigned less = occurring(evaluation, &profile->against);
    score.points = (score.title ? TITLE_POINTS : 0) + occurring(evaluation, &profile->body);
    score.points -= less < score.points ? less : score.points;
    return score;
}

/* "the title; in the text: royalt*, licensor" */
static const char *why(const cl_evaluation *evaluation, const score *score) {
    cl_buffer buffer = {0};
    const cl_named *body = &score->profile->body;
    size_t shown = 0;
    if (score->title)
        cl_buffer_add_string(&buffer, "the title");
    for (size_t i = 0; i < body->count; i++) {
        if (!cl_judge_occurs(evaluation, body->index + (uint32_t)i))
            continue;
        if (shown == SHOWN_PHRASES) {
            cl_buffer_add_string(&buffer, ", ...");
            break;
        }
        cl_buffer_add_string(&buffer, shown++        ? ", "
                                      : score->title ? "; in the text: "
                                                     : "in the text: ");
        cl_buffer_add_string(&buffer, body->phrases[i].source);
    }
    cl_buffer_add_char(&buffer, 0);
    const char *text = cl_arena_printf(evaluation->contract->arena, "%s", buffer.bytes);
    cl_buffer_release(&buffer);
    return text;
}

/* Of two types with as many points, the one whose title stands there; then the one that found the
 * larger share of what it looks for, which is the more particular one. */
static int by_share(const score *a, const score *b) {
    if (a->title != b->title)
        return a->title ? 1 : -1;
    size_t left = b->profile->body.count, right = a->profile->body.count;
    return left == right ? 0 : left > right ? 1 : -1;
}

static const cl_profile *find(const cl_ruleset *ruleset, const char *type) {
    for (size_t i = 0; i < ruleset->profile_count; i++)
        if (!strcmp(ruleset->profiles[i].type, type))
            return &ruleset->profiles[i];
    return NULL;
}

bool cl_profile_is(const cl_ruleset *ruleset, const char *type, const char *name) {
    /* at most as many steps as there are types: a circle ends */
    for (size_t i = 0; type && i <= ruleset->profile_count; i++) {
        if (!strcmp(type, name))
            return true;
        const cl_profile *profile = find(ruleset, type);
        type = profile ? profile->of : NULL;
    }
    return false;
}

static bool is_among(const char *const *types, const char *type) {
    for (; *types; types++)
        if (!strcmp(*types, type))
            return true;
    return false;
}

void cl_profile_spread(cl_ruleset *ruleset) {
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const char *const *named = ruleset->rules[i].types;
        size_t count = 0;
        while (named && named[count])
            count++;
        if (!count)
            continue;
        const char **types =
            CL_ARRAY(ruleset->arena, count + ruleset->profile_count + 1, const char *);
        memcpy(types, named, count * sizeof *types);
        for (size_t k = 0, own = count; k < ruleset->profile_count; k++) {
            const char *type = ruleset->profiles[k].type;
            for (size_t n = 0; n < own && !is_among(types, type); n++)
                if (cl_profile_is(ruleset, type, types[n]))
                    types[count++] = type;
        }
        ruleset->rules[i].types = types;
    }
}

typedef struct choice {
    score best, rival, nearest;
} choice;

/* One more type to choose from. */
static void consider(choice *c, score score) {
    if (score.points > c->nearest.points)
        c->nearest = score;
    if (score.points < score.profile->threshold || score.points < c->best.points)
        return;
    int order = c->best.profile && score.points == c->best.points ? by_share(&score, &c->best) : 1;
    if (order < 0)
        return;
    c->rival = order ? (struct score){0} : c->best;
    c->best = score;
}

/* Among the types that stand by themselves (`of` NULL), or the kinds of one of them. */
static choice choose(const cl_evaluation *evaluation, const char *of) {
    const cl_ruleset *ruleset = evaluation->ruleset;
    choice c = {0};
    for (size_t i = 0; i < ruleset->profile_count; i++) {
        const cl_profile *profile = &ruleset->profiles[i];
        if (of ? profile->of && !strcmp(profile->of, of) : !profile->of)
            consider(&c, score_of(evaluation, profile));
    }
    return c;
}

/* Among all types, those whose name the title says. */
static choice choose_called(const cl_evaluation *evaluation) {
    const cl_ruleset *ruleset = evaluation->ruleset;
    choice c = {0};
    for (size_t i = 0; i < ruleset->profile_count; i++) {
        const cl_profile *profile = &ruleset->profiles[i];
        if (is_called(evaluation, profile))
            consider(&c, score_of(evaluation, profile));
    }
    return c;
}

/* The kind of it that fits best, as long as there is one; of two that fit alike neither. */
static score refine(const cl_evaluation *evaluation, score found) {
    for (size_t i = 0; i < evaluation->ruleset->profile_count; i++) {
        choice c = choose(evaluation, found.profile->type);
        if (!c.best.profile || c.rival.profile)
            break;
        found = c.best;
    }
    return found;
}

const char *cl_profile_type(const cl_evaluation *evaluation, const char **evidence) {
    cl_arena *arena = evaluation->contract->arena;
    choice c = choose_called(evaluation);
    if (!c.best.profile || c.rival.profile)
        c = choose(evaluation, NULL);
    if (c.best.profile && !c.rival.profile) {
        score found = refine(evaluation, c.best);
        if (evidence)
            *evidence = found.profile == c.best.profile
                            ? why(evaluation, &found)
                            : cl_arena_printf(arena, "a kind of %s: %s", c.best.profile->type,
                                              why(evaluation, &found));
        return found.profile->type;
    }
    if (evidence && c.best.profile)
        *evidence = cl_arena_printf(arena, "%s and %s fit alike, with %u points",
                                    c.rival.profile->type, c.best.profile->type, c.best.points);
    else if (evidence)
        *evidence = c.nearest.profile
                        ? cl_arena_printf(arena, "nearest is %s, with %u of the %u points it needs",
                                          c.nearest.profile->type, c.nearest.points,
                                          c.nearest.profile->threshold)
                        : "neither the title nor the text fits a type";
    return "unsure";
}
