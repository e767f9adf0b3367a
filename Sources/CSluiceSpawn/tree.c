// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "include/CSluiceSpawn.h"
#include <ftw.h>
#include <stdio.h>

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)kind, (void)place;
    (void)remove(path);  // what cannot be removed keeps its folders, and the walk goes on
    return 0;
}

void sluice_remove_tree(const char *path, int open_folders_max) {
    nftw(path, remove_one, open_folders_max, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
