/* SPDX-License-Identifier: MIT */
#include "cli/baseline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/config.h"
#include "report/excerpt.h"

void cl_baseline_add(cl_arena *arena, cl_baseline *baseline, const char *print, const char *file) {
    baseline->items = cl_arena_grow(arena, baseline->items, baseline->count, &baseline->capacity,
                                    sizeof *baseline->items);
    baseline->items[baseline->count++] = (cl_known){cl_arena_strdup(arena, print), file};
}

static int by_print(const void *left, const void *right) {
    return strcmp(((const cl_known *)left)->print, ((const cl_known *)right)->print);
}

void cl_baseline_sort(cl_baseline *baseline) {
    if (baseline->count)
        qsort(baseline->items, baseline->count, sizeof *baseline->items, by_print);
}

typedef struct collector {
    cl_arena *arena;
    cl_baseline *baseline;
    const char *folder;      /* of the report */
    const char *name, *file; /* the last name that was seen, and what it stands for */
    bool any;
} collector;

/* The contract of that name, beside the report or from here; NULL when there is none any more: it
 * may have another name now. */
static const char *still_there(const collector *c, const char *name) {
    const char *beside = cl_arena_printf(c->arena, "%s%s", *name == '/' ? "" : c->folder, name);
    if (!access(beside, F_OK))
        return cl_config_path(c->arena, NULL, beside);
    return access(name, F_OK) ? NULL : cl_config_path(c->arena, NULL, name);
}

static void collect(void *context, const char *file, const char *print) {
    collector *c = context;
    c->any = true;
    if (!c->name || strcmp(c->name, file) != 0) {
        c->name = cl_arena_strdup(c->arena, file);
        c->file = still_there(c, c->name);
    }
    if (print)
        cl_baseline_add(c->arena, c->baseline, print, c->file);
}

static bool read_all(FILE *file, cl_buffer *out) {
    char chunk[16384];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(out, chunk, got);
    return !ferror(file);
}

cl_status cl_baseline_read(cl_arena *arena, const char *path, cl_baseline **out, cl_error *error) {
    FILE *file = fopen(path, "rb");
    cl_buffer text = {0};
    bool good = file && read_all(file, &text);
    cl_status status = CL_OK;
    *out = CL_NEW(arena, cl_baseline);
    const char *slash = strrchr(path, '/');
    collector c = {.arena = arena, .baseline = *out};
    c.folder = cl_arena_copy(arena, path, slash ? (size_t)(slash - path) + 1 : 0);
    if (!good)
        status = cl_error_set(error, CL_ERROR_IO, "baseline-unreadable", (cl_place){path, 0, 0},
                              "The baseline cannot be read: %s.", strerror(errno));
    else if (!cl_json_each(cl_buffer_text(&text), "file", "fingerprint", collect, &c) ||
             (!c.any && cl_text_find(cl_buffer_text(&text), CL_TEXT("\"files\""), 0) == SIZE_MAX))
        status = cl_error_set(error, CL_ERROR_SYNTAX, "baseline-json", (cl_place){path, 0, 0},
                              "The baseline is no report of --format json or jsonl.");
    if (file)
        fclose(file);
    cl_buffer_release(&text);
    cl_baseline_sort(*out);
    return status;
}

static bool is_known(const cl_baseline *baseline, const char *print, const char *file) {
    cl_known wanted = {print, NULL};
    const cl_known *found = baseline->count ? bsearch(&wanted, baseline->items, baseline->count,
                                                      sizeof *baseline->items, by_print)
                                            : NULL;
    while (found && found > baseline->items && !strcmp(found[-1].print, print))
        found--;
    for (; found && found < baseline->items + baseline->count && !strcmp(found->print, print);
         found++)
        if (!found->file || !strcmp(found->file, file))
            return true;
    return false;
}

static const cl_waiver known = {.kind = "baseline"};

void cl_baseline_apply_all(cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (!findings->items[i].waiver && !findings->items[i].lapsed)
            findings->items[i].waiver = &known;
}

void cl_baseline_apply(const cl_baseline *baseline, const char *path, const cl_contract *contract,
                       cl_findings *findings) {
    if (!baseline)
        return;
    const char *file = cl_config_path(contract->arena, NULL, path);
    for (size_t i = 0; i < findings->count; i++) {
        cl_finding *finding = &findings->items[i];
        if (!finding->waiver && !finding->lapsed &&
            is_known(baseline, cl_fingerprint(contract->arena, contract, finding), file))
            finding->waiver = &known;
    }
}
