/* SPDX-License-Identifier: MIT */
#include "cli/extract.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/load.h"

/* "../a//b.docx" → "_/a/b.docx" */
static const char *tame(cl_arena *arena, const char *name) {
    cl_buffer out = {0};
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, "/");
        bool up = length == 2 && !strncmp(at, "..", 2);
        if (length && !(length == 1 && *at == '.')) {
            if (out.length)
                cl_buffer_add_char(&out, '/');
            cl_buffer_add(&out, up ? "_" : at, up ? 1 : length);
        }
        at += length;
        at += *at == '/';
    }
    const char *copy =
        cl_arena_copy(arena, out.length ? out.bytes : "_", out.length ? out.length : 1);
    cl_buffer_release(&out);
    return copy;
}

/* The folders above a path. That one exists already is no failure: another thread may make it. */
static bool make_folders(cl_arena *arena, const char *path) {
    char *copy = (char *)cl_arena_strdup(arena, path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(copy, 0777) && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

static bool write_file(const char *path, cl_text text) {
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool good = fwrite(text.bytes, 1, text.length, file) == text.length;
    return fclose(file) == 0 && good;
}

cl_status cl_extract(cl_arena *arena, const char *folder, const char *name,
                     const cl_document *document, const char **path, cl_error *error) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    *path = cl_arena_printf(arena, "%.*s/%s.txt", (int)length, folder, tame(arena, name));
    /* Renamed when complete: the same file may be given twice, to two threads. */
    const char *part = cl_arena_printf(arena, "%s.%ld.%p", *path, (long)getpid(), (void *)arena);
    cl_buffer text = {0};
    cl_document_print(document, &text);
    bool good = make_folders(arena, *path) && write_file(part, cl_buffer_text(&text)) &&
                !rename(part, *path);
    int reason = errno;
    cl_buffer_release(&text);
    if (good)
        return CL_OK;
    remove(part);
    return cl_error_set(error, CL_ERROR_IO, "extract-unwritable", (cl_place){*path, 0, 0},
                        "The text could not be written to %.300s: %s.", *path, strerror(reason));
}
