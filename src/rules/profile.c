/* SPDX-License-Identifier: MIT */
#include "rules/profile.h"

#include <string.h>

#include "rules/judge.h"

enum { TITLE_POINTS = 5, DEFAULT_THRESHOLD = 5 };

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

static unsigned points_of(const cl_evaluation *evaluation, const cl_profile *profile) {
    const cl_contract *contract = evaluation->contract;
    unsigned points = 0;
    cl_text heading = first_heading(contract);
    if (cl_judge_text(evaluation, &profile->title, contract->title) ||
        cl_judge_text(evaluation, &profile->title, heading))
        points += TITLE_POINTS;
    for (size_t i = 0; i < profile->body.count; i++) {
        points += cl_judge_occurs(evaluation, profile->body.index + (uint32_t)i);
    }
    return points;
}

const char *cl_profile_type(const cl_evaluation *evaluation) {
    const cl_ruleset *ruleset = evaluation->ruleset;
    const char *type = "unsure";
    unsigned best = 0;
    for (size_t i = 0; i < ruleset->profile_count; i++) {
        const cl_profile *profile = &ruleset->profiles[i];
        unsigned points = points_of(evaluation, profile);
        if (points < profile->threshold || points < best)
            continue;
        type = points == best ? "unsure" : profile->type;
        best = points;
    }
    return type;
}
