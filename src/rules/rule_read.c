/* SPDX-License-Identifier: MIT */
#include "rules/rule_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rules/kind.h"

const char *const cl_severity_names[] = {"info", "low", "medium", "high", "critical", NULL};
const char *const cl_rung_names[] = {"preferred", "fallback", "unacceptable", NULL};
const char *const cl_confidence_names[] = {"low", "medium", "high", NULL};

static const char *const scope_names[] = {"sentence", "clause", "section", "document", NULL};
static const char *const harm_names[] = {"either", "customer", "supplier", NULL};
static const char *const switch_names[] = {"off", "on", "false", "true", "no", "yes", NULL};
static const char *const guard_names[] = {"negation", "references", "recitals", "definitions",
                                          "annex",    "quoted",     "tables",   NULL};
static const char *const rule_keys[] = {
    "id",       "title",      "category",  "severity", "harms",   "applies",   "kind",
    "scope",    "patterns",   "condition", "unless",   "under",   "not-under", "elsewhere",
    "guards",   "capture",    "params",    "escalate", "message", "why",       "ask",
    "fallback", "references", "examples",  "off",      "ladder",  "owner",     "exposure",
    "fine",     "replaces",   "when",      NULL};

enum {
    DEFAULT_GUARDS = CL_GUARD_NEGATION | CL_GUARD_REFERENCES | CL_GUARD_RECITALS | CL_GUARD_ANNEX |
                     CL_GUARD_QUOTED
};

cl_place cl_read_place(const cl_rule_reader *reader, const cl_yaml *node) {
    return (cl_place){reader->file, node ? node->line : 0, node ? node->column : 0};
}

void cl_read_error(cl_rule_reader *reader, const char *id, cl_place place, const char *format,
                   ...) {
    cl_error error = {CL_ERROR_SYNTAX, id, place, ""};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error.message, sizeof error.message, format, arguments);
    va_end(arguments);
    cl_errors_add(reader->arena, reader->errors, &error);
}

static bool listed(const char *name, const char *const *names) {
    for (; names && *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

static size_t length_of(const char *const *names) {
    size_t count = 0;
    while (names && names[count])
        count++;
    return count;
}

/* ", did you mean …" or a list of what is allowed. */
static const char *hint(cl_rule_reader *reader, const char *word, const char *const *names) {
    const char *near = cl_nearest_name(word, names);
    return near ? cl_arena_printf(reader->arena, "; did you mean \"%s\"?", near) : ".";
}

void cl_read_keys(cl_rule_reader *reader, const cl_yaml *node, const char *what,
                  const char *const *names, const char *const *more) {
    if (node->kind != CL_YAML_MAPPING)
        return;
    size_t count = length_of(names), extra = length_of(more);
    const char **all = CL_ARRAY(reader->arena, count + extra + 1, const char *);
    memcpy(all, names, count * sizeof *all);
    if (extra)
        memcpy(all + count, more, extra * sizeof *all);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i];
        if (!listed(key->scalar, all))
            cl_read_error(reader, "rule-key-unknown", cl_read_place(reader, key),
                          "Unknown key \"%.80s\" in %s%s", key->scalar, what,
                          hint(reader, key->scalar, all));
    }
}

/* Is it a mapping? NULL (absent) is none, silently. */
static bool is_mapping(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return false;
    if (node->kind == CL_YAML_MAPPING)
        return true;
    cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                  "\"%s\" must be a mapping (name: value).", key);
    return false;
}

const char *cl_read_string(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return NULL;
    cl_text text = cl_text_trim(cl_text_from(node->scalar));
    if (node->kind == CL_YAML_SCALAR && text.length)
        return cl_arena_copy(reader->arena, text.bytes, text.length);
    cl_read_error(reader, "rule-value", cl_read_place(reader, node), "\"%s\" must be a text%s.",
                  key, node->kind == CL_YAML_SCALAR ? " that is not empty" : "");
    return NULL;
}

/* Items of a list, or the scalar itself as a list of one. */
static const cl_yaml *as_list(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                              size_t *count) {
    *count = 0;
    if (!node)
        return NULL;
    if (node->kind == CL_YAML_MAPPING || (node->kind == CL_YAML_SEQUENCE && !node->count)) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                      "\"%s\" must be a text or a list of texts.", key);
        return NULL;
    }
    *count = node->kind == CL_YAML_SCALAR ? 1 : node->count;
    return node->kind == CL_YAML_SCALAR ? node : node->items;
}

const char **cl_read_strings(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count) {
    size_t total, kept = 0;
    const cl_yaml *items = as_list(reader, node, key, &total);
    const char **strings = CL_ARRAY(reader->arena, total + 1, const char *);
    for (size_t i = 0; i < total; i++)
        if ((strings[kept] = cl_read_string(reader, &items[i], key)))
            kept++;
    if (count)
        *count = kept;
    return strings;
}

/* Index of the scalar in `names`, or `otherwise`. */
static unsigned read_choice(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                            const char *const *names, unsigned otherwise) {
    const char *word = cl_read_string(reader, node, key);
    if (!word)
        return otherwise;
    for (unsigned i = 0; names[i]; i++)
        if (!strcmp(word, names[i]))
            return i;
    cl_buffer all = {0};
    for (unsigned i = 0; names[i]; i++)
        cl_buffer_printf(&all, "%s%s", i ? ", " : "", names[i]);
    cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                  "\"%s\" cannot be \"%.80s\"; it must be one of: %s%s", key, word, all.bytes,
                  hint(reader, word, names));
    cl_buffer_release(&all);
    return otherwise;
}

static bool read_switch(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                        bool otherwise) {
    return read_choice(reader, node, key, switch_names, otherwise) & 1;
}

/* Names must do as group names of PCRE2, and inside expressions and templates. */
static bool good_name(cl_rule_reader *reader, const cl_yaml *key) {
    const char *name = key->scalar;
    bool good = cl_is_lower(*name) && strlen(name) <= 30;
    for (; *name; name++)
        good = good && (cl_is_lower(*name) || cl_is_digit(*name) || *name == '_');
    if (!good)
        cl_read_error(
            reader, "rule-value", cl_read_place(reader, key),
            "\"%.80s\" is no name: use lower-case letters, digits and \"_\", beginning with "
            "a letter, at most 30.",
            key->scalar);
    return good;
}

/* `successive {duration}` of the capture `length` means `successive {length: duration}`. */
static const char *bind_hole(cl_rule_reader *reader, const char *source, const char *hole) {
    if (source[0] == '/')
        return source;
    const char *open = NULL;
    for (const char *p = source; *p; p++)
        if (*p == '{') {
            const char *end = p + 1 + strcspn(p + 1, ":}");
            if (*end == ':')
                return source;
            if (!open && *end == '}')
                open = p;
        }
    if (!open)
        return source;
    return cl_arena_printf(reader->arena, "%.*s{%s: %s", (int)(open - source), source, hole,
                           open + 1);
}

static bool read_phrase(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                        const char *hole, cl_phrase *out) {
    const char *source = cl_read_string(reader, node, key);
    if (!source)
        return false;
    if (hole)
        source = bind_hole(reader, source, hole);
    cl_place place = cl_read_place(reader, node);
    cl_error error;
    if (cl_phrase_new(reader->arena, reader->lexicon, source, place, out, &error) != CL_OK) {
        cl_errors_add(reader->arena, reader->errors, &error);
        return false;
    }
    /* Whoever writes a regular expression wants to hear of its mistakes now. */
    if ((reader->compile || source[0] == '/') &&
        cl_pattern_compile(out->pattern, &error) != CL_OK) {
        error.place = place;
        cl_errors_add(reader->arena, reader->errors, &error);
        return false;
    }
    if (hole && !out->hole_count) {
        cl_read_error(reader, "rule-value", place,
                      "A capture must hold a hole such as {%s: duration}.", hole);
        return false;
    }
    return true;
}

cl_phrase *cl_read_phrases(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                           const char *hole, size_t *count) {
    size_t total;
    const cl_yaml *items = as_list(reader, node, key, &total);
    cl_phrase *phrases = CL_ARRAY(reader->arena, total, cl_phrase);
    *count = 0;
    for (size_t i = 0; i < total; i++)
        if (read_phrase(reader, &items[i], key, hole, &phrases[*count])) {
            reader->written = cl_arena_grow(reader->arena, reader->written, reader->written_count,
                                            &reader->written_capacity, sizeof *reader->written);
            reader->written[reader->written_count++] = &phrases[(*count)++];
        }
    return phrases;
}

cl_named *cl_read_unnamed(cl_rule_reader *reader, const cl_yaml *node, const char *key) {
    if (!node)
        return NULL;
    cl_named *named = CL_NEW(reader->arena, cl_named);
    named->name = key;
    named->place = cl_read_place(reader, node);
    named->phrases = cl_read_phrases(reader, node, key, NULL, &named->count);
    return named;
}

static void read_patterns(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"phrases", "negation", NULL};
    if (!is_mapping(reader, node, "patterns"))
        return;
    rule->patterns = CL_ARRAY(reader->arena, node->count, cl_named);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i], *value = key + 1;
        cl_named *named = &rule->patterns[rule->pattern_count++];
        named->name = key->scalar;
        named->place = cl_read_place(reader, key);
        good_name(reader, key);
        if (value->kind == CL_YAML_MAPPING) {
            cl_read_keys(reader, value, "a pattern", keys, NULL);
            named->unguarded =
                !read_switch(reader, cl_yaml_get(value, "negation"), "negation", true);
            if (!cl_yaml_get(value, "phrases"))
                cl_read_error(reader, "rule-key-missing", named->place,
                              "The pattern \"%.60s\" has no \"phrases\".", named->name);
            value = cl_yaml_get(value, "phrases");
        }
        named->phrases = cl_read_phrases(reader, value, named->name, NULL, &named->count);
    }
}

cl_capture *cl_read_captures(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count) {
    static const char *const capture_keys[] = {"phrases", "in", NULL};
    static const char *const places[] = {"clause", "document", NULL};
    *count = 0;
    if (!is_mapping(reader, node, key))
        return NULL;
    cl_capture *captures = CL_ARRAY(reader->arena, node->count, cl_capture);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *name = &node->items[2 * i];
        cl_capture *capture = &captures[(*count)++];
        capture->name = name->scalar;
        const cl_yaml *value = name + 1;
        if (value->kind == CL_YAML_MAPPING) {
            cl_read_keys(reader, value, "a capture", capture_keys, NULL);
            capture->anywhere = read_choice(reader, cl_yaml_get(value, "in"), "in", places, 0) == 1;
            value = cl_yaml_get(value, "phrases");
        }
        if (!value)
            cl_read_error(reader, "rule-key-missing", cl_read_place(reader, name),
                          "The capture \"%.60s\" has no \"phrases\".", name->scalar);
        if (good_name(reader, name) && value)
            capture->phrases =
                cl_read_phrases(reader, value, name->scalar, name->scalar, &capture->count);
    }
    return captures;
}

bool cl_read_param_value(const char *text, cl_quantity *value) {
    return cl_quantity_read(cl_text_from(text), value) && !value->redacted;
}

static void read_params(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!is_mapping(reader, node, "params"))
        return;
    rule->params = CL_ARRAY(reader->arena, node->count, cl_param);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *key = &node->items[2 * i];
        cl_param *param = &rule->params[rule->param_count++];
        param->name = key->scalar;
        good_name(reader, key);
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

cl_named *cl_rule_pattern(cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->pattern_count; i++)
        if (!strcmp(rule->patterns[i].name, name)) {
            rule->patterns[i].used = true;
            return &rule->patterns[i];
        }
    return NULL;
}

const cl_capture *cl_rule_capture(const cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->capture_count; i++)
        if (!strcmp(rule->captures[i].name, name))
            return &rule->captures[i];
    return NULL;
}

const cl_param *cl_rule_param(const cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->param_count; i++)
        if (!strcmp(rule->params[i].name, name))
            return &rule->params[i];
    return NULL;
}

typedef struct name_check {
    cl_rule_reader *reader;
    cl_rule *rule;
    cl_place place;
} name_check;

static bool check_name(void *context, const char *name, char kind) {
    name_check *check = context;
    cl_rule *rule = check->rule;
    size_t count = 0;
    if (kind == 'r' || kind == 't')
        return true; /* known only when all rules are read */
    const char **known =
        CL_ARRAY(check->reader->arena,
                 rule->pattern_count + rule->capture_count + rule->param_count + 1, const char *);
    if (kind == 'p') {
        if (cl_rule_pattern(rule, name))
            return true;
        for (size_t i = 0; i < rule->pattern_count; i++)
            known[count++] = rule->patterns[i].name;
    } else {
        if (cl_rule_capture(rule, name) || cl_rule_param(rule, name))
            return true;
        for (size_t i = 0; i < rule->capture_count; i++)
            known[count++] = rule->captures[i].name;
        for (size_t i = 0; i < rule->param_count; i++)
            known[count++] = rule->params[i].name;
    }
    cl_read_error(check->reader, "pattern-unknown", check->place, "There is no %s \"%.60s\"%s",
                  kind == 'p' ? "pattern" : "capture or param", name,
                  hint(check->reader, name, known));
    return true;
}

static int slot_of(const void *context, const char *name) {
    const cl_rule *rule = context;
    for (size_t i = 0; i < rule->pattern_count; i++)
        if (!strcmp(rule->patterns[i].name, name))
            return (int)i;
    return -1;
}

cl_expression *cl_read_expression(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                                  const char *key) {
    const char *text = cl_read_string(reader, node, key);
    if (!text)
        return NULL;
    cl_expression *expression = NULL;
    cl_error error;
    cl_place place = cl_read_place(reader, node);
    if (cl_expression_parse(reader->arena, text, place, &expression, &error) != CL_OK) {
        cl_errors_add(reader->arena, reader->errors, &error);
        return NULL;
    }
    name_check check = {reader, rule, place};
    cl_expression_names(expression, check_name, &check);
    cl_expression_bind(expression, slot_of, rule);
    rule->expressions = cl_arena_grow(reader->arena, rule->expressions, rule->expression_count,
                                      &rule->expression_capacity, sizeof *rule->expressions);
    rule->expressions[rule->expression_count++] = expression;
    return expression;
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

static void read_applies(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"types", "unsure", NULL};
    if (!is_mapping(reader, node, "applies"))
        return;
    cl_read_keys(reader, node, "\"applies\"", keys, NULL);
    if (cl_yaml_get(node, "types"))
        rule->types = cl_read_strings(reader, cl_yaml_get(node, "types"), "types", NULL);
    rule->unsure_off = !read_switch(reader, cl_yaml_get(node, "unsure"), "unsure", true);
}

static void read_guards(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    rule->guards = DEFAULT_GUARDS;
    if (!is_mapping(reader, node, "guards"))
        return;
    cl_read_keys(reader, node, "\"guards\"", guard_names, NULL);
    for (unsigned i = 0; guard_names[i]; i++) {
        bool on = read_switch(reader, cl_yaml_get(node, guard_names[i]), guard_names[i],
                              rule->guards >> i & 1);
        rule->guards = (rule->guards & ~(1u << i)) | (unsigned)on << i;
    }
}

static void check_words(cl_rule_reader *reader, const cl_rule *rule, const char *text,
                        const cl_yaml *node, bool with_sum) {
    for (const char *p = text; p && (p = strchr(p, '{')); p++) {
        size_t length = strcspn(p + 1, "}");
        const char *name = cl_arena_copy(reader->arena, p + 1, length);
        bool compares = rule->kind == &cl_kind_compare;
        const char *field = compares && !strncmp(name, "other_", 6) ? name + 6 : name;
        if (cl_rule_capture(rule, field) || cl_rule_param(rule, name) || !strcmp(name, "party") ||
            listed(name, rule->kind->words) || (with_sum && !strcmp(name, "sum")))
            continue;
        cl_read_error(reader, "template-unknown", cl_read_place(reader, node),
                      "The message names {%.60s}, which is no capture or param of this rule.",
                      name);
    }
}

static void check_template(cl_rule_reader *reader, const cl_rule *rule, const char *text,
                           const cl_yaml *node) {
    check_words(reader, rule, text, node, false);
}

/* Advice is the same for every contract: it may name params only. */
static void check_advice(cl_rule_reader *reader, const cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"why", "ask", "fallback", NULL};
    for (size_t i = 0; keys[i]; i++) {
        const cl_yaml *value = cl_yaml_get(node, keys[i]);
        const char *text = value && value->kind == CL_YAML_SCALAR ? value->scalar : NULL;
        for (const char *p = text; p && (p = strchr(p, '{')); p++) {
            const char *name = cl_arena_copy(reader->arena, p + 1, strcspn(p + 1, "}"));
            if (!cl_rule_param(rule, name))
                cl_read_error(reader, "template-unknown", cl_read_place(reader, value),
                              "\"%s\" names {%.60s}, which is no param of this rule.", keys[i],
                              name);
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
        if (!is_mapping(reader, item, "escalate"))
            continue;
        cl_escalation *out = &rule->escalations[rule->escalation_count];
        cl_read_keys(reader, item, "an escalation", keys, NULL);
        const cl_yaml *severity = cl_yaml_get(item, "severity");
        const cl_yaml *message = cl_yaml_get(item, "message");
        if (!cl_yaml_get(item, "when"))
            cl_read_error(reader, "rule-key-missing", cl_read_place(reader, item),
                          "An escalation needs \"when\".");
        out->when = cl_read_expression(reader, rule, cl_yaml_get(item, "when"), "when");
        out->has_severity = severity != NULL;
        out->severity =
            read_choice(reader, severity, "severity", cl_severity_names, rule->severity);
        out->message = cl_read_string(reader, message, "message");
        check_template(reader, rule, out->message, message);
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
    rung->severity = read_choice(reader, severity, "severity", cl_severity_names, rule->severity);
}

static void read_ladder(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!is_mapping(reader, node, "ladder"))
        return;
    cl_read_keys(reader, node, "\"ladder\"", cl_rung_names, NULL);
    for (int i = 0; i < CL_RUNGS; i++)
        read_rung(reader, rule, cl_yaml_get(node, cl_rung_names[i]), &rule->ladder[i]);
}

typedef struct sum_check {
    cl_rule_reader *reader;
    const cl_rule *rule;
    const cl_yaml *node;
} sum_check;

static bool check_sum_name(void *context, const char *name) {
    const sum_check *check = context;
    if (!cl_rule_capture(check->rule, name) && !cl_rule_param(check->rule, name))
        cl_read_error(check->reader, "pattern-unknown", cl_read_place(check->reader, check->node),
                      "There is no capture or param \"%.60s\" in this rule.", name);
    return true;
}

static void read_exposure(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                          cl_exposure *out) {
    static const char *const keys[] = {"when", "sum", "say", NULL};
    if (!is_mapping(reader, node, "exposure"))
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

static cl_example *read_texts(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                              size_t *count) {
    size_t total;
    *count = 0;
    const cl_yaml *items = as_list(reader, node, key, &total);
    cl_example *examples = CL_ARRAY(reader->arena, total, cl_example);
    for (size_t i = 0; i < total; i++) {
        cl_example *example = &examples[*count];
        if ((example->text = cl_read_string(reader, &items[i], key))) {
            example->place = cl_read_place(reader, &items[i]);
            ++*count;
        }
    }
    return examples;
}

static void read_examples(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    static const char *const keys[] = {"flags", "passes", NULL};
    if (!is_mapping(reader, node, "examples"))
        return;
    cl_read_keys(reader, node, "\"examples\"", keys, NULL);
    rule->flags = read_texts(reader, cl_yaml_get(node, "flags"), "flags", &rule->flag_count);
    rule->passes = read_texts(reader, cl_yaml_get(node, "passes"), "passes", &rule->pass_count);
}

static const cl_kind *read_kind(cl_rule_reader *reader, const cl_yaml *node) {
    const char *names[32] = {0};
    size_t count = 0;
    for (; cl_kinds[count] && count < 31; count++)
        names[count] = cl_kinds[count]->name;
    return cl_kinds[read_choice(reader, node, "kind", names, 0)];
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
    if (!is_mapping(reader, node, "rules"))
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
    rule->severity = read_choice(reader, cl_yaml_get(node, "severity"), "severity",
                                 cl_severity_names, CL_SEVERITY_MEDIUM);
    rule->harms = read_choice(reader, cl_yaml_get(node, "harms"), "harms", harm_names, 0);
    rule->scope = read_choice(reader, cl_yaml_get(node, "scope"), "scope", scope_names, 0);
    rule->off = read_switch(reader, cl_yaml_get(node, "off"), "off", false);
    read_applies(reader, rule, cl_yaml_get(node, "applies"));
    read_guards(reader, rule, cl_yaml_get(node, "guards"));
    read_patterns(reader, rule, cl_yaml_get(node, "patterns"));
    rule->captures =
        cl_read_captures(reader, cl_yaml_get(node, "capture"), "capture", &rule->capture_count);
    read_params(reader, rule, cl_yaml_get(node, "params"));
    read_condition(reader, rule, cl_yaml_get(node, "condition"));
    rule->unless = cl_read_unnamed(reader, cl_yaml_get(node, "unless"), "unless");
    rule->under = cl_read_unnamed(reader, cl_yaml_get(node, "under"), "under");
    rule->not_under = cl_read_unnamed(reader, cl_yaml_get(node, "not-under"), "not-under");
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
    check_template(reader, rule, rule->fine, cl_yaml_get(node, "fine"));
    check_advice(reader, rule, node);
    check_template(reader, rule, rule->message, cl_yaml_get(node, "message"));
}
