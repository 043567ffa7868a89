/* SPDX-License-Identifier: MIT
 *
 * A value that a passage states lies beyond what we accept.
 */
#include "rules/judge.h"

enum { MAX_NOTICES = 32 }; /* of one rule: a document that has more is told enough */

typedef struct limit {
    const char *value;
    const char *max, *min; /* names of params; NULL: no such end */
} limit;

static const char *known_param(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                               const char *key) {
    const char *name = cl_read_string(reader, cl_yaml_get(node, key), key);
    if (name && !cl_use_param(rule, name))
        cl_read_error(reader, "pattern-unknown", cl_read_place(reader, cl_yaml_get(node, key)),
                      "There is no param \"%.60s\" in this rule.", name);
    return name;
}

static const void *read_limit(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    limit *own = CL_NEW(reader->arena, limit);
    const cl_yaml *value = cl_yaml_get(node, "value");
    own->value = cl_read_string(reader, value, "value");
    own->max = known_param(reader, rule, node, "max");
    own->min = known_param(reader, rule, node, "min");
    if (own->value && !cl_use_capture(rule, own->value))
        cl_read_error(reader, "pattern-unknown", cl_read_place(reader, value),
                      "There is no capture \"%.60s\" in this rule.", own->value);
    if (own->value && own->max)
        cl_read_comparable(reader, rule, cl_yaml_get(node, "max"), own->value, own->max);
    if (own->value && own->min)
        cl_read_comparable(reader, rule, cl_yaml_get(node, "min"), own->value, own->min);
    if (!value || !cl_yaml_get(node, "condition") || (!own->max && !own->min))
        cl_read_error(
            reader, "rule-key-missing", rule->place,
            "The rule \"%s\" of kind limit needs \"condition\", \"value\", and \"max\" or "
            "\"min\".",
            rule->id);
    return own;
}

typedef struct judging {
    const limit *own;
    cl_findings *findings;
    size_t notices;
} judging;

static void judge(void *context, cl_candidate *c) {
    judging *j = context;
    const cl_evaluation *e = c->evaluation;
    const cl_captured *captured = cl_judge_capture(c, j->own->value);
    if (!captured)
        return;
    if (captured->value.redacted) {
        if (j->notices++ < MAX_NOTICES)
            cl_notices_add(e->arena, e->notices, "value-redacted", cl_judge_place(e, c->sentence),
                           "%s: the value is blacked out or blank, so its limit was not checked.",
                           c->rule->id);
        return;
    }
    if (!captured->has_value)
        return;
    const cl_param *max = j->own->max ? cl_rule_param(c->rule, j->own->max) : NULL;
    const cl_param *min = j->own->min ? cl_rule_param(c->rule, j->own->min) : NULL;
    int over = 0, under = 0;
    bool comparable = (!max || cl_quantity_compare(&captured->value, &max->value, &over)) &&
                      (!min || cl_quantity_compare(&captured->value, &min->value, &under));
    if (!comparable && j->notices++ < MAX_NOTICES)
        cl_notices_add(e->arena, e->notices, "value-not-comparable", cl_judge_place(e, c->sentence),
                       "%s: \"%.*s\" cannot be compared with the limit %s.", c->rule->id,
                       (int)(captured->text.length < 80 ? captured->text.length : 80),
                       captured->text.bytes, max ? max->text : min->text);
    else if (comparable && (over > 0 || under < 0))
        cl_judge_raise(c, j->findings, NULL, 0);
    else if (comparable)
        cl_judge_fine(c, j->findings);
}

static void evaluate(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    judging j = {.own = rule->own, .findings = findings};
    cl_judge_each(e, rule, judge, &j);
}

static const char *silent(cl_candidate *c) {
    const limit *own = c->rule->own;
    cl_arena *arena = c->evaluation->arena;
    const cl_captured *captured = cl_judge_capture(c, own->value);
    if (!captured)
        return cl_arena_printf(arena, "{%s} is not found, so there is nothing to compare",
                               own->value);
    if (captured->value.redacted)
        return cl_arena_printf(arena, "{%s} is blacked out or blank", own->value);
    const char *const ends[] = {own->max, own->min};
    const char *said = "";
    for (int i = 0; i < 2; i++) {
        const cl_param *param = ends[i] ? cl_rule_param(c->rule, ends[i]) : NULL;
        int order;
        if (!param)
            continue;
        if (!captured->has_value || !cl_quantity_compare(&captured->value, &param->value, &order))
            return cl_arena_printf(arena, "{%s} \"%.*s\" cannot be compared with %s %s (%s)",
                                   own->value, (int)captured->text.length, captured->text.bytes,
                                   i ? "min" : "max", param->name, param->text);
        if (i ? order < 0 : order > 0)
            return NULL;
        said = cl_arena_printf(arena, "%s%s is not %s %s %s (%s)", said, *said ? " and" : "",
                               i ? "below" : "above", i ? "min" : "max", param->name, param->text);
    }
    return cl_arena_printf(arena, "{%s} \"%.*s\"%s", own->value, (int)captured->text.length,
                           captured->text.bytes, said);
}

static const char *const keys[] = {"value", "max", "min", NULL};
const cl_kind cl_kind_limit = {"limit", keys, NULL, read_limit, evaluate, silent};
