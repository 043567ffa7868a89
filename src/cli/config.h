/* SPDX-License-Identifier: MIT
 *
 * The configuration of a repository: `.clauselint.yaml`, the nearest one in the folder of the
 * contract or above it. Keys are named like the options of the command line, which win over them.
 * docs/config.md describes it; docs/schema/config.schema.json completes it in editors.
 */
#ifndef CL_CLI_CONFIG_H
#define CL_CLI_CONFIG_H

#include "cli/options.h"
#include "rules/ruleset.h"

#define CL_CONFIG_NAME ".clauselint.yaml"

/* A scalar option that the file sets. */
typedef struct cl_setting {
    const char *name, *value; /* name of the option */
    cl_place place;
} cl_setting;

/* Paths by pattern: fnmatch(3), "*" also across "/"; without a "/" the name alone is compared. */
typedef struct cl_config_type {
    const char *glob, *type;
    cl_place place;
} cl_config_type;

typedef struct cl_config_ignore {
    const char *glob, *rule; /* NULL: any */
    const char *reason;
    cl_place place;
} cl_config_ignore;

typedef struct cl_config {
    const char *file, *folder; /* folder: absolute, without "/" at its end */
    cl_setting *settings;
    size_t setting_count, setting_capacity;
    cl_strings rules;  /* absolute paths */
    cl_strings params; /* "RULE.NAME=VALUE" */
    cl_strings severities;
    cl_config_type *types;
    size_t type_count;
    cl_config_ignore *ignores;
    size_t ignore_count;
    const char *waivers; /* absolute path of the waiver file; need not exist */
    cl_place waivers_place;
} cl_config;

/* The file that applies to a contract: absolute path, or NULL when there is none. "-" and what does
 * not exist count as lying in the current folder. */
const char *cl_config_find(cl_arena *arena, const char *contract);
/* Mistakes are collected, all of them: "config-key-unknown", "config-value", "yaml-…". */
cl_status cl_config_read(cl_arena *arena, const char *file, cl_config **out, cl_errors *errors);

/* The options of the command line, filled up from the file (NULL: none). */
cl_status cl_config_apply(const cl_config *config, const cl_options *given, cl_options *out,
                          cl_error *error);

/* A contract's path as patterns see it: relative to the folder of the configuration when it lies in
 * it, else absolute. Without a folder (NULL) always absolute. */
const char *cl_config_path(cl_arena *arena, const char *folder, const char *contract);
bool cl_config_matches(const char *glob, const char *path);
/* Type by path, NULL when no pattern fits. */
const cl_config_type *cl_config_type_of(const cl_config *config, const char *path);
/* Complains of names that the rules do not know ("type-unknown", "rule-unknown"). `config` may be
 * NULL. */
void cl_config_check(const cl_config *config, const cl_options *options, const cl_ruleset *ruleset,
                     cl_errors *errors);
/* Complains unless `name` is NULL or among the NULL-terminated `known`. */
void cl_config_check_name(const char *id, const char *name, const char *const *known,
                          cl_place place, cl_arena *arena, cl_errors *errors);

/* For config --show-origin: where an option's value comes from; NULL: neither file nor command
 * line.
 */
const cl_setting *cl_config_setting(const cl_config *config, const char *name);

#endif
