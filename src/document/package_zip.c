/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/package_parts.h"

enum { CHUNK = 32768, RATIO_FROM = 1 << 20 };

/* ---- opening ---- */

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

cl_status cl_package_open_zip(cl_package *package, cl_error *error) {
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

/* ---- entries ---- */

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

bool cl_package_has_entry(cl_package *package, const char *part) {
    return locate(package, part) >= 0;
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

/* ---- limits ---- */

cl_status cl_package_check_time(const cl_package *package, const char *part, cl_error *error) {
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

/* ---- inflating ---- */

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

cl_status cl_package_refuse_missing(const cl_package *package, const char *part, cl_error *error) {
    return cl_error_set(error, CL_ERROR_FORMAT, "zip-part-missing", package->place,
                        "The part %s is referred to but is not in the file.", part);
}

static cl_status pour(const cl_part_sink *sink, const char *bytes, size_t length) {
    if (sink->parser != NULL) {
        return cl_xml_feed(sink->parser, bytes, length);
    }
    cl_buffer_add(sink->buffer, bytes, length);
    return CL_OK;
}

static cl_status pump(cl_package *package, const char *part, zip_file_t *file, uint64_t packed,
                      const cl_part_sink *sink, cl_error *error) {
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
            status = cl_package_check_time(package, part, error);
        }
        if (status == CL_OK) {
            status = pour(sink, chunk, (size_t)got);
        }
        if (status != CL_OK) {
            return status;
        }
    }
}

cl_status cl_package_inflate(cl_package *package, const char *part, const cl_part_sink *sink,
                             cl_error *error) {
    zip_int64_t index = locate(package, part);
    zip_stat_t stat;
    if (index < 0 || zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0) {
        return cl_package_refuse_missing(package, part, error);
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
