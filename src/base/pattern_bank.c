/* SPDX-License-Identifier: MIT */
#include "base/pattern_bank.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pattern_code.h"

static char maker[160];
static pthread_once_t maker_once = PTHREAD_ONCE_INIT;

/* pcre2_serialize_decode looks at the version and the sizes of types only. */
static void find_maker(void) {
    static const uint32_t numbers[] = {PCRE2_CONFIG_LINKSIZE, PCRE2_CONFIG_NEWLINE,
                                       PCRE2_CONFIG_BSR, PCRE2_CONFIG_NEVER_BACKSLASH_C};
    char version[64] = "", unicode[64] = "";
    pcre2_config(PCRE2_CONFIG_VERSION, version);
    pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode);
    int length = snprintf(maker, sizeof maker, "PCRE2 %s, Unicode %s,", version, unicode);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint32_t value = 0;
        pcre2_config(numbers[i], &value);
        length += snprintf(maker + length, sizeof maker - (size_t)length, " %u", value);
    }
}

const char *cl_pattern_maker(void) {
    pthread_once(&maker_once, find_maker);
    return maker;
}

pcre2_code *cl_pattern_take(const cl_pattern_bank *bank, cl_pattern_frozen frozen) {
    if (!frozen.length || !bank->maker || strcmp(bank->maker, cl_pattern_maker()) != 0)
        return NULL;
    unsigned char *bytes = malloc(bank->head_length + frozen.length);
    if (!bytes)
        return NULL;
    memcpy(bytes, bank->head, bank->head_length);
    memcpy(bytes + bank->head_length, bank->bodies + frozen.at, frozen.length);
    pcre2_code *code = NULL;
    bool good = pcre2_serialize_decode(&code, 1, bytes, NULL) == 1;
    free(bytes);
    return good ? code : NULL;
}

/* ---- writing ---- */

struct cl_pattern_saver {
    cl_arena *arena;
    cl_text *written; /* as PCRE2 writes them */
    size_t count, capacity;
};

cl_pattern_saver *cl_pattern_saver_new(cl_arena *arena) {
    cl_pattern_saver *saver = CL_NEW(arena, cl_pattern_saver);
    saver->arena = arena;
    return saver;
}

int cl_pattern_save(cl_pattern_saver *saver, cl_pattern *pattern, bool anchored) {
    const pcre2_code *code = cl_pattern_code(pattern, anchored);
    uint8_t *bytes = NULL;
    PCRE2_SIZE length = 0;
    if (!code || pcre2_serialize_encode(&code, 1, &bytes, &length, NULL) != 1)
        return -1;
    saver->written = cl_arena_grow(saver->arena, saver->written, saver->count, &saver->capacity,
                                   sizeof *saver->written);
    const char *copy = cl_arena_copy(saver->arena, (const char *)bytes, length);
    saver->written[saver->count] = (cl_text){copy, length};
    pcre2_serialize_free(bytes);
    return (int)saver->count++;
}

/* How many bytes all of them begin with. */
static size_t common_head(const cl_pattern_saver *saver) {
    size_t common = saver->count ? saver->written[0].length : 0;
    for (size_t i = 1; i < saver->count; i++) {
        size_t same = 0;
        while (same < common && same < saver->written[i].length &&
               saver->written[i].bytes[same] == saver->written[0].bytes[same])
            same++;
        common = same;
    }
    return common;
}

const cl_pattern_frozen *cl_pattern_saved(cl_pattern_saver *saver, cl_buffer *head,
                                          cl_buffer *bodies) {
    cl_pattern_frozen *places = CL_ARRAY(saver->arena, saver->count, cl_pattern_frozen);
    size_t common = common_head(saver);
    if (saver->count)
        cl_buffer_add(head, saver->written[0].bytes, common);
    for (size_t i = 0; i < saver->count; i++) {
        cl_text body = cl_text_slice(saver->written[i], common, saver->written[i].length);
        places[i] = (cl_pattern_frozen){(uint32_t)bodies->length, (uint32_t)body.length};
        cl_buffer_add_text(bodies, body);
    }
    return places;
}
