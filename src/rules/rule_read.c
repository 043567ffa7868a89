/* SPDX-License-Identifier: MIT */
#include "rules/rule_read.h"

#include <limits.h>
#include <string.h>

#include "rules/kind.h"

const char *const cl_severity_names[] = {"info", "low", "medium", "high", "critical", NULL};
const char *const cl_rung_names[] = {"preferred", "fallback", "unacceptable", NULL};
const char *const cl_confidence_names[] = {"low", "medium", "high", NULL};

static const char *const scope_names[] = {"sentence", "clause", "section", "document", NULL};
static const char *const list_names[] = {"once", "each", "first", NULL};
static const char *const harm_names[] = {"either", "customer", "supplier", NULL};
const char *const cl_guard_names[] = {"negation",   "references",  "recitals", "definitions",
                                      "annex",      "quoted",      "tables",   "other-agreement",
                                      "concession", "conditional", NULL};
const char *const cl_part_names[] = {"body", "annex", "recitals", "definitions", NULL};
static const char *const rule_keys[] = {
    "id",        "title",    "category",   "severity",  "harms",    "applies", "kind",
    "scope",     "list",     "patterns",   "condition", "unless",   "under",   "not-under",
    "elsewhere", "guards",   "capture",    "params",    "escalate", "message", "why",
    "ask",       "fallback", "references", "examples",  "off",      "ladder",  "owner",
    "exposure",  "fine",     "replaces",   "when",      "near",     NULL};

enum {
    DEFAULT_GUARDS = CL_GUARD_NEGATION | CL_GUARD_REFERENCES | CL_GUARD_RECITALS | CL_GUARD_ANNEX |
                     CL_GUARD_QUOTED | CL_GUARD_OTHER_AGREEMENT | CL_GUARD_CONCESSION
};

static void read_patterns(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"phrases", "negation", "other-agreement", "conditional",
                                       NULL};
    if (!cl_read_is_mapping(reader, node, "patterns"))
        return;
    rule->patterns = CL_ARRAY(reader->arena, node->count, cl_named);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i], *value = key + 1;
        cl_named *named = &rule->patterns[rule->pattern_count++];
        named->name = key->scalar;
        named->place = cl_read_place(reader, key);
        cl_read_name(reader, key);
        if (value->kind == CL_YAML_MAPPING) {
            cl_read_keys(reader, value, "a pattern", keys, NULL);
            if (!cl_read_switch(reader, cl_yaml_get(value, "negation"), "negation", true))
                named->guards_off |= CL_GUARD_NEGATION;
            if (!cl_read_switch(reader, cl_yaml_get(value, "other-agreement"), "other-agreement",
                                true))
                named->guards_off |= CL_GUARD_OTHER_AGREEMENT;
            if (!cl_read_switch(reader, cl_yaml_get(value, "conditional"), "conditional", true))
                named->guards_off |= CL_GUARD_CONDITIONAL;
            if (!cl_yaml_get(value, "phrases"))
                cl_read_error(reader, "rule-key-missing", named->place,
                              "The pattern \"%.60s\" has no \"phrases\".", named->name);
            value = cl_yaml_get(value, "phrases");
        }
        named->phrases = cl_read_phrases(reader, value, named->name, NULL, &named->count);
    }
}

bool cl_read_param_value(const char *text, cl_quantity *value) {
    return cl_quantity_read(cl_text_from(text), value) && !value->redacted;
}

static void read_params(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!cl_read_is_mapping(reader, node, "params"))
        return;
    rule->params = CL_ARRAY(reader->arena, node->count, cl_param);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i];
        cl_param *param = &rule->params[rule->param_count++];
        param->name = key->scalar;
        param->place = cl_read_place(reader, key);
        cl_read_name(reader, key);
        param->text = cl_read_string(reader, key + 1, key->scalar);
        if (param->text && !cl_read_param_value(param->text, &param->value))
            cl_read_error(reader, "param-value", cl_read_place(reader, key + 1),
                          "\"%.80s\" is no quantity; write for example \"30 days\", \"10 %%\" or "
                          "\"USD 100,000\".",
                          param->text);
        if (!param->text)
            param->text = "";
    }
}

/* `near: { pattern: x, sentences: 2 }` is a condition of its own, judged last. */
static void read_near(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"pattern", "sentences", NULL};
    if (!cl_read_is_mapping(reader, node, "near"))
        return;
    cl_read_keys(reader, node, "\"near\"", keys, NULL);
    const cl_yaml *pattern = cl_yaml_get(node, "pattern");
    const char *name = cl_read_string(reader, pattern, "pattern");
    const char *count = cl_read_string(reader, cl_yaml_get(node, "sentences"), "sentences");
    if (!pattern)
        cl_read_error(reader, "rule-key-missing", cl_read_place(reader, node),
                      "\"near\" needs the name of a \"pattern\".");
    cl_expression *expression;
    cl_error error;
    if (!name)
        return;
    const char *text = cl_arena_printf(reader->arena, "near(%s, %s)", name, count ? count : "1");
    if (cl_expression_parse(reader->arena, text, cl_read_place(reader, node), &expression,
                            &error) != CL_OK)
        cl_errors_add(reader->arena, reader->errors, &error);
    else
        rule->near = cl_bind_expression(reader, rule, pattern, expression);
}

static void read_condition(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!node)
        return;
    if (node->kind != CL_YAML_MAPPING) {
        rule->conditions[CL_CONFIDENCE_HIGH] = cl_read_expression(reader, rule, node, "condition");
        return;
    }
    cl_read_keys(reader, node, "a condition", cl_confidence_names, NULL);
    for (unsigned i = 0; i <= CL_CONFIDENCE_HIGH; i++)
        rule->conditions[i] = cl_read_expression(
            reader, rule, cl_yaml_get(node, cl_confidence_names[i]), cl_confidence_names[i]);
}

/* A bit for each of the names in a list. */
static unsigned read_set(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                         const char *const *names) {
    size_t count;
    unsigned set = 0;
    const cl_yaml *items = cl_read_list(reader, node, key, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned at = cl_read_choice(reader, &items[i], key, names, UINT_MAX);
        set |= at == UINT_MAX ? 0 : 1u << at;
    }
    return set;
}

static void read_applies(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"types", "unsure", "sides", "parts", NULL};
    static const char *const sides[] = {"customer", "supplier", NULL};
    if (!cl_read_is_mapping(reader, node, "applies"))
        return;
    cl_read_keys(reader, node, "\"applies\"", keys, NULL);
    rule->types_place = cl_read_place(reader, cl_yaml_get(node, "types"));
    rule->sides = read_set(reader, cl_yaml_get(node, "sides"), "sides", sides) << 1;
    rule->parts = read_set(reader, cl_yaml_get(node, "parts"), "parts", cl_part_names);
    if (cl_yaml_get(node, "types"))
        rule->types = cl_read_strings(reader, cl_yaml_get(node, "types"), "types", NULL);
    rule->unsure_off = !cl_read_switch(reader, cl_yaml_get(node, "unsure"), "unsure", true);
}

static void read_guards(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    rule->guards = DEFAULT_GUARDS;
    if (!cl_read_is_mapping(reader, node, "guards"))
        return;
    cl_read_keys(reader, node, "\"guards\"", cl_guard_names, NULL);
    for (unsigned i = 0; cl_guard_names[i]; i++) {
        bool on = cl_read_switch(reader, cl_yaml_get(node, cl_guard_names[i]), cl_guard_names[i],
                                 rule->guards >> i & 1);
        rule->guards = (rule->guards & ~(1u << i)) | (unsigned)on << i;
    }
}

/* A rule that asks for recitals wants no guard against them. */
static void open_parts(cl_rule *rule) {
    static const struct {
        unsigned part, guard;
    } pairs[] = {{CL_PART_ANNEX, CL_GUARD_ANNEX},
                 {CL_PART_RECITALS, CL_GUARD_RECITALS},
                 {CL_PART_DEFINITIONS, CL_GUARD_DEFINITIONS}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (rule->parts & pairs[i].part)
            rule->guards &= ~pairs[i].guard;
}

static bool holds_hole(const cl_phrase *phrase, const char *name) {
    for (size_t i = 0; i < phrase->hole_count; i++)
        if (!strcmp(phrase->holes[i], name))
            return true;
    return false;
}

/* What a pattern binds is a value like what a capture finds: `{notice: duration}`. */
static void add_bound(cl_rule_reader *reader, cl_rule *rule, const char *name, cl_place place) {
    cl_capture *all = CL_ARRAY(reader->arena, rule->capture_count + 1, cl_capture);
    cl_capture *bound = &all[rule->capture_count];
    size_t count = 0;
    for (size_t i = 0; i < rule->pattern_count; i++)
        count += rule->patterns[i].count;
    if (rule->capture_count)
        memcpy(all, rule->captures, rule->capture_count * sizeof *all);
    *bound = (cl_capture){.name = name, .place = place, .used = true};
    bound->phrases = CL_ARRAY(reader->arena, count, cl_phrase);
    for (size_t i = 0; i < rule->pattern_count; i++)
        for (size_t k = 0; k < rule->patterns[i].count; k++)
            if (holds_hole(&rule->patterns[i].phrases[k], name))
                bound->phrases[bound->count++] = rule->patterns[i].phrases[k];
    bound->near_count = bound->count;
    rule->captures = all;
    rule->capture_count++;
}

static void read_bound(cl_rule_reader *reader, cl_rule *rule) {
    for (size_t i = 0; i < rule->pattern_count; i++)
        for (size_t k = 0; k < rule->patterns[i].count; k++) {
            const cl_phrase *phrase = &rule->patterns[i].phrases[k];
            for (size_t h = 0; h < phrase->hole_count; h++)
                if (!cl_rule_capture(rule, phrase->holes[h]))
                    add_bound(reader, rule, phrase->holes[h], phrase->place);
        }
}

static void check_words(cl_rule_reader *reader, cl_rule *rule, const char *text,
                        const cl_yaml *node, bool with_sum) {
    for (const char *p = text; p && (p = strchr(p, '{')); p++) {
        size_t length = strcspn(p + 1, "}");
        const char *name = cl_arena_copy(reader->arena, p + 1, length);
        bool compares = rule->kind == &cl_kind_compare;
        const char *field = compares && !strncmp(name, "other_", 6) ? name + 6 : name;
        if (cl_use_capture(rule, field) || cl_use_param(rule, name) || !strcmp(name, "party") ||
            cl_is_listed(name, rule->kind->words) || (with_sum && !strcmp(name, "sum")))
            continue;
        cl_read_error(reader, "template-unknown",
                      cl_read_place_of(reader, node, cl_arena_printf(reader->arena, "{%s}", name)),
                      "The message names {%.60s}, which is no capture or param of this rule%s",
                      name, cl_read_hint(reader, name, cl_read_value_names(reader, rule)));
    }
}

void cl_read_template(cl_rule_reader *reader, cl_rule *rule, const char *text,
                      const cl_yaml *node) {
    check_words(reader, rule, text, node, false);
}

/* Advice is the same for every contract: it may name params only. */
static void check_advice(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"why", "ask", "fallback", NULL};
    for (size_t i = 0; keys[i]; i++) {
        const cl_yaml *value = cl_yaml_get(node, keys[i]);
        const char *text = value && value->kind == CL_YAML_SCALAR ? value->scalar : NULL;
        for (const char *p = text; p && (p = strchr(p, '{')); p++) {
            const char *name = cl_arena_copy(reader->arena, p + 1, strcspn(p + 1, "}"));
            if (!cl_use_param(rule, name))
                cl_read_error(
                    reader, "template-unknown",
                    cl_read_place_of(reader, value, cl_arena_printf(reader->arena, "{%s}", name)),
                    "\"%s\" names {%.60s}, which is no param of this rule.", keys[i], name);
        }
    }
}

static void read_escalations(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"when", "severity", "message", NULL};
    if (!node)
        return;
    if (node->kind != CL_YAML_SEQUENCE) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                      "\"escalate\" must be a list of { when: …, severity: …, message: … }.");
        return;
    }
    rule->escalations = CL_ARRAY(reader->arena, node->count, cl_escalation);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *item = &node->items[i];
        if (!cl_read_is_mapping(reader, item, "escalate"))
            continue;
        cl_escalation *out = &rule->escalations[rule->escalation_count];
        cl_read_keys(reader, item, "an escalation", keys, NULL);
        const cl_yaml *severity = cl_yaml_get(item, "severity");
        const cl_yaml *message = cl_yaml_get(item, "message");
        if (!cl_yaml_get(item, "when"))
            cl_read_error(reader, "rule-key-missing", cl_read_place(reader, item),
                          "An escalation needs \"when\".");
        if (!severity && !message)
            cl_read_error(reader, "rule-key-missing", cl_read_place(reader, item),
                          "An escalation needs a \"severity\" or a \"message\", else it changes "
                          "nothing.");
        out->when = cl_read_expression(reader, rule, cl_yaml_get(item, "when"), "when");
        out->has_severity = severity != NULL;
        out->base = rule->severity;
        out->severity =
            cl_read_choice(reader, severity, "severity", cl_severity_names, rule->severity);
        out->message = cl_read_string(reader, message, "message");
        cl_read_template(reader, rule, out->message, message);
        if (out->when)
            rule->escalation_count++;
    }
}

static void read_rung(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node, cl_rung *rung) {
    static const char *const keys[] = {"text", "when", "severity", NULL};
    if (!node)
        return;
    if (node->kind != CL_YAML_MAPPING) {
        rung->text = cl_read_string(reader, node, "ladder");
        return;
    }
    cl_read_keys(reader, node, "a rung of the ladder", keys, NULL);
    const cl_yaml *severity = cl_yaml_get(node, "severity");
    if (!cl_yaml_get(node, "text"))
        cl_read_error(reader, "rule-key-missing", cl_read_place(reader, node),
                      "A rung of the ladder needs \"text\".");
    rung->text = cl_read_string(reader, cl_yaml_get(node, "text"), "text");
    rung->when = cl_read_expression(reader, rule, cl_yaml_get(node, "when"), "when");
    rung->has_severity = severity != NULL;
    rung->severity =
        cl_read_choice(reader, severity, "severity", cl_severity_names, rule->severity);
}

/* A position may name params, as advice may. */
static void use_params(cl_rule_reader *reader, cl_rule *rule, const char *text) {
    for (const char *p = text; p && (p = strchr(p, '{')); p++)
        cl_use_param(rule, cl_arena_copy(reader->arena, p + 1, strcspn(p + 1, "}")));
}

static void read_ladder(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!cl_read_is_mapping(reader, node, "ladder"))
        return;
    cl_read_keys(reader, node, "\"ladder\"", cl_rung_names, NULL);
    for (int i = 0; i < CL_RUNGS; i++) {
        read_rung(reader, rule, cl_yaml_get(node, cl_rung_names[i]), &rule->ladder[i]);
        use_params(reader, rule, rule->ladder[i].text);
    }
}

typedef struct sum_check {
    cl_rule_reader *reader;
    cl_rule *rule;
    const cl_yaml *node;
} sum_check;

static bool check_sum_name(void *context, const char *name) {
    const sum_check *check = context;
    if (!cl_use_capture(check->rule, name) && !cl_use_param(check->rule, name))
        cl_read_error(
            check->reader, "pattern-unknown", cl_read_place_of(check->reader, check->node, name),
            "There is no capture or param \"%.60s\" in this rule%s", name,
            cl_read_hint(check->reader, name, cl_read_value_names(check->reader, check->rule)));
    return true;
}

static void read_exposure(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                          cl_exposure *out) {
    static const char *const keys[] = {"when", "sum", "say", NULL};
    if (!cl_read_is_mapping(reader, node, "exposure"))
        return;
    cl_read_keys(reader, node, "\"exposure\"", keys, NULL);
    const cl_yaml *sum = cl_yaml_get(node, "sum"), *say = cl_yaml_get(node, "say");
    if (!sum || !say)
        cl_read_error(reader, "rule-key-missing", cl_read_place(reader, node),
                      "An exposure needs \"sum\" and \"say\".");
    const char *text = cl_read_string(reader, sum, "sum");
    out->when = cl_read_expression(reader, rule, cl_yaml_get(node, "when"), "when");
    out->say = cl_read_string(reader, say, "say");
    cl_error error;
    if (text &&
        cl_sum_parse(reader->arena, text, cl_read_place(reader, sum), &out->sum, &error) != CL_OK)
        cl_errors_add(reader->arena, reader->errors, &error);
    sum_check check = {reader, rule, sum};
    cl_sum_names(out->sum, check_sum_name, &check);
    check_words(reader, rule, out->say, say, out->sum != NULL);
}

/* One, or a list of which the first that can be reckoned is told. */
static void read_exposures(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!node)
        return;
    size_t count = node->kind == CL_YAML_SEQUENCE ? node->count : 1;
    rule->exposures = CL_ARRAY(reader->arena, count, cl_exposure);
    rule->exposure_count = count;
    for (size_t i = 0; i < count; i++)
        read_exposure(reader, rule, node->kind == CL_YAML_SEQUENCE ? &node->items[i] : node,
                      &rule->exposures[i]);
}

/* A text, or a text with what its finding must say; the latter only for what is flagged. */
static void read_example(cl_rule_reader *reader, const cl_yaml *node, const char *key, bool flagged,
                         cl_example *out) {
    static const char *const keys[] = {"text", "severity", "message", NULL};
    *out = (cl_example){.place = cl_read_place(reader, node)};
    if (!flagged || node->kind != CL_YAML_MAPPING) {
        out->text = cl_read_string(reader, node, key);
        return;
    }
    cl_read_keys(reader, node, "an example", keys, NULL);
    const cl_yaml *text = cl_yaml_get(node, "text"), *severity = cl_yaml_get(node, "severity");
    if (!text)
        cl_read_error(reader, "rule-key-missing", out->place, "An example needs \"text\".");
    out->text = cl_read_string(reader, text, "text");
    out->message = cl_read_string(reader, cl_yaml_get(node, "message"), "message");
    out->has_severity = severity != NULL;
    out->severity =
        cl_read_choice(reader, severity, "severity", cl_severity_names, CL_SEVERITY_INFO);
}

static cl_example *read_texts(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                              bool flagged, size_t *count) {
    size_t total;
    *count = 0;
    const cl_yaml *items = cl_read_list(reader, node, key, &total);
    cl_example *examples = CL_ARRAY(reader->arena, total, cl_example);
    for (size_t i = 0; i < total; i++) {
        read_example(reader, &items[i], key, flagged, &examples[*count]);
        *count += examples[*count].text != NULL;
    }
    return examples;
}

static void read_examples(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"flags", "passes", NULL};
    if (!cl_read_is_mapping(reader, node, "examples"))
        return;
    cl_read_keys(reader, node, "\"examples\"", keys, NULL);
    rule->flags = read_texts(reader, cl_yaml_get(node, "flags"), "flags", true, &rule->flag_count);
    rule->passes =
        read_texts(reader, cl_yaml_get(node, "passes"), "passes", false, &rule->pass_count);
}

static const cl_kind *read_kind(cl_rule_reader *reader, const cl_yaml *node) {
    const char *names[32] = {0};
    size_t count = 0;
    for (; cl_kinds[count] && count < 31; count++)
        names[count] = cl_kinds[count]->name;
    return cl_kinds[cl_read_choice(reader, node, "kind", names, 0)];
}

static void read_words(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    const struct {
        const char *key;
        const char **to;
        bool needed;
    } texts[] = {
        {"id", &rule->id, true},
        {"title", &rule->title, true},
        {"category", &rule->category, true},
        {"message", &rule->message, true},
        {"why", &rule->why, true},
        {"ask", &rule->ask, true},
        {"fallback", &rule->fallback, false},
        {"fine", &rule->fine, false},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const cl_yaml *value = cl_yaml_get(node, texts[i].key);
        bool named = rule->id && *rule->id;
        if (!value && texts[i].needed)
            cl_read_error(reader, "rule-key-missing", rule->place, "The rule %s%s%shas no \"%s\".",
                          named ? "\"" : "", named ? rule->id : "", named ? "\" " : "",
                          texts[i].key);
        const char *text = cl_read_string(reader, value, texts[i].key);
        *texts[i].to = text ? text : texts[i].needed ? "" : NULL;
    }
    for (const char *p = rule->id; *p; p++)
        if (!cl_is_lower(*p) && !cl_is_digit(*p) && *p != '-') {
            cl_read_error(reader, "rule-value", cl_read_place(reader, cl_yaml_get(node, "id")),
                          "The id \"%.60s\" may hold lower-case letters, digits and \"-\" only.",
                          rule->id);
            break;
        }
}

void cl_read_rule(cl_rule_reader *reader, const cl_yaml *node, cl_rule *rule) {
    *rule = (cl_rule){.place = cl_read_place(reader, node), .pack = reader->pack};
    rule->id = rule->title = rule->category = rule->message = rule->why = rule->ask = "";
    rule->kind = cl_kinds[0];
    if (!cl_read_is_mapping(reader, node, "rules"))
        return;
    rule->kind = read_kind(reader, cl_yaml_get(node, "kind"));
    rule->id = NULL;
    read_words(reader, rule, node);
    cl_read_keys(reader, node,
                 cl_arena_printf(reader->arena, "a rule of kind %s", rule->kind->name), rule_keys,
                 rule->kind->keys);
    if (!cl_yaml_get(node, "severity"))
        cl_read_error(reader, "rule-key-missing", rule->place,
                      "The rule \"%s\" has no \"severity\".", rule->id);
    rule->severity = cl_read_choice(reader, cl_yaml_get(node, "severity"), "severity",
                                    cl_severity_names, CL_SEVERITY_MEDIUM);
    rule->harms = cl_read_choice(reader, cl_yaml_get(node, "harms"), "harms", harm_names, 0);
    rule->scope = cl_read_choice(reader, cl_yaml_get(node, "scope"), "scope", scope_names, 0);
    rule->list = cl_read_choice(reader, cl_yaml_get(node, "list"), "list", list_names, 0);
    rule->off = cl_read_switch(reader, cl_yaml_get(node, "off"), "off", false);
    read_applies(reader, rule, cl_yaml_get(node, "applies"));
    read_guards(reader, rule, cl_yaml_get(node, "guards"));
    read_patterns(reader, rule, cl_yaml_get(node, "patterns"));
    rule->captures =
        cl_read_captures(reader, cl_yaml_get(node, "capture"), "capture", &rule->capture_count);
    read_bound(reader, rule);
    open_parts(rule);
    read_params(reader, rule, cl_yaml_get(node, "params"));
    read_condition(reader, rule, cl_yaml_get(node, "condition"));
    rule->unless = cl_read_unnamed(reader, cl_yaml_get(node, "unless"), "unless");
    rule->under = cl_read_unnamed(reader, cl_yaml_get(node, "under"), "under");
    rule->not_under = cl_read_unnamed(reader, cl_yaml_get(node, "not-under"), "not-under");
    read_near(reader, rule, cl_yaml_get(node, "near"));
    rule->elsewhere = cl_read_expression(reader, rule, cl_yaml_get(node, "elsewhere"), "elsewhere");
    rule->when = cl_read_expression(reader, rule, cl_yaml_get(node, "when"), "when");
    if (cl_yaml_get(node, "references"))
        rule->references =
            cl_read_strings(reader, cl_yaml_get(node, "references"), "references", NULL);
    read_examples(reader, rule, cl_yaml_get(node, "examples"));
    rule->own = rule->kind->read(reader, rule, node);
    /* Last: a kind may add captures that messages name. */
    read_escalations(reader, rule, cl_yaml_get(node, "escalate"));
    read_ladder(reader, rule, cl_yaml_get(node, "ladder"));
    rule->owner = cl_read_string(reader, cl_yaml_get(node, "owner"), "owner");
    read_exposures(reader, rule, cl_yaml_get(node, "exposure"));
    if (cl_yaml_get(node, "replaces"))
        rule->replaces = cl_read_strings(reader, cl_yaml_get(node, "replaces"), "replaces", NULL);
    cl_read_template(reader, rule, rule->fine, cl_yaml_get(node, "fine"));
    check_advice(reader, rule, node);
    cl_read_template(reader, rule, rule->message, cl_yaml_get(node, "message"));
}
