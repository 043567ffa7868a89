/* SPDX-License-Identifier: MIT */
#include "contract/preamble_fit.h"

#include "contract/name.h"
#include "contract/number.h"
#include "contract/role.h"
#include "contract/word.h"

/* "MTC" for "Mutual Trade Corporation", "BoU" for "Bank of Utah". */
static bool is_initials(cl_text name, cl_text alias) {
    size_t matched = 0;
    if (alias.length < 2 || alias.length > 6)
        return false;
    for (size_t at = 0; at < name.length && matched < alias.length;) {
        size_t end = cl_word_end(name, at);
        if (end > at && cl_lower((unsigned char)name.bytes[at]) ==
                            cl_lower((unsigned char)alias.bytes[matched]))
            matched++;
        else if (end > at && cl_is_upper((unsigned char)name.bytes[at]) && matched)
            return false;
        at = end > at ? end : at + 1;
    }
    return matched == alias.length;
}

/* Does an alias look made for this name: a role, a word of it, or its initials? */
bool cl_named_alias_fits(cl_text text, const cl_named *party) {
    static const char *const titles[] = {"mr. ", "ms. ", "mrs. ", "dr. ", NULL};
    cl_text name = cl_text_slice(text, party->name.start, party->name.end);
    for (size_t i = 0; i < party->alias_count; i++) {
        cl_text alias = cl_text_slice(text, party->aliases[i].start, party->aliases[i].end);
        if (cl_role_find(alias) || is_initials(name, alias))
            return true;
        size_t title = cl_any_words_at(alias, 0, titles);
        alias = cl_text_slice(alias, title, alias.length);
        size_t first = cl_word_end(alias, 0);
        for (size_t at = 0; first && at + first <= name.length; at++)
            if (cl_text_equal_nocase(cl_text_slice(name, at, at + first),
                                     cl_text_slice(alias, 0, first)) &&
                name.length > first)
                return true;
    }
    return false;
}

bool cl_name_is_gap(cl_text name) {
    return name.length && (cl_redaction_end(name, 0) || strchr("[{<", name.bytes[0]));
}

bool cl_name_has_form(cl_text name) {
    return cl_name_has_suffix(name) &&
           !(cl_name_short(name).length == name.length && cl_is_name_suffix(name));
}

bool cl_named_fits(cl_text text, const cl_named *party) {
    cl_text name = cl_text_slice(text, party->name.start, party->name.end);
    return cl_name_has_form(name) || cl_redaction_end(name, 0) || cl_named_alias_fits(text, party);
}
