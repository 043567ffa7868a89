/* SPDX-License-Identifier: MIT */
#include "cli/git.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool read_all(FILE *file, cl_buffer *out) {
    char chunk[16384];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(out, chunk, got);
    return !ferror(file);
}

/* Runs git with its output to a pipe and its complaints to another. Returns the exit status, -1
 * when it could not be run. */
static int run_git(char *const arguments[], cl_buffer *out, cl_buffer *complaint) {
    FILE *output = tmpfile(), *errors = tmpfile();
    int status = -1;
    if (output && errors) {
        posix_spawn_file_actions_t actions;
        pid_t child;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, fileno(errors), STDERR_FILENO);
        if (!posix_spawnp(&child, "git", &actions, NULL, arguments, environ) &&
            waitpid(child, &status, 0) == child)
            status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        else
            status = -1;
        posix_spawn_file_actions_destroy(&actions);
        rewind(output);
        rewind(errors);
        if (!read_all(output, out) || !read_all(errors, complaint))
            status = -1;
    }
    if (output)
        fclose(output);
    if (errors)
        fclose(errors);
    return status;
}

static cl_status git_error(const char *path, const cl_buffer *complaint, cl_error *error) {
    cl_text text = cl_text_trim(cl_buffer_text(complaint));
    size_t end = cl_text_find(text, CL_TEXT("\n"), 0);
    if (end == SIZE_MAX)
        end = text.length;
    return cl_error_set(error, CL_ERROR_IO, "git-failed", (cl_place){path, 0, 0},
                        "git could not show the earlier version: %.*s.",
                        (int)(text.length ? (end < 300 ? end : 300) : 17),
                        text.length ? text.bytes : "it cannot be run ");
}

cl_status cl_git_show(const char *revision, const char *path, cl_buffer *out, bool *found,
                      cl_error *error) {
    const char *slash = strrchr(path, '/');
    char folder[4096], object[4352], commit[512];
    size_t length = slash ? (size_t)(slash - path) : 0;
    *found = false;
    if (length >= sizeof folder || strlen(revision) > 400 ||
        strlen(slash ? slash + 1 : path) > 3900)
        return cl_error_set(error, CL_ERROR_IO, "git-failed", (cl_place){path, 0, 0},
                            "git could not show the earlier version: the path is too long.");
    snprintf(folder, sizeof folder, "%.*s", (int)(length ? length : 1),
             length  ? path
             : slash ? "/"
                     : ".");
    snprintf(object, sizeof object, "%s:./%s", revision, slash ? slash + 1 : path);
    snprintf(commit, sizeof commit, "%s^{commit}", revision);
    cl_buffer complaint = {0}, ignored = {0};
    /* First whether the revision exists: a file that it does not have is new, and no mistake. */
    char *check[] = {"git",  "-C", folder, "rev-parse", "--verify", "--quiet", "--end-of-options",
                     commit, NULL};
    char *show[] = {"git", "-C", folder, "cat-file", "blob", object, NULL};
    cl_status status = CL_OK;
    int result = run_git(check, &ignored, &complaint);
    if (result != 0) {
        if (!complaint.length && result > 0)
            cl_buffer_printf(&complaint, "there is no revision \"%.200s\"", revision);
        status = git_error(path, &complaint, error);
    } else {
        *found = run_git(show, out, &complaint) == 0;
    }
    cl_buffer_release(&complaint);
    cl_buffer_release(&ignored);
    return status;
}

static void show_gone(const char *revision, const char *folder, const char *path,
                      void (*take)(void *context, const char *path, cl_text text), void *context) {
    cl_buffer object = {0}, text = {0}, ignored = {0};
    cl_buffer_printf(&object, "%s:./%s", revision, path);
    char *show[] = {"git", "-C", (char *)(uintptr_t)folder, "cat-file", "blob", object.bytes, NULL};
    if (!run_git(show, &text, &ignored))
        take(context, path, cl_buffer_text(&text));
    cl_buffer_release(&object);
    cl_buffer_release(&text);
    cl_buffer_release(&ignored);
}

void cl_git_each_gone(const char *revision, const char *folder,
                      void (*take)(void *context, const char *path, cl_text text), void *context) {
    cl_buffer names = {0}, ignored = {0};
    char *list[] = {"git",
                    "-C",
                    (char *)(uintptr_t)folder,
                    "diff",
                    "--name-only",
                    "--diff-filter=D",
                    "--no-renames",
                    "--relative",
                    "-z",
                    "--end-of-options",
                    (char *)(uintptr_t)revision,
                    "--",
                    NULL};
    if (!run_git(list, &names, &ignored))
        for (size_t at = 0; at < names.length; at += strlen(names.bytes + at) + 1)
            show_gone(revision, folder, names.bytes + at, take, context);
    cl_buffer_release(&names);
    cl_buffer_release(&ignored);
}
