/* SPDX-License-Identifier: MIT
 *
 * Source text → matching text with its map. All loaders build their blocks through this, so the
 * folding rules of document.h exist once.
 */
#ifndef CL_DOCUMENT_NORMALISE_H
#define CL_DOCUMENT_NORMALISE_H

#include "document/document.h"

/* Collects pieces of source into matching text. Reusable: cl_normaliser_take starts afresh. */
typedef struct cl_normaliser {
    cl_buffer text;
    uint32_t *map;
    size_t map_capacity;
    bool space_pending;
    uint32_t space_source;
    uint32_t end_source;
} cl_normaliser;

/* Appends source[start, end). */
void cl_normaliser_add(cl_normaliser *normaliser, cl_text source, size_t start, size_t end);
/* Appends text that is written differently in the source, as source[start, end) (an entity, say).
 */
void cl_normaliser_add_decoded(cl_normaliser *normaliser, cl_text text, size_t start, size_t end);
/* Appends one space (joined lines, tabs, breaks) that came from source offset `at`. */
void cl_normaliser_add_space(cl_normaliser *normaliser, size_t at);
/* Bytes of matching text so far (a pending space counts only once something follows). */
size_t cl_normaliser_length(const cl_normaliser *normaliser);
/* Forgets what was added behind the first `length` bytes of matching text. */
void cl_normaliser_truncate(cl_normaliser *normaliser, size_t length);
/* Copies text and map into the arena and starts afresh. */
void cl_normaliser_take(cl_normaliser *normaliser, cl_arena *arena, cl_text *text,
                        const uint32_t **map);
void cl_normaliser_release(cl_normaliser *normaliser);

/* Line table for cl_document_position; call once when source is complete. */
void cl_document_index_lines(cl_document *document);

#endif
