// SPDX-License-Identifier: Apache-2.0
#ifndef CSLUICESPAWN_H
#define CSLUICESPAWN_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct sluice_launch {
    const char *path;
    char *const *argv;
    char *const *envp;
    const char *directory;  // NULL: the parent's
    int in, out, err;       // -1: /dev/null; otherwise a descriptor to use
    uint64_t data_limit;    // RLIMIT_DATA in bytes, 0: none
    uint64_t file_limit;    // RLIMIT_NOFILE, 0: the parent's
    bool pid_namespace;     // a PID and a mount namespace of its own: when it dies, all below it die
    bool user_namespace;    // needed for pid_namespace when the parent is not root
    const char *temporary;  // with pid_namespace, the folder that is its /tmp; NULL: the parent's /tmp
    char *const *kept;      // folders below /tmp that stay where they are; each has its empty
                            // counterpart below `temporary` already
    const char *optional;   // with pid_namespace, a folder that is its /opt; NULL: the parent's /opt
};

struct sluice_child {
    pid_t pid;      // of the program itself, as this process sees it
    pid_t group;    // its process group
    int pidfd;      // readable when the program, and all that it started in its namespace, has ended
    int tmp_error;  // why it shares the parent's /tmp, though it was given its own; 0: it does not
    uintptr_t keeper;  // the first process of its namespace (keeper.c), 0 without one
};

// 0 with a child, or an errno; an exec that fails is reported here too.
int sluice_spawn(const struct sluice_launch *launch, struct sluice_child *child);
// 0 when the child has ended, which leaves it a zombie; EAGAIN while it still runs.
// *code is the exit status, or -signal.
int sluice_peek(const struct sluice_child *child, int *code);
// Takes away the zombie, once: from then on the pid may be another process.
int sluice_reap(struct sluice_child *child);
int sluice_signal(int pidfd, int signal);
// A pipe that no child inherits by accident, ends[0] without blocking; 0 or an errno. It holds `size`
// bytes (0: the system's choice), or fewer where the user's pipes have used up their share.
int sluice_pipe(int ends[2], int size);
// Removes what lies in a folder, and it: children first, links not followed, within one file system.
void sluice_remove_tree(const char *path, int open_folders_max);
#endif
