/* SPDX-License-Identifier: MIT
 *
 * The parties while they are looked for: party.c says in which order, and each of the other files
 * reads one kind of evidence – defined and repeated role words (party_role.c), companies that act
 * under their name (party_company.c), tables (party_table.c), "we" and "you" (party_person.c),
 * signatures (party_signature.c) – or judges the sides (party_side.c). Names and aliases are
 * borrowed from the document. Private to this folder.
 */
#ifndef CL_CONTRACT_PARTY_FINDER_H
#define CL_CONTRACT_PARTY_FINDER_H

#include "contract/opening.h"

typedef struct cl_party_finder {
    cl_contract *contract;
    cl_opening opening;
    cl_party *items;
    size_t count, capacity;
    bool guessed; /* a party is known by its few duties only */
} cl_party_finder;

/* A new party, empty; pointers to the others may become invalid. */
cl_party *cl_party_add(cl_party_finder *finder);
/* Copies them, each once; a party that has a name but no alias is called by the short name. */
void cl_party_set_aliases(cl_party_finder *finder, cl_party *party, const cl_text *aliases,
                          size_t count);
bool cl_party_has_alias(const cl_party *party, cl_text alias);
/* The party with that alias or name, or NULL. */
cl_party *cl_party_called(const cl_party_finder *finder, cl_text alias);

/* Adds the two parties of a table at the top: "| Customer | Acme Ltd |". */
void cl_parties_from_tables(cl_party_finder *finder);
/* Each adds parties while there are fewer than two. */
void cl_parties_from_persons(cl_party_finder *finder);
void cl_parties_from_definitions(cl_party_finder *finder);
void cl_parties_from_companies(cl_party_finder *finder);
void cl_parties_from_signatures(cl_party_finder *finder);
void cl_parties_from_duties(cl_party_finder *finder);

/* Who is "you" owns what is "your", who is "us" acts as "we"; and the sides of two parties of which
 * one is addressed. */
void cl_party_persons_complete(cl_party_finder *finder);
/* What the company is called where it acts: its name without the form, or only the first word;
 * empty if it does nothing. */
cl_text cl_party_acting_name(const cl_actors *actors, cl_text name);
/* Roles and sides by the role words among the aliases. */
void cl_party_sides_by_name(cl_party_finder *finder);
/* The same, then by what is known of the other of two parties, or by who pays. */
void cl_party_sides_judge(cl_party_finder *finder);

/* The name before the "(" that holds a definition at `at`: "Acme, Inc. ("we", "us")"; empty if
 * there is none. */
cl_span cl_party_name_before(cl_text text, size_t at);

#endif
