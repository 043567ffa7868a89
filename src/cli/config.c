/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/config.h"

#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/yaml.h"
#include "cli/yaml_file.h"

/* Keys that are options with one value. */
static const char *const scalar_keys[] = {"side",
                                          "type",
                                          "min-severity",
                                          "fail-on",
                                          "max-score",
                                          "view",
                                          "max-file-bytes",
                                          "max-part-bytes",
                                          "max-ratio",
                                          "max-total-bytes",
                                          "max-parts",
                                          "max-xml-depth",
                                          "max-paragraphs",
                                          "max-seconds",
                                          "max-paragraph-bytes",
                                          "max-text-bytes",
                                          "max-judged-bytes",
                                          "max-xml-attributes",
                                          "max-findings",
                                          NULL};
static const char *const other_keys[] = {"packs",  "rules",   "params",   "severity", "types",
                                         "ignore", "waivers", "baseline", NULL};

typedef struct reader {
    cl_yaml_file file;
    cl_config *config;
} reader;

/* ---- finding ---- */

static const char *real_folder(cl_arena *arena, const char *contract) {
    const char *slash = strrchr(contract, '/');
    const char *folder = !slash ? "."
                         : slash == contract
                             ? "/"
                             : cl_arena_copy(arena, contract, (size_t)(slash - contract));
    char *real = realpath(folder, NULL);
    if (!real)
        real = realpath(".", NULL);
    const char *copy = cl_arena_strdup(arena, real ? real : "/");
    free(real);
    return copy;
}

const char *cl_config_find(cl_arena *arena, const char *contract) {
    char *folder = (char *)cl_arena_strdup(arena, real_folder(arena, contract));
    for (;;) {
        const char *path =
            cl_arena_printf(arena, "%s/" CL_CONFIG_NAME, strcmp(folder, "/") ? folder : "");
        if (!access(path, F_OK))
            return path;
        char *slash = strrchr(folder, '/');
        if (!slash || !strcmp(folder, "/"))
            return NULL;
        slash[slash == folder] = 0;
    }
}

/* ---- reading ---- */

static void set_scalar(reader *r, const char *key, const cl_yaml *value) {
    const char *text = cl_yaml_file_string(&r->file, value, key);
    if (!text)
        return;
    cl_config *config = r->config;
    config->settings = cl_arena_grow(r->file.arena, config->settings, config->setting_count,
                                     &config->setting_capacity, sizeof *config->settings);
    config->settings[config->setting_count++] =
        (cl_setting){key, text, cl_yaml_file_place(&r->file, value)};
}

static const char *absolute(const reader *r, const char *path) {
    return path[0] == '/' ? path : cl_arena_printf(r->file.arena, "%s/%s", r->config->folder, path);
}

/* A scalar or a list of scalars, each given to `add`. */
static void each_string(reader *r, const cl_yaml *node, const char *key,
                        void (*add)(reader *r, const char *text, cl_place place)) {
    uint32_t count = node->kind == CL_YAML_SEQUENCE ? node->count : 1;
    const cl_yaml *items = node->kind == CL_YAML_SEQUENCE ? node->items : node;
    for (uint32_t i = 0; i < count; i++) {
        const char *text = cl_yaml_file_string(&r->file, &items[i], key);
        if (text)
            add(r, text, cl_yaml_file_place(&r->file, &items[i]));
    }
}

static void add_rules(reader *r, const char *path, cl_place place) {
    cl_strings_add_at(r->file.arena, &r->config->rules, absolute(r, path), place);
}

static void read_packs(reader *r, const cl_yaml *node) {
    if (node->kind != CL_YAML_SEQUENCE) {
        set_scalar(r, "packs", node);
        return;
    }
    const char *joined = "";
    for (uint32_t i = 0; i < node->count; i++) {
        const char *name = cl_yaml_file_string(&r->file, &node->items[i], "packs");
        if (name)
            joined = cl_arena_printf(r->file.arena, "%s%s%s", joined, *joined ? "," : "", name);
    }
    cl_yaml list = {
        .kind = CL_YAML_SCALAR, .scalar = joined, .line = node->line, .column = node->column};
    if (*joined)
        set_scalar(r, "packs", &list);
}

/* `name: value` pairs, joined by "=". */
static void read_pairs(reader *r, const cl_yaml *node, const char *key, cl_strings *out) {
    if (!cl_yaml_file_mapping(&r->file, node, key))
        return;
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *name = &node->items[2 * i];
        const char *value = cl_yaml_file_string(&r->file, name + 1, name->scalar);
        if (value)
            cl_strings_add_at(r->file.arena, out,
                              cl_arena_printf(r->file.arena, "%s=%s", name->scalar, value),
                              cl_yaml_file_place(&r->file, name));
    }
}

static void read_types(reader *r, const cl_yaml *node) {
    if (!cl_yaml_file_mapping(&r->file, node, "types"))
        return;
    r->config->types = CL_ARRAY(r->file.arena, node->count, cl_config_type);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *glob = &node->items[2 * i];
        const char *type = cl_yaml_file_string(&r->file, glob + 1, "types");
        if (type)
            r->config->types[r->config->type_count++] =
                (cl_config_type){glob->scalar, type, cl_yaml_file_place(&r->file, glob + 1)};
    }
}

static void read_ignores(reader *r, const cl_yaml *node) {
    static const char *const keys[] = {"path", "rule", "reason", NULL};
    if (!cl_yaml_file_list(&r->file, node, "ignore"))
        return;
    r->config->ignores = CL_ARRAY(r->file.arena, node->count, cl_config_ignore);
    for (uint32_t i = 0; i < node->count; i++) {
        const cl_yaml *item = &node->items[i];
        if (!cl_yaml_file_mapping(&r->file, item, "ignore"))
            continue;
        cl_yaml_file_keys(&r->file, item, "an entry of \"ignore\"", keys, NULL);
        cl_config_ignore ignore = {
            .glob = cl_yaml_file_string(&r->file, cl_yaml_get(item, "path"), "path"),
            .rule = cl_yaml_file_string(&r->file, cl_yaml_get(item, "rule"), "rule"),
            .reason = cl_yaml_file_string(&r->file, cl_yaml_get(item, "reason"), "reason"),
            .place = cl_yaml_file_place(&r->file, item)};
        if (!ignore.reason || (!ignore.glob && !ignore.rule))
            cl_yaml_file_error(&r->file, "config-value", item,
                               "An entry of \"ignore\" needs a \"reason\", and \"path\" or "
                               "\"rule\" or both.");
        else
            r->config->ignores[r->config->ignore_count++] = ignore;
    }
}

static void read_baseline(reader *r, const char *path, cl_place place) {
    const cl_yaml node = {.kind = CL_YAML_SCALAR,
                          .scalar = absolute(r, path),
                          .line = place.line,
                          .column = place.column};
    set_scalar(r, "baseline", &node);
}

static void read_waivers(reader *r, const char *path, cl_place place) {
    r->config->waivers = absolute(r, path);
    r->config->waivers_place = place;
}

cl_status cl_config_read(cl_arena *arena, const char *file, cl_config **out, cl_errors *errors) {
    size_t before = errors->count;
    reader r = {.file = {arena, errors, file}};
    r.config = CL_NEW(arena, cl_config);
    r.config->file = file;
    r.config->folder = real_folder(arena, file);
    r.config->waivers = absolute(&r, ".clauselint-waivers.yaml");
    const cl_yaml *root = cl_yaml_file_read(&r.file);
    if (!root || !cl_yaml_file_mapping(&r.file, root, "the configuration"))
        return CL_ERROR_SYNTAX;
    cl_yaml_file_keys(&r.file, root, "the configuration", scalar_keys, other_keys);
    for (size_t i = 0; scalar_keys[i]; i++)
        if (cl_yaml_get(root, scalar_keys[i]))
            set_scalar(&r, scalar_keys[i], cl_yaml_get(root, scalar_keys[i]));
    const cl_yaml *node;
    if ((node = cl_yaml_get(root, "packs")))
        read_packs(&r, node);
    if ((node = cl_yaml_get(root, "rules")))
        each_string(&r, node, "rules", add_rules);
    if ((node = cl_yaml_get(root, "params")))
        read_pairs(&r, node, "params", &r.config->params);
    if ((node = cl_yaml_get(root, "severity")))
        read_pairs(&r, node, "severity", &r.config->severities);
    if ((node = cl_yaml_get(root, "types")))
        read_types(&r, node);
    if ((node = cl_yaml_get(root, "ignore")))
        read_ignores(&r, node);
    if ((node = cl_yaml_get(root, "waivers")))
        each_string(&r, node, "waivers", read_waivers);
    if ((node = cl_yaml_get(root, "baseline")))
        each_string(&r, node, "baseline", read_baseline);
    *out = r.config;
    /* Values are checked by the table of options. */
    cl_options scratch = {.arena = arena};
    for (size_t i = 0; i < r.config->setting_count; i++) {
        cl_error error;
        const cl_setting *setting = &r.config->settings[i];
        if (cl_options_set(&scratch, setting->name, setting->value, &error) == CL_OK)
            continue;
        error.place = setting->place;
        error.id = "config-value";
        cl_errors_add(arena, errors, &error);
    }
    return errors->count == before ? CL_OK : CL_ERROR_SYNTAX;
}

/* ---- applying ---- */

static void add_all(cl_arena *arena, cl_strings *out, const cl_strings *first,
                    const cl_strings *second) {
    *out = (cl_strings){0};
    for (size_t i = 0; i < first->count; i++)
        cl_strings_add_at(arena, out, first->items[i], first->places[i]);
    for (size_t i = 0; i < second->count; i++)
        cl_strings_add_at(arena, out, second->items[i], second->places[i]);
}

cl_status cl_config_apply(const cl_config *config, const cl_options *given, cl_options *out,
                          cl_error *error) {
    *out = *given;
    if (!config)
        return CL_OK;
    for (size_t i = 0; i < config->setting_count; i++) {
        const cl_setting *setting = &config->settings[i];
        if (cl_options_given(given, setting->name))
            continue;
        cl_status status = cl_options_set(out, setting->name, setting->value, error);
        if (status != CL_OK)
            return status;
    }
    /* Later ones win, so those of the command line come last. */
    add_all(given->arena, &out->rules, &config->rules, &given->rules);
    add_all(given->arena, &out->params, &config->params, &given->params);
    add_all(given->arena, &out->severities, &config->severities, &given->severities);
    return CL_OK;
}

const char *cl_config_path(cl_arena *arena, const char *folder, const char *contract) {
    const char *slash = strrchr(contract, '/');
    const char *real = real_folder(arena, contract);
    const char *path = cl_arena_printf(arena, "%s/%s", strcmp(real, "/") ? real : "",
                                       slash ? slash + 1 : contract);
    if (!folder)
        return path;
    size_t length = strlen(folder);
    if (!strncmp(path, folder, length) && path[length] == '/')
        return path + length + 1;
    return path;
}

bool cl_config_matches(const char *glob, const char *path) {
    const char *name = strrchr(path, '/');
    if (!strchr(glob, '/') && name)
        path = name + 1;
    return !fnmatch(glob, path, 0);
}

const cl_config_type *cl_config_type_of(const cl_config *config, const char *path) {
    for (size_t i = 0; config && i < config->type_count; i++)
        if (cl_config_matches(config->types[i].glob, path))
            return &config->types[i];
    return NULL;
}

void cl_config_check_name(const char *id, const char *name, const char *const *known,
                          cl_place place, cl_arena *arena, cl_errors *errors) {
    if (!name)
        return;
    for (size_t i = 0; known[i]; i++)
        if (!strcmp(known[i], name))
            return;
    const char *near = cl_nearest_name(name, known);
    const char *what = strcmp(id, "rule-unknown") ? "kind of contract" : "rule";
    cl_error error;
    cl_error_set(&error, CL_ERROR_USAGE, id, place, "There is no %s \"%.100s\"%s%s%s", what, name,
                 near ? "; did you mean \"" : ".", near ? near : "", near ? "\"?" : "");
    cl_errors_add(arena, errors, &error);
}

void cl_config_check(const cl_config *config, const cl_options *options, const cl_ruleset *ruleset,
                     cl_errors *errors) {
    cl_arena *arena = ruleset->arena;
    const char **types = CL_ARRAY(arena, ruleset->profile_count + 1, const char *);
    for (size_t i = 0; i < ruleset->profile_count; i++)
        types[i] = ruleset->profiles[i].type;
    const cl_setting *type =
        cl_options_given(options, "type") ? NULL : cl_config_setting(config, "type");
    cl_config_check_name("type-unknown", options->type, types, type ? type->place : CL_NO_PLACE,
                         arena, errors);
    for (size_t i = 0; config && i < config->type_count; i++)
        cl_config_check_name("type-unknown", config->types[i].type, types, config->types[i].place,
                             arena, errors);
    for (size_t i = 0; config && i < config->ignore_count; i++)
        cl_config_check_name("rule-unknown", config->ignores[i].rule, ruleset->ids,
                             config->ignores[i].place, arena, errors);
}

const cl_setting *cl_config_setting(const cl_config *config, const char *name) {
    for (size_t i = 0; config && i < config->setting_count; i++)
        if (!strcmp(config->settings[i].name, name))
            return &config->settings[i];
    return NULL;
}
