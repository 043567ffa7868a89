/* SPDX-License-Identifier: MIT
 *
 * positions FILE|DIR…: checks that every byte of matching text of every DOCX leads to its place in
 * the XML and back. The XML is read a second time here, by part, paragraph and run, without
 * anything of the loader but its parser.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/load.h"
#include "document/package.h"

/* What one w:r shows; `odd` when something in it is shown as we choose: symbols, note numbers,
 * form fields. */
typedef struct run_text {
    cl_buffer text;
    bool odd;
} run_text;

typedef struct paragraph_text {
    run_text *runs;
    size_t count, capacity;
    const char *id;
} paragraph_text;

enum { DEEP = 512 };

typedef struct part_text {
    cl_arena *arena;
    const char *name;
    paragraph_text **paragraphs;
    size_t count, capacity;
    /* open ones */
    paragraph_text *stack[DEEP];
    size_t run_stack[DEEP];
    size_t depth, run_depth;
    size_t names[DEEP];
    size_t level;
    bool in_text;
} part_text;

static run_text *open_run(part_text *part) {
    if (part->depth == 0 || part->run_depth == 0) {
        return NULL;
    }
    paragraph_text *owner = part->stack[part->depth - 1];
    size_t index = part->run_stack[part->run_depth - 1];
    return index < owner->count ? &owner->runs[index] : NULL;
}

static void show(part_text *part, const char *text) {
    if (open_run(part) != NULL) {
        cl_buffer_add_string(&open_run(part)->text, text);
    }
}

static void start_paragraph(part_text *part, const cl_xml_element *element) {
    part->paragraphs = cl_arena_grow(part->arena, part->paragraphs, part->count, &part->capacity,
                                     sizeof *part->paragraphs);
    paragraph_text *made = CL_NEW(part->arena, paragraph_text);
    cl_text id = cl_xml_attribute(element, "paraId");
    made->id = id.bytes != NULL ? cl_arena_copy(part->arena, id.bytes, id.length) : NULL;
    part->paragraphs[part->count++] = made;
    if (part->depth < DEEP) {
        part->stack[part->depth++] = made;
    }
}

static void start_run(part_text *part) {
    if (part->depth == 0 || part->run_depth == DEEP) {
        return;
    }
    paragraph_text *owner = part->stack[part->depth - 1];
    owner->runs = cl_arena_grow(part->arena, owner->runs, owner->count, &owner->capacity,
                                sizeof *owner->runs);
    owner->runs[owner->count] = (run_text){{0}, false};
    part->run_stack[part->run_depth++] = owner->count++;
}

static cl_status on_start(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    part_text *part = user;
    size_t parent = part->level > 0 && part->level <= DEEP ? part->names[part->level - 1] : 0;
    if (part->level < DEEP) {
        part->names[part->level] = element->name;
    }
    part->level++;
    switch (element->name) {
    case CL_XML_P:
        start_paragraph(part, element);
        break;
    case CL_XML_R:
    case CL_XML_MATH_R:
        start_run(part);
        break;
    case CL_XML_T:
    case CL_XML_MATH_T:
    case CL_XML_DEL_TEXT:
        part->in_text = true;
        break;
    case CL_XML_TAB:
        if (parent == CL_XML_R) {
            show(part, "\t");
        }
        break;
    case CL_XML_PTAB:
        show(part, "\t");
        break;
    case CL_XML_BR:
    case CL_XML_CR:
        show(part, " ");
        break;
    case CL_XML_NO_BREAK_HYPHEN:
        show(part, "\xE2\x80\x91");
        break;
    case CL_XML_SOFT_HYPHEN:
        show(part, "\xC2\xAD");
        break;
    case CL_XML_SYM:
    case CL_XML_FLD_CHAR:
    case CL_XML_FOOTNOTE_REFERENCE:
    case CL_XML_ENDNOTE_REFERENCE:
    case CL_XML_FOOTNOTE_REF:
    case CL_XML_ENDNOTE_REF:
        if (open_run(part) != NULL) {
            open_run(part)->odd = true;
        }
        break;
    default:
        break;
    }
    return CL_OK;
}

static cl_status on_end(void *user, cl_xml_name name, cl_error *error) {
    (void)error;
    part_text *part = user;
    part->level--;
    if (name == CL_XML_P && part->depth > 0) {
        part->depth--;
    } else if ((name == CL_XML_R || name == CL_XML_MATH_R) && part->run_depth > 0) {
        part->run_depth--;
    } else if (name == CL_XML_T || name == CL_XML_MATH_T || name == CL_XML_DEL_TEXT) {
        part->in_text = false;
    }
    return CL_OK;
}

static cl_status on_text(void *user, cl_text text, cl_error *error) {
    (void)error;
    part_text *part = user;
    if (part->in_text && open_run(part) != NULL) {
        cl_buffer *buffer = &open_run(part)->text;
        size_t from = buffer->length;
        cl_buffer_add_text(buffer, text);
        for (; from < buffer->length; from++) {
            if (buffer->bytes[from] == '\n' || buffer->bytes[from] == '\r') {
                buffer->bytes[from] = ' ';
            }
        }
    }
    return CL_OK;
}

typedef struct check {
    cl_arena *arena;
    const char *path;
    cl_package *package;
    const cl_document *document;
    part_text **parts;
    size_t part_count, part_capacity;
    size_t bytes, exact, odd, wrong;
} check;

static void complain(check *check, const cl_block *block, size_t at, const char *what) {
    if (check->wrong++ < 5) {
        printf("%s: %s paragraph %u, byte %zu of \"%.*s\": %s\n", check->path, block->part,
               block->paragraph, at, (int)(block->text.length < 40 ? block->text.length : 40),
               block->text.bytes, what);
    }
}

static const part_text *part_of(check *check, const char *name) {
    for (size_t i = 0; i < check->part_count; i++) {
        if (strcmp(check->parts[i]->name, name) == 0) {
            return check->parts[i];
        }
    }
    part_text *part = CL_NEW(check->arena, part_text);
    part->arena = check->arena;
    part->name = name;
    cl_xml_handler handler = {part, on_start, on_end, on_text};
    cl_error error = {0};
    if (cl_package_parse(check->package, name, &handler, &error) != CL_OK) {
        return NULL;
    }
    check->parts = cl_arena_grow(check->arena, check->parts, check->part_count,
                                 &check->part_capacity, sizeof *check->parts);
    return check->parts[check->part_count++] = part;
}

static const run_text *run_of(const part_text *part, const cl_run *place) {
    if (place->paragraph >= part->count) {
        return NULL;
    }
    const paragraph_text *paragraph = part->paragraphs[place->paragraph];
    return place->run < paragraph->count ? &paragraph->runs[place->run] : NULL;
}

/* One byte of matching text: into the source, into the XML, and back. */
static void check_byte(check *check, const cl_block *block, const part_text *part, size_t i) {
    size_t at = block->map[i];
    cl_text source = check->document->source;
    check->bytes++;
    if (at < block->source.start || at >= block->source.end) {
        complain(check, block, i, "its source is outside the block");
        return;
    }
    char c = block->text.bytes[i];
    if ((cl_is_alpha((unsigned char)source.bytes[at]) ||
         cl_is_digit((unsigned char)source.bytes[at])) &&
        source.bytes[at] != c) {
        complain(check, block, i, "the source has another letter there");
        return;
    }
    cl_run place;
    if (!cl_block_place(block, at, &place)) {
        if (c != '/') { /* the line of a fraction is drawn by us */
            complain(check, block, i, "it belongs to no run");
        }
        return;
    }
    size_t back = 0;
    if (!cl_block_find(block, &place, &back) || back != at) {
        complain(check, block, i, "the way back leads elsewhere");
        return;
    }
    const run_text *run = run_of(part, &place);
    if (run == NULL) {
        complain(check, block, i, "the XML has no such run");
    } else if (run->odd) {
        check->odd++;
    } else if (place.offset >= run->text.length ||
               run->text.bytes[place.offset] != source.bytes[at]) {
        complain(check, block, i, "the run has another byte there");
    } else {
        check->exact++;
    }
}

static void check_block(check *check, const cl_block *block) {
    if (block->part == NULL || strchr(block->part, '!') != NULL) {
        return; /* in a document inside this one */
    }
    const part_text *part = part_of(check, block->part);
    if (part == NULL || part->count == 0) {
        return; /* no part of WordprocessingML */
    }
    if (block->paragraph >= part->count) {
        complain(check, block, 0, "the part has no such paragraph");
        return;
    }
    const char *id = part->paragraphs[block->paragraph]->id;
    if ((id == NULL) != (block->para_id == NULL) || (id != NULL && strcmp(id, block->para_id))) {
        complain(check, block, 0, "the paragraph has another w14:paraId");
    }
    for (size_t i = 0; i < block->text.length; i++) {
        check_byte(check, block, part, i);
    }
}

static void release_parts(check *check) {
    for (size_t i = 0; i < check->part_count; i++) {
        const part_text *part = check->parts[i];
        for (size_t j = 0; j < part->count; j++) {
            for (size_t k = 0; k < part->paragraphs[j]->count; k++) {
                cl_buffer_release(&part->paragraphs[j]->runs[k].text);
            }
        }
    }
}

static size_t totals[4];

static void check_view(const char *path, cl_text bytes, cl_view view) {
    check check = {.arena = cl_arena_new(), .path = path};
    cl_limits limits = cl_default_limits;
    limits.view = view;
    cl_document *document = NULL;
    cl_error error = {0};
    if (cl_document_load(check.arena, path, bytes, &limits, &document, &error) == CL_OK &&
        document->format == CL_FORMAT_DOCX &&
        cl_package_open(check.arena, path, bytes, &limits, &check.package, &error) == CL_OK) {
        check.document = document;
        for (size_t i = 0; i < document->block_count; i++) {
            check_block(&check, &document->blocks[i]);
        }
        release_parts(&check);
        cl_package_close(check.package);
        totals[0]++;
        totals[1] += check.bytes;
        totals[2] += check.odd;
        totals[3] += check.wrong;
    }
    cl_arena_free(check.arena);
}

static void check_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return;
    }
    cl_buffer bytes = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;) {
        cl_buffer_add(&bytes, chunk, n);
    }
    fclose(file);
    check_view(path, cl_buffer_text(&bytes), CL_VIEW_FINAL);
    check_view(path, cl_buffer_text(&bytes), CL_VIEW_ORIGINAL);
    cl_buffer_release(&bytes);
}

static void check_path(const char *path) {
    DIR *folder = opendir(path);
    if (folder == NULL) {
        check_file(path);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.') {
            char *inner = malloc(strlen(path) + strlen(entry->d_name) + 2);
            if (inner == NULL) {
                abort();
            }
            sprintf(inner, "%s/%s", path, entry->d_name);
            check_path(inner);
            free(inner);
        }
    }
    closedir(folder);
}

int main(int count, char **arguments) {
    for (int i = 1; i < count; i++) {
        check_path(arguments[i]);
    }
    printf("%zu readings (two views of each file), %zu bytes there and back, %zu of them in runs "
           "with symbols, note numbers or field marks, %zu wrong\n",
           totals[0], totals[1], totals[2], totals[3]);
    return totals[3] > 0 || totals[0] == 0;
}
