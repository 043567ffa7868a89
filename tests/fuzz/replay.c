/* SPDX-License-Identifier: MIT
 *
 * Runs a fuzz target over files without libFuzzer: what fuzzing once found stays a test.
 * replay FILE|FOLDER…
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "whole_path.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size) {
    (void)data, (void)max_size;
    return size;
}

static void replay(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    cl_buffer bytes = {0};
    char chunk[16384];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(&bytes, chunk, got);
    fclose(file);
    printf("%s\n", path);
    fflush(stdout);
    /* Of its exact size, so that a sanitizer sees a read behind its end. */
    uint8_t *copy = malloc(bytes.length ? bytes.length : 1);
    if (bytes.length)
        memcpy(copy, bytes.bytes, bytes.length);
    LLVMFuzzerTestOneInput(copy, bytes.length);
    free(copy);
    cl_buffer_release(&bytes);
}

int main(int count, char **arguments) {
    for (int i = 1; i < count; i++) {
        DIR *folder = opendir(arguments[i]);
        if (!folder) {
            replay(arguments[i]);
            continue;
        }
        for (struct dirent *entry; (entry = readdir(folder));) {
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", arguments[i], entry->d_name);
            if (entry->d_name[0] != '.')
                replay(path);
        }
        closedir(folder);
    }
    return 0;
}
