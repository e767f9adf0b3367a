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
    bool pid_namespace;     // the child is pid 1 of its own: when it dies, all below it die
    bool user_namespace;    // needed for pid_namespace when the parent is not root
};

// 0 with a pid and a pidfd, or an errno; an exec that fails is reported here too.
int sluice_spawn(const struct sluice_launch *launch, pid_t *pid, int *pidfd);
// 0 when the child has ended, which leaves it a zombie; EAGAIN while it still runs.
// *code is the exit status, or -signal.
int sluice_peek(int pidfd, int *code);
// Takes away the zombie: from then on the pid may be another process.
int sluice_reap(int pidfd);
int sluice_signal(int pidfd, int signal);
// A pipe that no child inherits by accident, ends[0] without blocking; 0 or an errno. It holds `size`
// bytes (0: the system's choice), or fewer where the user's pipes have used up their share.
int sluice_pipe(int ends[2], int size);
#endif
