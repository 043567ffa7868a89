/* SPDX-License-Identifier: MIT
 *
 * Text in XML 1.0, for the formats that write it.
 */
#ifndef CL_REPORT_FORMATS_XML_H
#define CL_REPORT_FORMATS_XML_H

#include "base/buffer.h"

/* Escaped for attributes and content; what XML 1.0 cannot hold becomes U+FFFD. */
void cl_xml_add_text(cl_buffer *out, cl_text text);
void cl_xml_add_string(cl_buffer *out, const char *string);
/* ` name="value"` */
void cl_xml_add_attribute(cl_buffer *out, const char *name, const char *value);

#endif
