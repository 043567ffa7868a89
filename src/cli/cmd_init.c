/* SPDX-License-Identifier: MIT
 *
 * clauselint init: a commented configuration to start with.
 */
#include <errno.h>
#include <string.h>

#include "cli/common.h"

static const char starter[] =
    "# Configuration of clauselint for this folder and those below it.\n"
    "# Options of the command line win over it; clauselint config --show-origin shows what holds.\n"
    "\n"
    "# Whose side are we on? Rules that harm only the other side are then left out.\n"
    "# side: customer\n"
    "\n"
    "# What makes the gate red: info, low, medium, high, critical or none.\n"
    "fail-on: high\n"
    "\n"
    "# Packs of rules; clauselint rules list shows them.\n"
    "# packs: [core, dpa]\n"
    "\n"
    "# Rules of our own: files or folders, relative to this file.\n"
    "# rules: [clauselint-rules]\n"
    "\n"
    "# Limits of ours instead of the defaults; clauselint explain RULE shows them.\n"
    "# params:\n"
    "#   auto-renewal-long-notice.max_notice: 30 days\n"
    "\n"
    "# Another severity for a rule, or off.\n"
    "# severity:\n"
    "#   exclusivity: high\n"
    "#   renewal-uplift: off\n"
    "\n"
    "# What old contracts raise is not new: written once by\n"
    "#   clauselint --format json --fail-on none -o .clauselint-baseline.json .\n"
    "# baseline: .clauselint-baseline.json\n"
    "\n"
    "# Kinds of contracts by path, where the text does not tell.\n"
    "# types:\n"
    "#   \"vendors/*\": saas\n"
    "\n"
    "# What is never our concern, with the reason.\n"
    "# ignore:\n"
    "#   - path: \"templates/*\"\n"
    "#     reason: Templates are checked when they are used.\n";

static int init(const cl_options *options) {
    if (options->operands.count)
        return cl_usage_error("init takes nothing; it writes " CL_CONFIG_NAME " here", "init");
    cl_error error = {.id = "config-exists"};
    /* "x": never over a file that is there. */
    FILE *file = fopen(CL_CONFIG_NAME, "wx");
    if (!file) {
        snprintf(error.message, sizeof error.message, "it is not written: %s", strerror(errno));
        cl_complain(CL_CONFIG_NAME, &error);
        return CL_EXIT_FAILED;
    }
    bool good = fputs(starter, file) >= 0;
    good = !fclose(file) && good;
    if (!good) {
        error.id = "output-unwritable";
        snprintf(error.message, sizeof error.message, "not everything could be written");
        cl_complain(CL_CONFIG_NAME, &error);
        return CL_EXIT_FAILED;
    }
    puts("Wrote " CL_CONFIG_NAME ". Try: clauselint .");
    return CL_EXIT_CLEAN;
}

const cl_command cl_command_init = {
    .name = "init",
    .arguments = "",
    .summary = "Write a commented " CL_CONFIG_NAME " to start with",
    .bit = CL_COMMAND_INIT,
    .run = init,
};
