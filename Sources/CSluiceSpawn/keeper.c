// SPDX-License-Identifier: Apache-2.0
// The first process of a worker's namespace. Linux shields a namespace's first process from the
// signals of its own processes, and gives it the orphans to bury; a program that was written for
// neither must not be it. The keeper starts the program, buries the orphans, and ends with the
// program, upon which Linux ends whatever is left in the namespace.
//
// It is no program of its own: it runs on the engine's memory (CLONE_VM), on a stack of its own, so
// it costs neither an exec nor a page. The price is that it shares the thread-local storage of the
// thread that made it: while that thread waits, it may call what it likes; afterwards it makes raw
// system calls that do not fail, and so does not write errno.
#define _GNU_SOURCE
#include "program.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct sluice_keeper {
    const struct sluice_launch *launch;
    int proc;                      // the outer /proc, in which the program learns its outer number
    pid_t inner, outer;            // the program's numbers, within and outside
    int error, tmp_error;
    _Atomic int is_ready;          // what the spawner waits for: the program runs, or `error` says why not
    _Atomic int has_status;
    int status;
    char program_stack[32 * 1024] __attribute__((aligned(16)));
    char stack[32 * 1024] __attribute__((aligned(16)));
};

static int run_program(void *argument) {
    struct sluice_keeper *keeper = argument;
    char number[24];
    ssize_t length = readlinkat(keeper->proc, "self", number, sizeof number - 1);
    if (length > 0) {
        number[length] = 0;
        keeper->outer = atoi(number);
    }
    keeper->error = sluice_become(keeper->launch);
    _exit(127);
}

// A /tmp of its own, with what must stay visible of the old one.
static int mount_temporary(const struct sluice_launch *l) {
    char place[PATH_MAX];
    for (char *const *kept = l->kept; kept && *kept; kept++) {
        int length = snprintf(place, sizeof place, "%s%s", l->temporary, *kept + sizeof "/tmp" - 1);
        if (length >= (int)sizeof place) return ENAMETOOLONG;
        if (mount(*kept, place, NULL, MS_BIND | MS_REC, NULL)) return errno;
    }
    return mount(l->temporary, "/tmp", NULL, MS_BIND | MS_REC, NULL) ? errno : 0;
}

static void set_up(struct sluice_keeper *keeper) {
    const struct sluice_launch *l = keeper->launch;
    if (l->user_namespace) sluice_map_ids();
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NAME, "sluice-keeper");
    keeper->proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    // Without this line the mounts below could appear in the rest of the machine.
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) {
        keeper->tmp_error = errno;
        return;
    }
    // First, since the folder may lie below the old /tmp. Where it is refused, the parent's stays.
    if (l->optional) (void)mount(l->optional, "/opt", NULL, MS_BIND | MS_REC, NULL);
    if (l->temporary) keeper->tmp_error = mount_temporary(l);
    // Numbers of processes as the namespace counts them; a container may refuse it, then the outer
    // ones stay.
    (void)mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}

static int keep(void *argument) {
    struct sluice_keeper *keeper = argument;
    set_up(keeper);
    pid_t program = clone(run_program, keeper->program_stack + sizeof keeper->program_stack,
                          CLONE_VM | CLONE_VFORK | SIGCHLD, keeper);
    if (program < 0) keeper->error = errno;
    keeper->inner = program;
    int error = keeper->error;
    syscall(SYS_close_range, 0u, ~0u, 0u);
    keeper->is_ready = 1;
    // From here on the spawner's thread runs, and errno is its own.
    syscall(SYS_futex, &keeper->is_ready, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    int status = 0;
    while (!error && syscall(SYS_wait4, -1, &status, 0, NULL) != program) continue;
    if (!error) {
        keeper->status = status;
        keeper->has_status = 1;
    }
    for (;;) syscall(SYS_exit_group, 127);
}

int sluice_spawn_kept(const struct sluice_launch *launch, struct sluice_child *child) {
    struct sluice_keeper *keeper = mmap(NULL, sizeof *keeper, PROT_READ | PROT_WRITE,
                                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (keeper == MAP_FAILED) return errno;
    keeper->launch = launch;
    int flags = CLONE_VM | CLONE_PIDFD | CLONE_NEWPID | CLONE_NEWNS | SIGCHLD;
    if (launch->user_namespace) flags |= CLONE_NEWUSER;
    child->group = clone(keep, keeper->stack + sizeof keeper->stack, flags, keeper, &child->pidfd);
    if (child->group < 0) {
        int error = errno;
        sluice_keeper_free((uintptr_t)keeper);
        return error;
    }
    child->keeper = (uintptr_t)keeper;
    struct timespec moment = {.tv_nsec = 50 * 1000 * 1000};
    int code;
    // A keeper that something else ends does not wake us; so look at it from time to time.
    while (!keeper->is_ready && sluice_peek(child, &code) == EAGAIN)
        syscall(SYS_futex, &keeper->is_ready, FUTEX_WAIT_PRIVATE, 0, &moment, NULL, 0);
    child->pid = keeper->outer ? keeper->outer : child->group;
    child->tmp_error = launch->temporary ? keeper->tmp_error : 0;
    return keeper->is_ready ? keeper->error : ECHILD;
}

bool sluice_keeper_code(uintptr_t number, int *code) {
    const struct sluice_keeper *keeper = (const struct sluice_keeper *)number;
    if (!keeper->has_status) return false;
    int status = keeper->status;
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return true;
}

void sluice_keeper_free(uintptr_t number) { munmap((void *)number, sizeof(struct sluice_keeper)); }
