/* SPDX-License-Identifier: MIT */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
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

static bool is_contract(const char *name) {
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

/* Links to folders are not followed, so that a circle of links ends. */
static void walk(cl_arena *arena, cl_inputs *inputs, const char *path, int depth) {
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
    const char *slash = length && path[length - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < names.count; i++) {
        const char *child = cl_arena_printf(arena, "%s%s%s", path, slash, names.items[i]);
        struct stat own, target;
        if (lstat(child, &own))
            continue;
        if (S_ISDIR(own.st_mode))
            walk(arena, inputs, child, depth + 1);
        else if (is_contract(child) && !stat(child, &target) && S_ISREG(target.st_mode))
            add(arena, inputs, child, NULL);
    }
}

void cl_inputs_find(cl_arena *arena, const cl_strings *operands, cl_inputs *out) {
    *out = (cl_inputs){0};
    for (size_t i = 0; i < operands->count; i++) {
        const char *path = operands->items[i];
        struct stat status;
        if (strcmp(path, "-") && !stat(path, &status) && S_ISDIR(status.st_mode))
            walk(arena, out, path, 0);
        else
            add(arena, out, path, NULL);
    }
}
