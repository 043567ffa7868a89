/* SPDX-License-Identifier: MIT */
#include "cli/git.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
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

/* ---- the whole of a folder ---- */

static int by_path(const void *left, const void *right) {
    return strcmp(((const cl_git_file *)left)->path, ((const cl_git_file *)right)->path);
}

/* Runs git in the folder and splits its answer at NUL; false when it fails. */
static bool ask(cl_arena *arena, const char *folder, const char *const *arguments,
                cl_buffer *answer) {
    const char *words[16] = {"git", "-C", folder};
    size_t count = 3;
    while (*arguments)
        words[count++] = *arguments++;
    char **list = CL_ARRAY(arena, count + 1, char *);
    for (size_t i = 0; i < count; i++)
        list[i] = (char *)cl_arena_strdup(arena, words[i]);
    cl_buffer ignored = {0};
    bool good = !run_git(list, answer, &ignored);
    cl_buffer_release(&ignored);
    return good;
}

/* "M NUL path NUL D NUL path NUL …": what has changed since, and what is gone. */
static void note_changes(cl_git_history *history, const cl_buffer *answer) {
    for (size_t at = 0; at < answer->length;) {
        char letter = answer->bytes[at];
        at += strlen(answer->bytes + at) + 1;
        if (at >= answer->length)
            return;
        cl_git_file wanted = {answer->bytes + at, CL_GIT_SAME};
        cl_git_file *found =
            bsearch(&wanted, history->files, history->count, sizeof *history->files, by_path);
        if (found)
            found->state = letter == 'D' ? CL_GIT_GONE : CL_GIT_CHANGED;
        at += strlen(answer->bytes + at) + 1;
    }
}

const cl_git_history *cl_git_history_read(cl_arena *arena, const char *revision,
                                          const char *folder) {
    cl_git_history *history = CL_NEW(arena, cl_git_history);
    cl_buffer answer = {0};
    const char *commit = cl_arena_printf(arena, "%s^{commit}", revision);
    const char *const check[] = {"rev-parse",        "--verify", "--quiet",
                                 "--end-of-options", commit,     NULL};
    bool good = ask(arena, folder, check, &answer);
    cl_text name = cl_text_trim(cl_buffer_text(&answer));
    history->folder = folder;
    history->commit = cl_arena_copy(arena, name.bytes, name.length);
    cl_buffer_clear(&answer);
    const char *const list[] = {"ls-tree", "-r", "-z", "--name-only", history->commit, NULL};
    good = good && ask(arena, folder, list, &answer);
    size_t count = 0;
    for (size_t at = 0; good && at < answer.length; at += strlen(answer.bytes + at) + 1)
        count++;
    history->files = CL_ARRAY(arena, count + 1, cl_git_file);
    for (size_t at = 0; history->count < count; at += strlen(answer.bytes + at) + 1)
        history->files[history->count++] =
            (cl_git_file){cl_arena_strdup(arena, answer.bytes + at), CL_GIT_SAME};
    if (count)
        qsort(history->files, count, sizeof *history->files, by_path);
    cl_buffer_clear(&answer);
    const char *const changes[] = {"diff", "--name-status", "--no-renames", "--relative",
                                   "-z",   history->commit, "--",           NULL};
    good = good && ask(arena, folder, changes, &answer);
    if (good)
        note_changes(history, &answer);
    cl_buffer_release(&answer);
    return good ? history : NULL;
}

cl_git_state cl_git_state_of(const cl_git_history *history, const char *path) {
    if (!history || *path == '/')
        return CL_GIT_UNKNOWN;
    cl_git_file wanted = {path, CL_GIT_SAME};
    const cl_git_file *found = history->count ? bsearch(&wanted, history->files, history->count,
                                                        sizeof *history->files, by_path)
                                              : NULL;
    return found ? found->state : CL_GIT_NEW;
}

void cl_git_each_gone(const cl_git_history *history, cl_arena *arena,
                      void (*take)(void *context, const char *path, cl_text text), void *context) {
    for (size_t i = 0; history && i < history->count; i++) {
        const char *path = history->files[i].path;
        cl_buffer text = {0};
        const char *const show[] = {"cat-file", "blob",
                                    cl_arena_printf(arena, "%s:./%s", history->commit, path), NULL};
        if (history->files[i].state == CL_GIT_GONE && ask(arena, history->folder, show, &text))
            take(context, path, cl_buffer_text(&text));
        cl_buffer_release(&text);
    }
}
