/* SPDX-License-Identifier: MIT */
#include "document/package.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <zip.h>

#include "document/flat_opc.h"

typedef struct content_type {
    const char *key; /* part name, or extension */
    const char *type;
} content_type;

typedef struct content_types {
    content_type *items;
    size_t count, capacity;
} content_types;

struct cl_package {
    cl_arena *arena;
    const char *name;
    cl_place place;
    cl_text bytes;
    const cl_limits *limits;
    zip_t *zip;
    cl_flat_opc *flat; /* instead of the zip */
    size_t total;      /* inflated so far */
    struct timespec begin;
    content_types defaults, overrides;
    const char *main;
    cl_relationships root, related;
};

enum { CHUNK = 32768, RATIO_FROM = 1 << 20, HEAD = 8192 };

static bool has_end_record(cl_text bytes) {
    size_t from = bytes.length > 66000 ? bytes.length - 66000 : 0;
    return cl_text_find(bytes, CL_TEXT("PK\5\6"), from) != SIZE_MAX;
}

static cl_status refuse_zip(const cl_package *package, const zip_error_t *problem,
                            cl_error *error) {
    if (!has_end_record(package->bytes)) {
        return cl_error_set(
            error, CL_ERROR_FORMAT, "docx-truncated", package->place,
            "The file breaks off before its end: the list of its parts, which comes "
            "last, is missing. Fetch or copy it again.");
    }
    int code = zip_error_code_zip(problem);
    const char *what = code == ZIP_ER_INCONS      ? "its list of parts contradicts itself"
                       : code == ZIP_ER_NOZIP     ? "its list of parts is not where it should be"
                       : code == ZIP_ER_MULTIDISK ? "it is one of several volumes"
                                                  : "its list of parts cannot be read";
    return cl_error_set(error, CL_ERROR_FORMAT, "zip-damaged", package->place,
                        "The zip file is damaged: %s.", what);
}

static cl_status open_zip(cl_package *package, cl_error *error) {
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *source =
        zip_source_buffer_create(package->bytes.bytes, package->bytes.length, 0, &problem);
    if (source != NULL) {
        package->zip = zip_open_from_source(source, ZIP_RDONLY, &problem);
        if (package->zip == NULL) {
            zip_source_free(source);
        }
    }
    cl_status status = CL_OK;
    if (package->zip == NULL) {
        status = refuse_zip(package, &problem, error);
    }
    zip_error_fini(&problem);
    return status;
}

/* Names as some programs write them: with backslashes, or a slash at the start. */
static bool is_same_part(const char *entry, const char *part) {
    entry += *entry == '/' || *entry == '\\';
    for (; *entry != '\0' && *part != '\0'; entry++, part++) {
        char c = *entry == '\\' ? '/' : *entry;
        if (cl_lower((unsigned char)c) != cl_lower((unsigned char)*part)) {
            return false;
        }
    }
    return *entry == *part;
}

static zip_int64_t locate(cl_package *package, const char *part) {
    zip_int64_t index = zip_name_locate(package->zip, part, ZIP_FL_ENC_GUESS);
    if (index >= 0) {
        return index;
    }
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    for (index = 0; index < count; index++) {
        const char *entry = zip_get_name(package->zip, (zip_uint64_t)index, ZIP_FL_ENC_GUESS);
        if (entry != NULL && is_same_part(entry, part)) {
            return index;
        }
    }
    return -1;
}

bool cl_package_has(cl_package *package, const char *part) {
    if (package->flat != NULL) {
        return cl_flat_opc_find(package->flat, part) != NULL;
    }
    return locate(package, part) >= 0;
}

static cl_status check_time(const cl_package *package, const char *part, cl_error *error) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t whole = now.tv_sec - package->begin.tv_sec - (now.tv_nsec < package->begin.tv_nsec);
    if (whole < (time_t)package->limits->seconds) {
        return CL_OK;
    }
    return cl_error_set(error, CL_ERROR_LIMIT, "limit-seconds", package->place,
                        "Reading %s took longer than the limit of %u s (--max-seconds).", part,
                        package->limits->seconds);
}

/* Called with the size the directory states before inflating, and with the true size while
 * inflating: the directory of a zip bomb may lie. */
static cl_status check_size(const cl_package *package, const char *part, uint64_t size,
                            uint64_t packed, cl_error *error) {
    const cl_limits *limits = package->limits;
    if (size > limits->part_bytes) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-part-bytes", package->place,
                            "The part %s is larger than the limit of %zu bytes "
                            "(--max-part-bytes).",
                            part, limits->part_bytes);
    }
    if (size > limits->total_bytes || package->total > limits->total_bytes - size) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-total-bytes", package->place,
                            "With the part %s the parts exceed the limit of %zu bytes in all "
                            "(--max-total-bytes).",
                            part, limits->total_bytes);
    }
    if (packed > package->bytes.length) {
        packed = package->bytes.length;
    }
    if (size > RATIO_FROM && size / limits->ratio > packed) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-ratio", package->place,
                            "The part %s unpacks to more than %zu times its size, as zip bombs do "
                            "(--max-ratio).",
                            part, limits->ratio);
    }
    return CL_OK;
}

static cl_status refuse_part(const cl_package *package, const char *part, int code,
                             cl_error *error) {
    switch (code) {
    case ZIP_ER_COMPNOTSUPP:
        return cl_error_set(error, CL_ERROR_UNSUPPORTED, "zip-method", package->place,
                            "The part %s is packed with a method that Office files do not use.",
                            part);
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return cl_error_set(error, CL_ERROR_UNSUPPORTED, "zip-encrypted", package->place,
                            "The part %s is encrypted. Unpack the zip with its password first.",
                            part);
    default:
        return cl_error_set(
            error, CL_ERROR_FORMAT, "zip-damaged", package->place, "The part %s is damaged: %s.",
            part, code == ZIP_ER_CRC ? "its checksum does not match" : "it cannot be unpacked");
    }
}

/* Where inflated bytes go: into a parser, or into a buffer. */
typedef struct sink {
    cl_xml_parser *parser;
    cl_buffer *buffer;
} sink;

static cl_status pour(const sink *sink, const char *bytes, size_t length) {
    if (sink->parser != NULL) {
        return cl_xml_feed(sink->parser, bytes, length);
    }
    cl_buffer_add(sink->buffer, bytes, length);
    return CL_OK;
}

static cl_status pump(cl_package *package, const char *part, zip_file_t *file, uint64_t packed,
                      const sink *sink, cl_error *error) {
    char chunk[CHUNK];
    uint64_t size = 0;
    for (;;) {
        zip_int64_t got = zip_fread(file, chunk, sizeof chunk);
        if (got < 0) {
            return refuse_part(package, part, zip_error_code_zip(zip_file_get_error(file)), error);
        }
        if (got == 0) {
            return sink->parser != NULL ? cl_xml_finish(sink->parser) : CL_OK;
        }
        size += (uint64_t)got;
        cl_status status = check_size(package, part, size, packed, error);
        if (status == CL_OK) {
            status = check_time(package, part, error);
        }
        if (status == CL_OK) {
            status = pour(sink, chunk, (size_t)got);
        }
        if (status != CL_OK) {
            return status;
        }
    }
}

static cl_status refuse_missing(const cl_package *package, const char *part, cl_error *error) {
    return cl_error_set(error, CL_ERROR_FORMAT, "zip-part-missing", package->place,
                        "The part %s is referred to but is not in the file.", part);
}

static cl_status parse_flat(cl_package *package, const char *part, const cl_xml_handler *handler,
                            cl_error *error) {
    const cl_flat_part *found = cl_flat_opc_find(package->flat, part);
    return found != NULL ? cl_flat_opc_parse(package->flat, found, handler, error)
                         : refuse_missing(package, part, error);
}

/* Programs differ in which of two parts of one name they read, so that a reader could be shown
 * another text than a signatory (ECMA-376 part 2, 9.1.1: names are unique whatever their case). */
static bool is_twice(cl_package *package, zip_uint64_t index, const char *part) {
    zip_int64_t entries = zip_get_num_entries(package->zip, 0);
    for (zip_int64_t i = 0; i < entries; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if ((zip_uint64_t)i != index && name != NULL &&
            cl_text_equal_nocase(cl_text_from(name), cl_text_from(part))) {
            return true;
        }
    }
    return false;
}

static cl_status inflate_part(cl_package *package, const char *part, const sink *sink,
                              cl_error *error) {
    zip_int64_t index = locate(package, part);
    zip_stat_t stat;
    if (index < 0 || zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0) {
        return refuse_missing(package, part, error);
    }
    if (is_twice(package, (zip_uint64_t)index, part)) {
        return cl_error_set(error, CL_ERROR_FORMAT, "zip-part-twice", package->place,
                            "The part %s is in the file twice, so it is not clear which of them "
                            "counts.",
                            part);
    }
    uint64_t packed = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : package->bytes.length;
    cl_status status =
        check_size(package, part, stat.valid & ZIP_STAT_SIZE ? stat.size : 0, packed, error);
    if (status != CL_OK) {
        return status;
    }
    zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (file == NULL) {
        return refuse_part(package, part, zip_error_code_zip(zip_get_error(package->zip)), error);
    }
    status = pump(package, part, file, packed, sink, error);
    package->total += stat.valid & ZIP_STAT_SIZE ? (size_t)stat.size : 0;
    zip_fclose(file);
    return status;
}

cl_status cl_package_parse(cl_package *package, const char *part, const cl_xml_handler *handler,
                           cl_error *error) {
    if (package->flat != NULL) {
        return parse_flat(package, part, handler, error);
    }
    cl_xml_parser *parser =
        cl_xml_new(handler, part, package->place, package->limits->xml_depth, error);
    cl_xml_limit_attributes(parser, package->limits->xml_attributes);
    sink sink = {.parser = parser};
    cl_status status = inflate_part(package, part, &sink, error);
    cl_xml_free(parser);
    return status;
}

cl_status cl_package_read(cl_package *package, const char *part, cl_buffer *into, cl_error *error) {
    if (package->flat != NULL) {
        return refuse_missing(package, part, error);
    }
    sink sink = {.buffer = into};
    return inflate_part(package, part, &sink, error);
}

static char *copy(cl_arena *arena, cl_text text) {
    return cl_arena_copy(arena, text.bytes ? text.bytes : "", text.length);
}

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
    content_types *list = is_default ? &package->defaults : &package->overrides;
    list->items = cl_arena_grow(package->arena, list->items, list->count, &list->capacity,
                                sizeof *list->items);
    list->items[list->count++] = (content_type){
        copy(package->arena, key), copy(package->arena, cl_xml_attribute(element, "ContentType"))};
    return CL_OK;
}

static const char *find_type(const content_types *list, cl_text key) {
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

static int hex(int c) {
    return cl_is_digit(c)         ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Resolves a target against the folder of its source part: "../" and "./" steps, %XX, no query. */
static char *resolve(cl_arena *arena, const char *source, cl_text target) {
    const char *slash = strrchr(source, '/');
    size_t folder = slash != NULL ? (size_t)(slash - source) + 1 : 0;
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

static cl_status on_relationship(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    rels_reader *reader = user;
    if (element->name != CL_XML_RELATIONSHIP) {
        return CL_OK;
    }
    static const char *const prefixes[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    };
    cl_text type = cl_xml_attribute(element, "Type");
    bool known = false;
    for (size_t i = 0; i < 2 && !known; i++) {
        if (cl_text_starts(type, prefixes[i])) {
            type = cl_text_slice(type, strlen(prefixes[i]), type.length);
            known = true;
        }
    }
    if (!known) {
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

/* A part without relationships has no relationship part. */
static cl_status read_relationships(cl_package *package, const char *source, cl_relationships *list,
                                    cl_error *error) {
    const char *slash = strrchr(source, '/');
    size_t folder = slash != NULL ? (size_t)(slash - source) + 1 : 0;
    const char *part =
        cl_arena_printf(package->arena, "%.*s_rels/%s.rels", (int)folder, source, source + folder);
    if (!cl_package_has(package, part)) {
        return CL_OK;
    }
    rels_reader reader = {package, source, list};
    cl_xml_handler handler = {&reader, on_relationship, NULL, NULL};
    return cl_package_parse(package, part, &handler, error);
}

static const char *find_target(const cl_relationships *list, const char *type) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].target != NULL && strcmp(list->items[i].type, type) == 0) {
            return list->items[i].target;
        }
    }
    return NULL;
}

/* Where relationships are missing, the content type still tells what a part is. */
static const char *find_by_type(const cl_package *package, const char *ending) {
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

static const char *find_main(const cl_package *package) {
    static const char *const endings[] = {
        "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml"};
    const char *main = find_target(&package->root, "officeDocument");
    for (size_t i = 0; main == NULL && i < sizeof endings / sizeof *endings; i++) {
        main = find_by_type(package, endings[i]);
    }
    return main;
}

static cl_status refuse_kind(cl_package *package, const char *what, cl_error *error) {
    return cl_error_set(error, CL_ERROR_UNSUPPORTED, "docx-not-a-document", package->place,
                        "The file is %s, not a Word document.", what);
}

static cl_status check_kind(cl_package *package, cl_error *error) {
    if (package->main == NULL) {
        const char *what = cl_package_has(package, "META-INF/manifest.xml") &&
                                   cl_package_has(package, "content.xml")
                               ? "an OpenDocument file (save it as .docx)"
                           : cl_package_has(package, "[Content_Types].xml")
                               ? "an Office package without a main part"
                               : "a zip archive";
        return refuse_kind(package, what, error);
    }
    const char *type = cl_package_content_type(package, package->main);
    const char *what = type == NULL                     ? NULL
                       : strstr(type, "spreadsheetml")  ? "an Excel workbook"
                       : strstr(type, "presentationml") ? "a PowerPoint presentation"
                       : strstr(type, "ms-excel")       ? "an Excel workbook"
                       : strstr(type, "ms-powerpoint")  ? "a PowerPoint presentation"
                       : strstr(type, "ms-visio")       ? "a Visio drawing"
                                                        : NULL;
    return what != NULL ? refuse_kind(package, what, error) : CL_OK;
}

static cl_status pause_flat(void *user, const char *part, cl_error *error) {
    return check_time(user, part, error);
}

static cl_status open_flat(cl_package *package, cl_error *error) {
    package->flat = CL_NEW(package->arena, cl_flat_opc);
    *package->flat = (cl_flat_opc){.arena = package->arena,
                                   .bytes = package->bytes,
                                   .place = package->place,
                                   .depth_limit = package->limits->xml_depth,
                                   .attribute_limit = package->limits->xml_attributes,
                                   .part_limit = package->limits->parts,
                                   .pause = pause_flat,
                                   .user = package};
    return cl_flat_opc_open(package->flat, error);
}

/* What the directory of a zip holds; flat packages give content types with their parts. */
static cl_status read_zip_directory(cl_package *package, cl_error *error) {
    zip_int64_t entries = zip_get_num_entries(package->zip, 0);
    if (entries < 0 || (uint64_t)entries > package->limits->parts) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-parts", package->place,
                            "The file has more parts than the limit of %zu (--max-parts).",
                            package->limits->parts);
    }
    cl_status status = CL_OK;
    if (cl_package_has(package, "[Content_Types].xml")) {
        cl_xml_handler handler = {package, on_content_type, NULL, NULL};
        status = cl_package_parse(package, "[Content_Types].xml", &handler, error);
    }
    return status;
}

static cl_status read_directory(cl_package *package, cl_error *error) {
    cl_status status = package->flat != NULL ? CL_OK : read_zip_directory(package, error);
    if (status == CL_OK) {
        status = read_relationships(package, "", &package->root, error);
    }
    if (status == CL_OK) {
        package->main = find_main(package);
        status = check_kind(package, error);
    }
    return status == CL_OK ? read_relationships(package, package->main, &package->related, error)
                           : status;
}

cl_status cl_package_open(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                          cl_package **out, cl_error *error) {
    cl_package *package = CL_NEW(arena, cl_package);
    package->arena = arena;
    package->name = cl_arena_strdup(arena, name);
    package->place.file = package->name;
    package->bytes = bytes;
    package->limits = limits;
    clock_gettime(CLOCK_MONOTONIC, &package->begin);
    bool flat = cl_flat_opc_recognise(cl_text_slice(bytes, 0, HEAD));
    cl_status status = flat ? open_flat(package, error) : open_zip(package, error);
    if (status == CL_OK) {
        status = read_directory(package, error);
    }
    if (status != CL_OK) {
        cl_package_close(package);
        return status;
    }
    *out = package;
    return CL_OK;
}

void cl_package_close(cl_package *package) {
    if (package != NULL && package->zip != NULL) {
        zip_discard(package->zip);
        package->zip = NULL;
    }
}

const char *cl_package_main(const cl_package *package) {
    return package->main;
}

const cl_relationships *cl_package_relationships(const cl_package *package) {
    return &package->related;
}

const char *cl_package_related(const cl_package *package, const char *type) {
    const char *target = find_target(&package->related, type);
    if (target == NULL && package->related.count == 0) {
        char ending[64];
        snprintf(ending, sizeof ending, "wordprocessingml.%s+xml", type);
        target = find_by_type(package, ending);
    }
    return target;
}

const char *cl_package_target(const cl_package *package, cl_text id) {
    for (size_t i = 0; i < package->related.count; i++) {
        if (cl_text_equal(cl_text_from(package->related.items[i].id), id)) {
            return package->related.items[i].target;
        }
    }
    return NULL;
}

unsigned cl_package_seconds_left(const cl_package *package) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t used = now.tv_sec - package->begin.tv_sec;
    return used >= (time_t)package->limits->seconds ? 0 : package->limits->seconds - (unsigned)used;
}
