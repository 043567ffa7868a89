/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"

Test(buffer, adds_and_stays_terminated) {
    cl_buffer buffer = {0};
    cl_buffer_add_string(&buffer, "ab");
    cl_buffer_add_char(&buffer, 'c');
    cl_buffer_add_text(&buffer, CL_TEXT("de"));
    cl_buffer_add_code_point(&buffer, 0x20AC);
    cl_buffer_printf(&buffer, "%d%%", 10);
    cr_assert_str_eq(buffer.bytes, "abcde\xE2\x82\xAC"
                                   "10%");
    cl_buffer_clear(&buffer);
    cr_assert_eq(cl_buffer_text(&buffer).length, 0);
    cl_buffer_release(&buffer);
}

Test(buffer, grows_past_any_size) {
    cl_buffer buffer = {0};
    for (int i = 0; i < 10000; i++)
        cl_buffer_printf(&buffer, "%04d", i);
    cr_assert_eq(buffer.length, 40000);
    cr_assert_eq(buffer.bytes[buffer.length], '\0');
    cr_assert(!memcmp(buffer.bytes + 4 * 1234, "1234", 4));
    char big[5000];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    cl_buffer_printf(&buffer, "%s", big);
    cr_assert_eq(buffer.length, 44999);
    cl_buffer_release(&buffer);
}
