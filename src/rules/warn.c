/* SPDX-License-Identifier: MIT
 *
 * Doubts about rules that are seen while they are read: something is named that nobody uses, or
 * nothing shows what a rule is for.
 */
#include "rules/warn.h"

#include <string.h>

#include "rules/kind.h"
#include "rules/phrase_ast.h"
#include "rules/profile.h"

static void warn_of_names(cl_ruleset *set, const cl_rule *rule) {
    for (size_t i = 0; i < rule->pattern_count; i++)
        if (!rule->patterns[i].used)
            cl_notices_add(set->arena, &set->warnings, "pattern-unused", rule->patterns[i].place,
                           "The pattern \"%s\" of the rule \"%s\" is used in no condition.",
                           rule->patterns[i].name, rule->id);
    for (size_t i = 0; i < rule->param_count; i++)
        if (!rule->params[i].used)
            cl_notices_add(set->arena, &set->warnings, "param-unused", rule->params[i].place,
                           "The param \"%s\" of the rule \"%s\" is used nowhere.",
                           rule->params[i].name, rule->id);
    /* Findings carry their captures (reports in JSON show them), but what is missing has none. */
    bool told = rule->kind != &cl_kind_require;
    for (size_t i = 0; i < rule->capture_count && !told; i++)
        if (!rule->captures[i].used)
            cl_notices_add(set->arena, &set->warnings, "capture-unused", rule->captures[i].place,
                           "The capture \"%s\" of the rule \"%s\" is used in no condition and no "
                           "message.",
                           rule->captures[i].name, rule->id);
}

/* `unless: breach` where a pattern is called so: the word itself is looked for. */
static void warn_of_phrases(cl_ruleset *set, const cl_rule *rule, const cl_named *list) {
    for (size_t i = 0; list && i < list->count; i++)
        for (size_t k = 0; k < rule->pattern_count; k++)
            if (!strcmp(list->phrases[i].source, rule->patterns[k].name))
                cl_notices_add(
                    set->arena, &set->warnings, "phrase-is-name", list->phrases[i].place,
                    "\"%s\" takes phrases, and \"%s\" is the name of a pattern of the rule "
                    "\"%s\": only that very word is looked for.",
                    list->name, rule->patterns[k].name, rule->id);
}

static const char **known_types(const cl_ruleset *set) {
    const char **known = CL_ARRAY(set->arena, set->profile_count + 1, const char *);
    for (size_t i = 0; i < set->profile_count; i++)
        known[i] = set->profiles[i].type;
    return known;
}

/* A kind of nothing, or of itself, is never looked for. */
static void warn_of_parent(cl_ruleset *set, const cl_profile *profile) {
    const char **known = known_types(set);
    bool is_known = false;
    for (size_t i = 0; i < set->profile_count && !is_known; i++)
        is_known = !strcmp(known[i], profile->of);
    const char *near = is_known ? NULL : cl_nearest_name(profile->of, known);
    if (!is_known)
        cl_notices_add(set->arena, &set->warnings, "profile-unknown", profile->of_place,
                       "No profile is of the type \"%.60s\", so \"%.60s\", a kind of it, is never "
                       "found%s%s%s",
                       profile->of, profile->type, near ? "; did you mean \"" : "",
                       near ? near : "", near ? "\"?" : ".");
    else if (cl_profile_is(set, profile->of, profile->type))
        cl_notices_add(set->arena, &set->warnings, "profile-unknown", profile->of_place,
                       "The type \"%.60s\" is a kind of itself, so it is never found.",
                       profile->type);
}

static void warn_of_types(cl_ruleset *set, const cl_rule *rule) {
    const char **known = known_types(set);
    for (const char *const *type = rule->types; type && *type && set->profile_count; type++) {
        bool is_known = false;
        for (size_t i = 0; i < set->profile_count && !is_known; i++)
            is_known = !strcmp(known[i], *type);
        const char *near = is_known ? NULL : cl_nearest_name(*type, known);
        if (!is_known)
            cl_notices_add(set->arena, &set->warnings, "profile-unknown", rule->types_place,
                           "No profile is of the type \"%.60s\", so the rule \"%s\" applies only "
                           "where --type gives it%s%s%s",
                           *type, rule->id, near ? "; did you mean \"" : "", near ? near : "",
                           near ? "\"?" : ".");
    }
}

static void warn_of_entry(void *context, const char *name, cl_place place) {
    cl_ruleset *set = context;
    cl_notices_add(set->arena, &set->warnings, "lexicon-unused", place,
                   "The lexicon entry <%.60s> is used in no phrase.", name);
}

static void warn_of_twins(void *context, const char *name, cl_place place, cl_place other) {
    cl_ruleset *set = context;
    cl_notices_add(set->arena, &set->warnings, "lexicon-twice", place,
                   "The lexicon entry <%.60s> takes the place of the one at %s:%u; to add to it, "
                   "write \"%.60s+\".",
                   name, other.file ? other.file : "", other.line, name);
}

void cl_ruleset_warn(cl_ruleset *set) {
    for (size_t i = 0; i < set->profile_count; i++)
        if (set->profiles[i].of)
            warn_of_parent(set, &set->profiles[i]);
    for (size_t i = 0; i < set->rule_count; i++) {
        const cl_rule *rule = &set->rules[i];
        if (!rule->flag_count)
            cl_notices_add(set->arena, &set->warnings, "rule-no-examples", rule->place,
                           "The rule \"%s\" has no example of what it flags.", rule->id);
        warn_of_names(set, rule);
        warn_of_types(set, rule);
        warn_of_phrases(set, rule, rule->unless);
        warn_of_phrases(set, rule, rule->under);
        warn_of_phrases(set, rule, rule->not_under);
    }
    cl_lexicon_unused(set->lexicon, warn_of_entry, set);
    cl_lexicon_replaced(set->lexicon, warn_of_twins, set);
}
