/* SPDX-License-Identifier: MIT */
#include "contract/amount.h"
#include "contract/word.h"

typedef enum side { AT_LEAST, AT_MOST } side;

static const struct bound {
    const char *words;
    side side;
} bounds[] = {
    {"at least", AT_LEAST},
    {"not less than", AT_LEAST},
    {"no less than", AT_LEAST},
    {"not fewer than", AT_LEAST},
    {"no fewer than", AT_LEAST},
    {"minimum of", AT_LEAST},
    {"minimum", AT_LEAST},
    {"in excess of", AT_LEAST},
    {"not earlier than", AT_LEAST},
    {"greater than", AT_LEAST},
    {"exceeds", AT_LEAST},
    {"longer than", AT_LEAST},
    {"up to", AT_MOST},
    {"not more than", AT_MOST},
    {"no more than", AT_MOST},
    {"not to exceed", AT_MOST},
    {"not exceed", AT_MOST},
    {"not exceeding", AT_MOST},
    {"at most", AT_MOST},
    {"maximum of", AT_MOST},
    {"maximum", AT_MOST},
    {"within", AT_MOST},
    {"no longer than", AT_MOST},
    {"not longer than", AT_MOST},
    {"no later than", AT_MOST},
    {"not later than", AT_MOST},
    {"no greater than", AT_MOST},
    {"not greater than", AT_MOST},
    {"not in excess of", AT_MOST},
    {"limited to", AT_MOST},
    {"less than", AT_MOST},
    {"fewer than", AT_MOST},
    {"more than", AT_LEAST},
};

/* The longest that ends at `end`: "not less than" says the contrary of "less than". */
static const struct bound *bound_before(cl_text text, size_t end) {
    const struct bound *longest = NULL;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if ((!longest || strlen(bounds[i].words) > strlen(longest->words)) &&
            cl_words_before(text, end, bounds[i].words) != SIZE_MAX)
            longest = &bounds[i];
    return longest;
}

void cl_bound_read(cl_text text, size_t at, cl_quantity *quantity) {
    static const char *const fillers[] = {"a", "an", "the", "of", "period", NULL};
    enum { MOST = 4 };
    for (int i = 0; i < MOST && at != SIZE_MAX; i++) {
        at = cl_spaces_before(text, at);
        const struct bound *found = bound_before(text, at);
        if (found) {
            quantity->at_least = found->side == AT_LEAST;
            quantity->at_most = found->side == AT_MOST;
            return;
        }
        at = cl_any_words_before(text, at, fillers);
    }
}
