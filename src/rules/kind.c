/* SPDX-License-Identifier: MIT */
#include "rules/kind.h"

/* The first is what a rule is when it does not say. */
const cl_kind *const cl_kinds[] = {&cl_kind_flag,    &cl_kind_require, &cl_kind_limit,
                                   &cl_kind_compare, &cl_kind_check,   NULL};
