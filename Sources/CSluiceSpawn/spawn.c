// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "program.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    // A map that cannot be written leaves the child as "nobody" in its own eyes; its rights are the same.
    ssize_t written = write(fd, text, strlen(text));
    (void)written;
    close(fd);
}

static uid_t user;
static gid_t group;

void sluice_map_ids(void) {
    char text[64];
    write_file("/proc/self/setgroups", "deny");
    snprintf(text, sizeof text, "%u %u 1\n", user, user);
    write_file("/proc/self/uid_map", text);
    snprintf(text, sizeof text, "%u %u 1\n", group, group);
    write_file("/proc/self/gid_map", text);
}

int sluice_become(const struct sluice_launch *l) {
    // NIO ignores SIGPIPE; the child must not inherit that.
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int s = 1; s < NSIG; s++) sigaction(s, &action, NULL);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC), fds[3] = {l->in, l->out, l->err};
    for (int i = 0; i < 3; i++)  // first move all above 2, so that no dup2 overwrites one still needed
        if ((fds[i] = fcntl(fds[i] < 0 ? null : fds[i], F_DUPFD_CLOEXEC, 3)) < 0) return errno;
    for (int i = 0; i < 3; i++)
        if (dup2(fds[i], i) < 0) return errno;
    if (l->directory && chdir(l->directory)) return errno;
    if (l->data_limit) {
        struct rlimit limit = {l->data_limit, l->data_limit};
        if (setrlimit(RLIMIT_DATA, &limit)) return errno;
    }
    if (l->file_limit) {
        struct rlimit limit = {l->file_limit, l->file_limit};
        if (setrlimit(RLIMIT_NOFILE, &limit)) return errno;
    }
    if (syscall(SYS_close_range, 3u, ~0u, CLOSE_RANGE_CLOEXEC)) return errno;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(l->path, l->argv, l->envp);
    return errno;
}

struct direct {
    const struct sluice_launch *launch;
    volatile int error;
};

static int run_direct(void *argument) {
    struct direct *direct = argument;
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    direct->error = sluice_become(direct->launch);
    _exit(127);
}

static int spawn_direct(const struct sluice_launch *launch, struct sluice_child *child) {
    static char stack[64 * 1024] __attribute__((aligned(16)));  // one thread spawns, one child at a time
    struct direct direct = {.launch = launch, .error = 0};
    child->pid = clone(run_direct, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD,
                       &direct, &child->pidfd);
    if (child->pid < 0) return errno;
    child->group = child->pid;
    return direct.error;
}

static int spawn_here(const struct sluice_launch *launch, struct sluice_child *child) {
    *child = (struct sluice_child){.pidfd = -1};
    user = geteuid();
    group = getegid();
    int error = launch->pid_namespace ? sluice_spawn_kept(launch, child) : spawn_direct(launch, child);
    if (error && child->pidfd >= 0) {
        int code;
        while (sluice_peek(child, &code) == EAGAIN) sched_yield();
        sluice_reap(child);
        close(child->pidfd);
    }
    return error;
}

// PR_SET_PDEATHSIG fires when the *thread* that spawned ends, so one thread spawns them all and
// lives as long as the process: children then end with us, however we end.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t asked = PTHREAD_COND_INITIALIZER, answered = PTHREAD_COND_INITIALIZER;
static struct request {
    const struct sluice_launch *launch;
    struct sluice_child *child;
    int error;
    bool done;
} *current;
static bool started;

static void *spawner(void *unused) {
    (void)unused;
    pthread_mutex_lock(&lock);
    for (;;) {
        while (!current || current->done) pthread_cond_wait(&asked, &lock);
        struct request *request = current;
        request->error = spawn_here(request->launch, request->child);
        request->done = true;
        pthread_cond_broadcast(&answered);
    }
    return NULL;
}

static int start_spawner(void) {
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);  // no handler of ours may run in a child
    int error = pthread_create(&thread, NULL, spawner, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!error) pthread_detach(thread);
    return error;
}

int sluice_spawn(const struct sluice_launch *launch, struct sluice_child *child) {
    struct request request = {launch, child, 0, false};
    pthread_mutex_lock(&lock);
    if (!started) {
        int error = start_spawner();
        if (error) {
            pthread_mutex_unlock(&lock);
            return error;
        }
        started = true;
    }
    while (current) pthread_cond_wait(&answered, &lock);
    current = &request;
    pthread_cond_signal(&asked);
    while (!request.done) pthread_cond_wait(&answered, &lock);
    current = NULL;
    pthread_cond_broadcast(&answered);
    pthread_mutex_unlock(&lock);
    return request.error;
}

int sluice_peek(const struct sluice_child *child, int *code) {
    siginfo_t info = {0};
    int result;
    do result = waitid(P_PIDFD, (id_t)child->pidfd, &info, WEXITED | WNOHANG | WNOWAIT);
    while (result && errno == EINTR);
    if (result) return errno;
    if (info.si_pid == 0) return EAGAIN;
    if (child->keeper && sluice_keeper_code(child->keeper, code)) return 0;
    *code = info.si_code == CLD_EXITED ? info.si_status : -info.si_status;
    return 0;
}

int sluice_reap(struct sluice_child *child) {
    siginfo_t info = {0};
    int result;
    do result = waitid(P_PIDFD, (id_t)child->pidfd, &info, WEXITED | WNOHANG);
    while (result && errno == EINTR);
    if (result) return errno;
    if (child->keeper) sluice_keeper_free(child->keeper);
    child->keeper = 0;
    return 0;
}

int sluice_signal(int pidfd, int signal) {
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0u) ? errno : 0;
}

int sluice_pipe(int ends[2], int size) {
    if (pipe2(ends, O_CLOEXEC)) return errno;
    if (size) fcntl(ends[0], F_SETPIPE_SZ, size);
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) ? errno : 0;
}
