/* SPDX-License-Identifier: MIT
 *
 * The text of a DOCX, written to a file, so that an editor or a code host can open it at a line.
 */
#ifndef CL_CLI_EXTRACT_H
#define CL_CLI_EXTRACT_H

#include "document/document.h"

/* Writes what `clauselint text` prints to FOLDER/NAME.txt, folders made as needed; a name cannot
 * lead out of the folder. The path is in `arena`. Id "extract-unwritable". */
cl_status cl_extract(cl_arena *arena, const char *folder, const char *name,
                     const cl_document *document, const char **path, cl_error *error);

#endif
