/* SPDX-License-Identifier: MIT
 *
 * What users change of rules from outside: severities and params.
 */
#include "rules/settings.h"

#include <string.h>

#include "rules/rule_read.h"

typedef struct settings {
    cl_ruleset *ruleset;
    cl_errors *errors;
} settings;

static void param_error(settings *s, const cl_place *place, const char *id, const char *format,
                        const char *a, const char *c) {
    cl_error error;
    const char *message = cl_arena_printf(s->ruleset->arena, "%s\"%.200s\"%s", format, a, c);
    cl_error_set(&error, CL_ERROR_USAGE, id, place ? *place : CL_NO_PLACE, "%s", message);
    cl_errors_add(s->ruleset->arena, s->errors, &error);
}

/* "RULE=LEVEL" */
static void set_severity(settings *s, const char *setting, const cl_place *place) {
    const char *equals = strchr(setting, '=');
    const char *id = cl_arena_copy(s->ruleset->arena, setting,
                                   equals ? (size_t)(equals - setting) : strlen(setting));
    cl_rule *rule = NULL;
    const char **known = CL_ARRAY(s->ruleset->arena, s->ruleset->rule_count + 1, const char *);
    for (size_t i = 0; i < s->ruleset->rule_count; i++) {
        known[i] = s->ruleset->rules[i].id;
        if (!strcmp(known[i], id))
            rule = &s->ruleset->rules[i];
    }
    if (!rule) {
        const char *near = cl_nearest_name(id, known);
        param_error(s, place, "param-unknown", "There is no such rule: ", id,
                    near ? cl_arena_printf(s->ruleset->arena, "; did you mean \"%s\"?", near)
                         : ".");
        return;
    }
    if (equals && !strcmp(equals + 1, "off")) {
        rule->off = true;
        return;
    }
    for (int i = 0; equals && cl_severity_names[i]; i++)
        if (!strcmp(cl_severity_names[i], equals + 1)) {
            rule->severity = (cl_severity)i;
            rule->severity_fixed = true;
            return;
        }
    param_error(s, place, "severity-value",
                "A severity must be info, low, medium, high, critical or off, not ", setting, ".");
}

/* "40 days" for "40", where the rule says "60 days"; else what the rule says. */
static const char *with_unit(cl_arena *arena, const char *given, const cl_quantity *value,
                             const char *own) {
    size_t before = strcspn(own, "0123456789");
    size_t number = strspn(own + before, "0123456789.,");
    if (value->kind != CL_QUANTITY_NUMBER || !number)
        return own;
    return cl_arena_printf(arena, "%.*s%s%s", (int)before, own, given, own + before + number);
}

/* A value of another kind compares with nothing: the rule would fall silent. */
static void change_param(settings *s, const char *setting, const char *text, cl_param *param,
                         const cl_place *place) {
    cl_quantity value;
    if (!cl_read_param_value(text, &value)) {
        param_error(s, place, "param-value", "This is no quantity such as 30 days: ", setting, ".");
    } else if (value.kind != param->value.kind) {
        cl_arena *arena = s->ruleset->arena;
        const char *instead = value.kind == CL_QUANTITY_NUMBER
                                  ? "give it with its unit, for instance"
                                  : "write for instance";
        param_error(s, place, "param-unit",
                    cl_arena_printf(arena, "The rule compares with a %s, and this is a %s: ",
                                    cl_value_kinds[param->value.kind], cl_value_kinds[value.kind]),
                    setting,
                    cl_arena_printf(arena, "; %s \"%.80s\".", instead,
                                    with_unit(arena, text, &value, param->text)));
    } else {
        param->text = cl_arena_strdup(s->ruleset->arena, text);
        param->value = value;
    }
}

/* "RULE.NAME=VALUE" */
static void set_param(settings *s, const char *setting, const cl_place *place) {
    const char *dot = strchr(setting, '.'), *equals = strchr(setting, '=');
    if (!dot || !equals || dot > equals) {
        param_error(s, place, "param-value", "A setting of a param must read RULE.NAME=VALUE, not ",
                    setting, ".");
        return;
    }
    const char *id = cl_arena_copy(s->ruleset->arena, setting, (size_t)(dot - setting));
    const char *name = cl_arena_copy(s->ruleset->arena, dot + 1, (size_t)(equals - dot - 1));
    const cl_rule *rule = cl_ruleset_find(s->ruleset, id);
    for (size_t i = 0; rule && i < rule->param_count; i++)
        if (!strcmp(rule->params[i].name, name)) {
            change_param(s, setting, equals + 1, &rule->params[i], place);
            return;
        }
    const char **known = CL_ARRAY(
        s->ruleset->arena, (rule ? rule->param_count : s->ruleset->rule_count) + 1, const char *);
    for (size_t i = 0; i < (rule ? rule->param_count : s->ruleset->rule_count); i++)
        known[i] = rule ? rule->params[i].name : s->ruleset->rules[i].id;
    const char *near = cl_nearest_name(rule ? name : id, known);
    param_error(s, place, "param-unknown",
                rule ? "There is no such param: " : "There is no such rule: ", setting,
                near ? cl_arena_printf(s->ruleset->arena, "; did you mean \"%s\"?", near) : ".");
}

void cl_ruleset_apply(cl_ruleset *ruleset, const cl_ruleset_options *options, cl_errors *errors) {
    settings s = {ruleset, errors};
    const cl_ruleset_options *o = options;
    for (size_t i = 0; o->params && o->params[i]; i++)
        set_param(&s, o->params[i], o->param_places ? &o->param_places[i] : NULL);
    for (size_t i = 0; o->severities && o->severities[i]; i++)
        set_severity(&s, o->severities[i], o->severity_places ? &o->severity_places[i] : NULL);
}
