/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/package_parts.h"

static char *copy(cl_arena *arena, cl_text text) {
    return cl_arena_copy(arena, text.bytes ? text.bytes : "", text.length);
}

/* ---- content types ---- */

static cl_status on_content_type(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    cl_package *package = user;
    bool is_default = element->name == CL_XML_CT_DEFAULT;
    if (!is_default && element->name != CL_XML_CT_OVERRIDE) {
        return CL_OK;
    }
    cl_text key = cl_xml_attribute(element, is_default ? "Extension" : "PartName");
    if (cl_text_starts(key, "/")) {
        key = cl_text_slice(key, 1, key.length);
    }
    cl_content_types *list = is_default ? &package->defaults : &package->overrides;
    list->items = cl_arena_grow(package->arena, list->items, list->count, &list->capacity,
                                sizeof *list->items);
    list->items[list->count++] = (cl_content_type){
        copy(package->arena, key), copy(package->arena, cl_xml_attribute(element, "ContentType"))};
    return CL_OK;
}

cl_status cl_package_read_types(cl_package *package, cl_error *error) {
    cl_xml_handler handler = {package, on_content_type, NULL, NULL};
    return cl_package_parse(package, "[Content_Types].xml", &handler, error);
}

static const char *find_type(const cl_content_types *list, cl_text key) {
    for (size_t i = 0; i < list->count; i++) {
        if (cl_text_equal_nocase(cl_text_from(list->items[i].key), key)) {
            return list->items[i].type;
        }
    }
    return NULL;
}

const char *cl_package_content_type(const cl_package *package, const char *part) {
    if (package->flat != NULL) {
        const cl_flat_part *found = cl_flat_opc_find(package->flat, part);
        return found != NULL ? found->content_type : NULL;
    }
    const char *type = find_type(&package->overrides, cl_text_from(part));
    const char *dot = strrchr(part, '.');
    return type != NULL || dot == NULL ? type
                                       : find_type(&package->defaults, cl_text_from(dot + 1));
}

const char *cl_package_part_of_type(const cl_package *package, const char *ending) {
    for (size_t i = 0; package->flat != NULL && i < package->flat->count; i++) {
        const cl_flat_part *part = &package->flat->parts[i];
        if (cl_text_ends(cl_text_from(part->content_type), ending)) {
            return part->name;
        }
    }
    for (size_t i = 0; i < package->overrides.count; i++) {
        if (cl_text_ends(cl_text_from(package->overrides.items[i].type), ending)) {
            return package->overrides.items[i].key;
        }
    }
    return NULL;
}

/* ---- relationships ---- */

static int hex(int c) {
    return cl_is_digit(c)         ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Length of the path of the folder that a part is in, with its slash. */
static size_t folder_length(const char *part) {
    const char *slash = strrchr(part, '/');
    return slash != NULL ? (size_t)(slash - part) + 1 : 0;
}

/* Resolves a target against the folder of its source part: "../" and "./" steps, %XX, no query. */
static char *resolve(cl_arena *arena, const char *source, cl_text target) {
    size_t folder = folder_length(source);
    char *path = cl_arena_alloc(arena, folder + target.length + 2);
    size_t length = 0;
    if (target.length > 0 && (target.bytes[0] == '/' || target.bytes[0] == '\\')) {
        folder = 0;
    }
    memcpy(path, source, folder);
    length = folder;
    size_t step = length; /* where the current step begins */
    for (size_t i = 0; i <= target.length; i++) {
        int c = i < target.length ? (unsigned char)target.bytes[i] : '/';
        if (c == '%' && i + 2 < target.length && hex(target.bytes[i + 1]) >= 0 &&
            hex(target.bytes[i + 2]) >= 0) {
            c = hex(target.bytes[i + 1]) * 16 + hex(target.bytes[i + 2]);
            i += 2;
        }
        if (c == '#' || c == '?' || c == '\0') {
            i = target.length - 1;
            continue;
        }
        if (c != '/' && c != '\\') {
            path[length++] = (char)c;
            continue;
        }
        size_t size = length - step;
        if (size == 0 || (size == 1 && path[step] == '.')) {
            length = step;
        } else if (size == 2 && path[step] == '.' && path[step + 1] == '.') {
            length = step > 0 ? step - 1 : 0;
            while (length > 0 && path[length - 1] != '/') {
                length--;
            }
        } else {
            path[length++] = '/';
        }
        step = length;
    }
    while (length > 0 && path[length - 1] == '/') {
        length--;
    }
    path[length] = '\0';
    return path;
}

typedef struct rels_reader {
    cl_package *package;
    const char *source;
    cl_relationships *list;
} rels_reader;

/* Cuts the type of an Office document's relationship, transitional or strict, to its last step;
 * false for any other type. */
static bool cut_office_type(cl_text *type) {
    static const char *const prefixes[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    };
    for (size_t i = 0; i < 2; i++) {
        if (cl_text_starts(*type, prefixes[i])) {
            *type = cl_text_slice(*type, strlen(prefixes[i]), type->length);
            return true;
        }
    }
    return false;
}

static cl_status on_relationship(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    rels_reader *reader = user;
    if (element->name != CL_XML_RELATIONSHIP) {
        return CL_OK;
    }
    cl_text type = cl_xml_attribute(element, "Type");
    if (!cut_office_type(&type)) {
        return CL_OK;
    }
    cl_arena *arena = reader->package->arena;
    cl_relationships *list = reader->list;
    bool external =
        cl_text_equal_nocase(cl_xml_attribute(element, "TargetMode"), CL_TEXT("External"));
    list->items =
        cl_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (cl_relationship){
        copy(arena, cl_xml_attribute(element, "Id")), copy(arena, type),
        external ? NULL : resolve(arena, reader->source, cl_xml_attribute(element, "Target"))};
    return CL_OK;
}

cl_status cl_package_read_relationships(cl_package *package, const char *source,
                                        cl_relationships *list, cl_error *error) {
    size_t folder = folder_length(source);
    const char *part =
        cl_arena_printf(package->arena, "%.*s_rels/%s.rels", (int)folder, source, source + folder);
    if (!cl_package_has(package, part)) {
        return CL_OK;
    }
    rels_reader reader = {package, source, list};
    cl_xml_handler handler = {&reader, on_relationship, NULL, NULL};
    return cl_package_parse(package, part, &handler, error);
}

const char *cl_relationships_target(const cl_relationships *list, const char *type) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].target != NULL && strcmp(list->items[i].type, type) == 0) {
            return list->items[i].target;
        }
    }
    return NULL;
}
