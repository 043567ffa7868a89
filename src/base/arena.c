/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

typedef struct block {
    struct block *previous;
    size_t used, size;
    max_align_t bytes[];
} block;

typedef struct hook {
    struct hook *previous;
    void (*release)(void *);
    void *object;
} hook;

struct cl_arena {
    block *last;
    hook *hooks;
    size_t next_size;
};

static _Noreturn void exhausted(void) {
    fputs("clauselint: out of memory [out-of-memory]\n", stderr);
    exit(2);
}

static block *new_block(size_t size) {
    if (size > SIZE_MAX - sizeof(block))
        exhausted();
    block *fresh = calloc(1, sizeof(block) + size);
    if (!fresh)
        exhausted();
    fresh->size = size;
    return fresh;
}

cl_arena *cl_arena_new(void) {
    cl_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        exhausted();
    arena->next_size = FIRST_BLOCK;
    return arena;
}

static void run_hooks(cl_arena *arena) {
    /* The hooks lie in the arena's own blocks, so they run before any block is freed. */
    hook *next = arena->hooks;
    arena->hooks = NULL;
    for (; next; next = next->previous)
        next->release(next->object);
}

void cl_arena_clear(cl_arena *arena) {
    run_hooks(arena);
    while (arena->last && arena->last->previous) {
        block *previous = arena->last->previous;
        free(arena->last);
        arena->last = previous;
    }
    if (arena->last) {
        memset(arena->last->bytes, 0, arena->last->used);
        arena->last->used = 0;
    }
    arena->next_size = FIRST_BLOCK;
}

void cl_arena_free(cl_arena *arena) {
    if (!arena)
        return;
    run_hooks(arena);
    while (arena->last) {
        block *previous = arena->last->previous;
        free(arena->last);
        arena->last = previous;
    }
    free(arena);
}

void *cl_arena_alloc(cl_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2)
        exhausted();
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    block *last = arena->last;
    if (!last || last->size - last->used < size) {
        size_t room = arena->next_size;
        if (size > room / 4) {
            /* A large thing gets a block of its own, put behind the last so that the room left in
             * the last block is not lost. */
            block *own = new_block(size);
            own->used = size;
            if (last) {
                own->previous = last->previous;
                last->previous = own;
            } else {
                arena->last = own;
            }
            return own->bytes;
        }
        block *fresh = new_block(room);
        fresh->previous = last;
        arena->last = last = fresh;
        if (arena->next_size < LARGEST_BLOCK)
            arena->next_size *= 2;
    }
    void *bytes = (char *)last->bytes + last->used;
    last->used += size;
    return bytes;
}

void *cl_arena_array(cl_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        exhausted();
    return cl_arena_alloc(arena, count * size);
}

char *cl_arena_copy(cl_arena *arena, const char *bytes, size_t length) {
    char *copy = cl_arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *cl_arena_strdup(cl_arena *arena, const char *string) {
    return cl_arena_copy(arena, string, strlen(string));
}

char *cl_arena_vprintf(cl_arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return cl_arena_strdup(arena, format);
    char *string = cl_arena_alloc(arena, (size_t)length + 1);
    vsnprintf(string, (size_t)length + 1, format, arguments);
    return string;
}

char *cl_arena_printf(cl_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *string = cl_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return string;
}

void *cl_arena_grow(cl_arena *arena, void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = cl_arena_array(arena, wanted, size);
    if (count)
        memcpy(grown, items, count * size);
    *capacity = wanted;
    return grown;
}

void cl_arena_hook(cl_arena *arena, void (*release)(void *), void *object) {
    hook *fresh = CL_NEW(arena, hook);
    fresh->release = release;
    fresh->object = object;
    fresh->previous = arena->hooks;
    arena->hooks = fresh;
}
