/* SPDX-License-Identifier: MIT
 *
 * YAML files of users (configuration, waivers), read strictly: every mistake is collected with its
 * place, and reading goes on.
 */
#ifndef CL_CLI_YAML_FILE_H
#define CL_CLI_YAML_FILE_H

#include "base/buffer.h"
#include "base/yaml.h"

typedef struct cl_yaml_file {
    cl_arena *arena;
    cl_errors *errors;
    const char *path;
} cl_yaml_file;

/* NULL, with errors, when it cannot be read or is no YAML. */
const cl_yaml *cl_yaml_file_read(cl_yaml_file *file);
cl_place cl_yaml_file_place(const cl_yaml_file *file, const cl_yaml *node);
void cl_yaml_file_error(cl_yaml_file *file, const char *id, const cl_yaml *node, const char *format,
                        ...) __attribute__((format(printf, 4, 5)));
/* Complains about keys that are in neither list ("config-key-unknown"); `more` may be NULL. */
void cl_yaml_file_keys(cl_yaml_file *file, const cl_yaml *node, const char *what,
                       const char *const *names, const char *const *more);
/* A scalar that is not empty; NULL, with an error unless `node` is NULL, otherwise. */
const char *cl_yaml_file_string(cl_yaml_file *file, const cl_yaml *node, const char *key);
/* False for nothing at all too, which is no mistake. */
bool cl_yaml_file_mapping(cl_yaml_file *file, const cl_yaml *node, const char *key);
bool cl_yaml_file_list(cl_yaml_file *file, const cl_yaml *node, const char *key);

/* Appends a scalar in double quotes (YAML 1.2, 7.3.1). */
void cl_yaml_put_quoted(const char *text, cl_buffer *out);

#endif
