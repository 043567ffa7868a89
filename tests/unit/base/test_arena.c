/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

Test(arena, gives_zeroed_aligned_memory_of_any_size) {
    cl_arena *arena = cl_arena_new();
    for (size_t size = 0; size < 200000; size = size * 3 + 1) {
        unsigned char *bytes = cl_arena_alloc(arena, size);
        cr_assert_not_null(bytes);
        cr_assert_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(bytes[i], 0);
        memset(bytes, 0xAB, size);
    }
    cl_arena_free(arena);
}

Test(arena, memory_is_zeroed_again_after_clear) {
    cl_arena *arena = cl_arena_new();
    memset(cl_arena_alloc(arena, 1000), 0xFF, 1000);
    cl_arena_clear(arena);
    unsigned char *bytes = cl_arena_alloc(arena, 1000);
    for (size_t i = 0; i < 1000; i++)
        cr_assert_eq(bytes[i], 0);
    cl_arena_free(arena);
}

static char order[8];
static size_t released;

static void note(void *object) {
    order[released++] = *(const char *)object;
}

Test(arena, runs_hooks_last_first_and_once) {
    cl_arena *arena = cl_arena_new();
    cl_arena_hook(arena, note, "a");
    cl_arena_hook(arena, note, "b");
    cl_arena_clear(arena);
    cr_assert_eq(released, 2);
    cl_arena_hook(arena, note, "c");
    cl_arena_free(arena);
    cr_assert_str_eq(order, "bac");
}

Test(arena, grow_keeps_the_items) {
    cl_arena *arena = cl_arena_new();
    int *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = cl_arena_grow(arena, items, count, &capacity, sizeof *items);
        items[count++] = i;
    }
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(items[i], i);
    cl_arena_free(arena);
}

Test(arena, formats_and_copies_text) {
    cl_arena *arena = cl_arena_new();
    cr_assert_str_eq(cl_arena_printf(arena, "%s-%d", "x", 5), "x-5");
    cr_assert_str_eq(cl_arena_copy(arena, "abcdef", 3), "abc");
    cr_assert_str_eq(cl_arena_strdup(arena, ""), "");
    cl_arena_free(NULL);
    cl_arena_free(arena);
}
