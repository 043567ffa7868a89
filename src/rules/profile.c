/* SPDX-License-Identifier: MIT */
#include "rules/profile.h"

#include <string.h>

#include "rules/judge.h"

enum { TITLE_POINTS = 5, DEFAULT_THRESHOLD = 5, SHOWN_PHRASES = 6 };

void cl_read_profile(cl_rule_reader *reader, const cl_yaml *node, cl_profile *profile) {
    static const char *const keys[] = {"type", "title", "body", "threshold", NULL};
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
    cl_named *body = cl_read_unnamed(reader, cl_yaml_get(node, "body"), "body");
    if (title)
        profile->title = *title;
    if (body)
        profile->body = *body;
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

static score score_of(const cl_evaluation *evaluation, const cl_profile *profile) {
    const cl_contract *contract = evaluation->contract;
    cl_text heading = first_heading(contract);
    score score = {profile, 0, false};
    score.title = cl_judge_text(evaluation, &profile->title, contract->title) ||
                  cl_judge_text(evaluation, &profile->title, heading);
    score.points = score.title ? TITLE_POINTS : 0;
    for (size_t i = 0; i < profile->body.count; i++)
        score.points += cl_judge_occurs(evaluation, profile->body.index + (uint32_t)i);
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

const char *cl_profile_type(const cl_evaluation *evaluation, const char **evidence) {
    const cl_ruleset *ruleset = evaluation->ruleset;
    cl_arena *arena = evaluation->contract->arena;
    score best = {0}, rival = {0}, nearest = {0};
    for (size_t i = 0; i < ruleset->profile_count; i++) {
        score score = score_of(evaluation, &ruleset->profiles[i]);
        if (score.points > nearest.points)
            nearest = score;
        if (score.points < score.profile->threshold || score.points < best.points)
            continue;
        int order = best.profile && score.points == best.points ? by_share(&score, &best) : 1;
        if (order < 0)
            continue;
        rival = order ? (struct score){0} : best;
        best = score;
    }
    if (!best.profile && evidence)
        *evidence =
            nearest.profile
                ? cl_arena_printf(arena, "nearest is %s, with %u of the %u points it needs",
                                  nearest.profile->type, nearest.points, nearest.profile->threshold)
                : "neither the title nor the text fits a type";
    else if (rival.profile && evidence)
        *evidence = cl_arena_printf(arena, "%s and %s fit alike, with %u points",
                                    rival.profile->type, best.profile->type, best.points);
    else if (evidence)
        *evidence = why(evaluation, &best);
    return best.profile && !rival.profile ? best.profile->type : "unsure";
}
