// SPDX-License-Identifier: Apache-2.0
#ifndef SLUICE_PROGRAM_H
#define SLUICE_PROGRAM_H
#include "include/CSluiceSpawn.h"
#include <stddef.h>

// Becomes the program; runs in a child on the memory of its parent, which waits (vfork), so it makes
// plain system calls only. Comes back with an errno when the program cannot be started.
int sluice_become(const struct sluice_launch *launch);
// Gives the caller, in its new user namespace, the ids that it had outside.
void sluice_map_ids(void);

// Starts the program below a keeper; 0 or an errno. One call at a time.
int sluice_spawn_kept(const struct sluice_launch *launch, struct sluice_child *child);
// The program's code (exit status, or -signal) when the keeper has seen its end.
bool sluice_keeper_code(uintptr_t keeper, int *code);
// After the keeper was reaped.
void sluice_keeper_free(uintptr_t keeper);
#endif
