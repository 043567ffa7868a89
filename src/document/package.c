/* SPDX-License-Identifier: MIT */
#include "document/package.h"

#include <stdio.h>
#include <string.h>

#include "document/package_parts.h"

enum { HEAD = 8192 }; /* bytes in which a flat package tells itself */

/* ---- parts ---- */

bool cl_package_has(cl_package *package, const char *part) {
    if (package->flat != NULL) {
        return cl_flat_opc_find(package->flat, part) != NULL;
    }
    return cl_package_has_entry(package, part);
}

static cl_status parse_flat(cl_package *package, const char *part, const cl_xml_handler *handler,
                            cl_error *error) {
    const cl_flat_part *found = cl_flat_opc_find(package->flat, part);
    return found != NULL ? cl_flat_opc_parse(package->flat, found, handler, error)
                         : cl_package_refuse_missing(package, part, error);
}

cl_status cl_package_parse(cl_package *package, const char *part, const cl_xml_handler *handler,
                           cl_error *error) {
    if (package->flat != NULL) {
        return parse_flat(package, part, handler, error);
    }
    cl_xml_parser *parser =
        cl_xml_new(handler, part, package->place, package->limits->xml_depth, error);
    cl_xml_limit_attributes(parser, package->limits->xml_attributes);
    cl_part_sink sink = {.parser = parser};
    cl_status status = cl_package_inflate(package, part, &sink, error);
    cl_xml_free(parser);
    return status;
}

cl_status cl_package_read(cl_package *package, const char *part, cl_buffer *into, cl_error *error) {
    if (package->flat != NULL) {
        return cl_package_refuse_missing(package, part, error);
    }
    cl_part_sink sink = {.buffer = into};
    return cl_package_inflate(package, part, &sink, error);
}

/* ---- opening ---- */

static const char *find_main(const cl_package *package) {
    static const char *const endings[] = {
        "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml"};
    const char *main = cl_relationships_target(&package->root, "officeDocument");
    for (size_t i = 0; main == NULL && i < sizeof endings / sizeof *endings; i++) {
        main = cl_package_part_of_type(package, endings[i]);
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
    return cl_package_check_time(user, part, error);
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
    return cl_package_has(package, "[Content_Types].xml") ? cl_package_read_types(package, error)
                                                          : CL_OK;
}

static cl_status read_directory(cl_package *package, cl_error *error) {
    cl_status status = package->flat != NULL ? CL_OK : read_zip_directory(package, error);
    if (status == CL_OK) {
        status = cl_package_read_relationships(package, "", &package->root, error);
    }
    if (status == CL_OK) {
        package->main = find_main(package);
        status = check_kind(package, error);
    }
    return status == CL_OK
               ? cl_package_read_relationships(package, package->main, &package->related, error)
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
    cl_status status = flat ? open_flat(package, error) : cl_package_open_zip(package, error);
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

/* ---- questions ---- */

const char *cl_package_main(const cl_package *package) {
    return package->main;
}

const cl_relationships *cl_package_relationships(const cl_package *package) {
    return &package->related;
}

const char *cl_package_related(const cl_package *package, const char *type) {
    const char *target = cl_relationships_target(&package->related, type);
    if (target == NULL && package->related.count == 0) {
        char ending[64];
        snprintf(ending, sizeof ending, "wordprocessingml.%s+xml", type);
        target = cl_package_part_of_type(package, ending);
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
