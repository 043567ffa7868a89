/* SPDX-License-Identifier: MIT */
#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/word.h"

enum { MANY_DUTIES = 3 };

cl_text cl_party_acting_name(const cl_actors *actors, cl_text name) {
    cl_text brief = cl_name_short(name), first = cl_text_slice(name, 0, cl_word_end(name, 0));
    if (brief.length && cl_actors_count(actors, brief) >= MANY_DUTIES)
        return brief;
    return first.length && cl_actors_count(actors, first) >= MANY_DUTIES ? first : (cl_text){0};
}

static bool add_company(cl_party_finder *finder, const cl_actors *actors, cl_span span) {
    cl_text name = cl_text_slice(finder->opening.text, span.start, span.end);
    cl_text alias = cl_name_has_suffix(name) ? cl_party_acting_name(actors, name) : (cl_text){0};
    if (!alias.length || cl_party_called(finder, alias))
        return false;
    cl_party *party = cl_party_add(finder);
    party->name = name;
    cl_opening_locate(&finder->opening, span, &party->block, &party->span);
    cl_party_set_aliases(finder, party, &alias, 1);
    return true;
}

/* Standard terms name the company that issues them anywhere near the top ("Acme Cloud Ltd, Leeds")
 * and go on to say what "Acme" may do. */
void cl_parties_from_companies(cl_party_finder *finder) {
    cl_text text = finder->opening.text;
    cl_actors actors = cl_actors_read(finder->contract);
    for (size_t at = 0; at < text.length && finder->count < 2;) {
        size_t word_end = cl_word_end(text, at), end = at;
        if (word_end > at && cl_is_upper((unsigned char)text.bytes[at]))
            end = cl_name_end(text, at);
        if (end > at && add_company(finder, &actors, (cl_span){at, end}))
            return;
        at = end > word_end ? end : word_end > at ? word_end : at + 1;
    }
}
