/* SPDX-License-Identifier: MIT
 *
 * clauselint as a library: load rules once, lint contracts, read the findings or have a report
 * written.
 *
 *     char message[512];
 *     clauselint_rules *rules = clauselint_rules_load(NULL, message, sizeof message);
 *     clauselint_result *result = clauselint_lint_file(rules, "contract.docx", NULL);
 *     for (size_t i = 0; i < clauselint_finding_count(result); i++)
 *         puts(clauselint_finding_at(result, i)->message);
 *     clauselint_result_free(result);
 *     clauselint_rules_free(rules);
 *
 * Nothing is printed and nothing outside the named files is read. Rules may be shared by threads; a
 * result belongs to one thread at a time and must be freed before its rules. All strings are UTF-8,
 * NUL-terminated and live as long as the result. When memory runs out the process ends.
 */
#ifndef CLAUSELINT_H
#define CLAUSELINT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct clauselint_rules clauselint_rules;
typedef struct clauselint_result clauselint_result;

typedef enum clauselint_severity {
    CLAUSELINT_INFO,
    CLAUSELINT_LOW,
    CLAUSELINT_MEDIUM,
    CLAUSELINT_HIGH,
    CLAUSELINT_CRITICAL,
} clauselint_severity;

typedef enum clauselint_side {
    CLAUSELINT_SIDE_NONE,
    CLAUSELINT_SIDE_CUSTOMER,
    CLAUSELINT_SIDE_SUPPLIER,
} clauselint_side;

/* All zero is a good default. */
typedef struct clauselint_options {
    clauselint_side side;      /* whose side we are on */
    const char *contract_type; /* NULL: found out */
} clauselint_options;

typedef struct clauselint_finding {
    const char *rule, *title, *category;
    clauselint_severity severity;
    double score; /* 0 to 10 */
    const char *message;
    const char *section, *heading;    /* "4.2(b)"; "" where there is none */
    const char *excerpt;              /* the words, as typed */
    const char *why, *ask, *fallback; /* "" where the rule has none */
    const char *fingerprint;
    int missing; /* says that something is absent */
    /* Bytes of the input file (for DOCX: of the text as read); both 0 when it is nowhere. Lines and
     * columns from 1, columns in code points, ends exclusive; 0 when it is nowhere. */
    size_t start_byte, end_byte;
    uint32_t line, column, end_line, end_column;
} clauselint_finding;

const char *clauselint_version(void);

/* The rules of the program with those of `paths` (NULL-terminated files or folders; NULL: none)
 * added. NULL when they cannot be used; then `message` (which may be NULL) tells the mistakes, one
 * a line. */
clauselint_rules *clauselint_rules_load(const char *const *paths, char *message, size_t size);
void clauselint_rules_free(clauselint_rules *rules);

/* Never NULL; ask clauselint_error first. `options` may be NULL. */
clauselint_result *clauselint_lint_file(const clauselint_rules *rules, const char *path,
                                        const clauselint_options *options);
/* `name` appears in reports. The bytes may be freed afterwards. */
clauselint_result *clauselint_lint_bytes(const clauselint_rules *rules, const char *name,
                                         const char *bytes, size_t length,
                                         const clauselint_options *options);
void clauselint_result_free(clauselint_result *result);

/* NULL when the contract was read; else why it was not. `id` (which may be NULL) gets the error's
 * id. */
const char *clauselint_error(const clauselint_result *result, const char **id);

/* Findings in document order. */
size_t clauselint_finding_count(const clauselint_result *result);
const clauselint_finding *clauselint_finding_at(const clauselint_result *result, size_t index);
double clauselint_score(const clauselint_result *result); /* 0 to 100 */
char clauselint_grade(const clauselint_result *result);   /* 'A' to 'F' */
const char *clauselint_contract_type(const clauselint_result *result);

/* A report of the findings of at least `minimum` severity, in "text", "json" or "jsonl". Lives as
 * long as the result; NULL when there is no such format. */
const char *clauselint_report(clauselint_result *result, const char *format,
                              clauselint_severity minimum, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
