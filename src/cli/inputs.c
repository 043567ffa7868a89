/* SPDX-License-Identifier: MIT */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_LIMIT = 64 };

static void add(cl_arena *arena, cl_inputs *inputs, const char *path, cl_error *error) {
    inputs->items = cl_arena_grow(arena, inputs->items, inputs->count, &inputs->capacity,
                                  sizeof *inputs->items);
    inputs->items[inputs->count++] = (cl_input){path, error};
}

static void add_failure(cl_arena *arena, cl_inputs *inputs, const char *path, const char *reason) {
    cl_error *error = CL_NEW(arena, cl_error);
    cl_error_set(error, CL_ERROR_IO, "folder-unreadable", CL_NO_PLACE,
                 "the folder cannot be read: %s", reason);
    add(arena, inputs, path, error);
}

bool cl_inputs_is_contract(const char *name) {
    static const char *const endings[] = {".txt",  ".text", ".md",  ".markdown", ".docx",
                                          ".docm", ".html", ".htm", ".xhtml",    NULL};
    cl_text text = cl_text_from(name);
    for (size_t i = 0; endings[i]; i++) {
        size_t length = strlen(endings[i]);
        if (text.length > length &&
            cl_text_equal_nocase(cl_text_slice(text, text.length - length, text.length),
                                 cl_text_from(endings[i])))
            return true;
    }
    return false;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static cl_strings names_in(cl_arena *arena, DIR *folder) {
    cl_strings names = {0};
    for (struct dirent *entry; (entry = readdir(folder));) {
        /* Hidden files, and the lock files that Word leaves beside an open document. */
        if (entry->d_name[0] == '.' || !strncmp(entry->d_name, "~$", 2))
            continue;
        names.items =
            cl_arena_grow(arena, names.items, names.count, &names.capacity, sizeof *names.items);
        names.items[names.count++] = cl_arena_strdup(arena, entry->d_name);
    }
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    return names;
}

/* Segment by segment; "**" is any number of them, also none. */
static bool matches(const char *pattern, const char *path) {
    if (!strncmp(pattern, "**/", 3)) {
        for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL)
            if (matches(pattern + 3, at))
                return true;
        return false;
    }
    char part[256], name[256];
    size_t here = strcspn(pattern, "/"), there = strcspn(path, "/");
    if (here >= sizeof part || there >= sizeof name)
        return false;
    snprintf(part, sizeof part, "%.*s", (int)here, pattern);
    snprintf(name, sizeof name, "%.*s", (int)there, path);
    if (fnmatch(part, name, FNM_PERIOD))
        return false;
    if (!pattern[here] || !path[there])
        return pattern[here] == path[there];
    return matches(pattern + here + 1, path + there + 1);
}

/* With a pattern, everything below that it matches; else what looks like a contract. Files in the
 * current folder are named as git and reviewers name them, without "./".
 * Links to folders are not followed, so that a circle of links ends. */
static void walk(cl_arena *arena, cl_inputs *inputs, const char *path, const char *pattern,
                 int depth) {
    if (depth > DEPTH_LIMIT) {
        add_failure(arena, inputs, path, "it is nested too deeply");
        return;
    }
    DIR *folder = opendir(path);
    if (!folder) {
        add_failure(arena, inputs, path, strerror(errno));
        return;
    }
    cl_strings names = names_in(arena, folder);
    closedir(folder);
    size_t length = strlen(path);
    bool here = !strcmp(path, ".") || !strcmp(path, "./");
    const char *slash = length && path[length - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < names.count; i++) {
        const char *child =
            here ? names.items[i] : cl_arena_printf(arena, "%s%s%s", path, slash, names.items[i]);
        struct stat own, target;
        if (lstat(child, &own))
            continue;
        if (S_ISDIR(own.st_mode))
            walk(arena, inputs, child, pattern, depth + 1);
        else if ((pattern ? matches(pattern, child) : cl_inputs_is_contract(child)) &&
                 !stat(child, &target) && S_ISREG(target.st_mode))
            add(arena, inputs, child, NULL);
    }
}

/* ---- patterns ---- */

/* The folder in front of the first segment with a special character; may be empty. */
static const char *fixed_folder(cl_arena *arena, const char *pattern) {
    size_t length = strcspn(pattern, "*?[");
    while (length && pattern[length - 1] != '/')
        length--;
    while (length > 1 && pattern[length - 1] == '/')
        length--;
    return cl_arena_copy(arena, pattern, length);
}

static void find_deep(cl_arena *arena, cl_inputs *inputs, const char *pattern) {
    const char *folder = fixed_folder(arena, pattern);
    struct stat status;
    /* What is found below "." is named without it. */
    while (!strcmp(folder, ".") && !strncmp(pattern, "./", 2))
        pattern += 2;
    if (!*folder)
        folder = ".";
    if (!stat(folder, &status) && S_ISDIR(status.st_mode))
        walk(arena, inputs, folder, pattern, 0);
}

/* In the order of bytes: no locale is ever set. */
static void find_flat(cl_arena *arena, cl_inputs *inputs, const char *pattern) {
    glob_t found;
    struct stat status;
    if (glob(pattern, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = cl_arena_strdup(arena, found.gl_pathv[i]);
        if (!stat(path, &status) && S_ISDIR(status.st_mode))
            walk(arena, inputs, path, NULL, 0);
        else
            add(arena, inputs, path, NULL);
    }
    globfree(&found);
}

static void find_pattern(cl_arena *arena, cl_inputs *inputs, const char *pattern) {
    size_t before = inputs->count;
    if (strstr(pattern, "**/"))
        find_deep(arena, inputs, pattern);
    else
        find_flat(arena, inputs, pattern);
    if (inputs->count > before)
        return;
    cl_error *error = CL_NEW(arena, cl_error);
    cl_error_set(error, CL_ERROR_IO, "pattern-empty", CL_NO_PLACE, "no file matches the pattern");
    add(arena, inputs, pattern, error);
}

static void find(cl_arena *arena, cl_inputs *inputs, const char *path, bool patterns) {
    struct stat status;
    bool exists = !strcmp(path, "-") || !lstat(path, &status);
    if (strcmp(path, "-") && !stat(path, &status) && S_ISDIR(status.st_mode))
        walk(arena, inputs, path, NULL, 0);
    else if (patterns && !exists && strpbrk(path, "*?["))
        find_pattern(arena, inputs, path);
    else
        add(arena, inputs, path, NULL);
}

/* ---- lists ---- */

static bool read_list(const char *path, cl_buffer *out) {
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    char chunk[16384];
    if (!file)
        return false;
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(out, chunk, got);
    bool good = !ferror(file);
    if (file != stdin)
        fclose(file);
    return good;
}

/* Names end with NUL if there is any (find -print0, git ls-files -z), else with the line. */
static cl_status find_listed(cl_arena *arena, cl_inputs *inputs, const char *list,
                             cl_error *error) {
    cl_buffer text = {0};
    cl_status status = CL_OK;
    if (!read_list(list, &text))
        status = cl_error_set(error, CL_ERROR_IO, "list-unreadable", (cl_place){list, 0, 0},
                              "The list of files cannot be read: %s.", strerror(errno));
    char mark = text.length && memchr(text.bytes, 0, text.length) ? 0 : '\n';
    for (size_t at = 0; status == CL_OK && at < text.length;) {
        const char *found = memchr(text.bytes + at, mark, text.length - at);
        size_t end = found ? (size_t)(found - text.bytes) : text.length, stop = end;
        if (mark && stop > at && text.bytes[stop - 1] == '\r')
            stop--;
        if (stop > at)
            find(arena, inputs, cl_arena_copy(arena, text.bytes + at, stop - at), false);
        at = end + 1;
    }
    cl_buffer_release(&text);
    return status;
}

cl_status cl_inputs_find(cl_arena *arena, const cl_options *options, cl_inputs *out,
                         cl_error *error) {
    *out = (cl_inputs){0};
    for (size_t i = 0; i < options->operands.count; i++)
        find(arena, out, options->operands.items[i], true);
    if (options->files_from) {
        cl_status status = find_listed(arena, out, options->files_from, error);
        if (status != CL_OK)
            return status;
    }
    /* Every so manieth, so that the parts of a sorted list weigh much the same. */
    size_t kept = 0;
    for (size_t i = 0; options->shards && i < out->count; i++)
        if (i % options->shards == options->shard - 1)
            out->items[kept++] = out->items[i];
    if (options->shards)
        out->count = kept;
    return CL_OK;
}
