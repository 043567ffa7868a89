/* SPDX-License-Identifier: MIT */
#include "report/formats/xml.h"

void cl_xml_add_text(cl_buffer *out, cl_text text) {
    for (size_t at = 0, size; at < text.length; at += size) {
        uint32_t c = cl_utf8_decode(text, at, &size);
        if (c == '&')
            cl_buffer_add_string(out, "&amp;");
        else if (c == '<')
            cl_buffer_add_string(out, "&lt;");
        else if (c == '>')
            cl_buffer_add_string(out, "&gt;");
        else if (c == '"')
            cl_buffer_add_string(out, "&quot;");
        else if (c == '\n' || c == '\t')
            cl_buffer_add_string(out, c == '\n' ? "&#10;" : "&#9;");
        else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF) /* cannot be written in XML 1.0 */
            cl_buffer_add_code_point(out, 0xFFFD);
        else
            cl_buffer_add_code_point(out, c);
    }
}

void cl_xml_add_string(cl_buffer *out, const char *string) {
    cl_xml_add_text(out, cl_text_from(string));
}

void cl_xml_add_attribute(cl_buffer *out, const char *name, const char *value) {
    cl_buffer_printf(out, " %s=\"", name);
    cl_xml_add_string(out, value);
    cl_buffer_add_char(out, '"');
}
