/* SPDX-License-Identifier: MIT
 *
 * Memory with one lifetime. An arena hands out zeroed memory that lives until the arena is cleared
 * or freed; nothing in it is freed on its own. There is one arena for the ruleset and one for each
 * document (shared by document, contract and findings, so that they may borrow from one another).
 *
 * Allocation never returns NULL: when memory is exhausted the process ends with a message and exit
 * status 2. Not safe for use by two threads at once.
 */
#ifndef CL_BASE_ARENA_H
#define CL_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct cl_arena cl_arena;

cl_arena *cl_arena_new(void);
/* Runs the hooks (last registered first) and frees everything. NULL is allowed. */
void cl_arena_free(cl_arena *arena);
/* Runs the hooks and forgets everything, but keeps a block of memory for the next use. */
void cl_arena_clear(cl_arena *arena);

/* `size` zeroed bytes, aligned for any type. Size 0 gives a valid pointer. */
void *cl_arena_alloc(cl_arena *arena, size_t size);
/* A zeroed array of `count` things of `size` bytes; overflow is treated as exhausted memory. */
void *cl_arena_array(cl_arena *arena, size_t count, size_t size);
/* NUL-terminated copies. */
char *cl_arena_copy(cl_arena *arena, const char *bytes, size_t length);
char *cl_arena_strdup(cl_arena *arena, const char *string);
char *cl_arena_printf(cl_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *cl_arena_vprintf(cl_arena *arena, const char *format, va_list arguments);

/* Makes room for one more item in an array of `count` items with room for `*capacity`: returns the
 * array to use from now on (the old one stays valid but is no longer the array). Typical use:
 *     list->items = cl_arena_grow(arena, list->items, list->count, &list->capacity, sizeof
 * *list->items); list->items[list->count++] = item;
 */
void *cl_arena_grow(cl_arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* Calls `release(object)` when the arena is cleared or freed: how objects of foreign libraries get
 * the arena's lifetime. */
void cl_arena_hook(cl_arena *arena, void (*release)(void *), void *object);

#define CL_NEW(arena, type)          ((type *)cl_arena_alloc((arena), sizeof(type)))
#define CL_ARRAY(arena, count, type) ((type *)cl_arena_array((arena), (count), sizeof(type)))

#endif
