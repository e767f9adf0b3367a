// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "include/CSluiceSpawn.h"
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

struct child {
    const struct sluice_launch *launch;
    char uid_map[64], gid_map[64];
    volatile int error;
};

static void write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    // A map that cannot be written leaves the child as "nobody" in its own eyes; its rights are the same.
    ssize_t written = write(fd, text, strlen(text));
    (void)written;
    close(fd);
}

// Runs in the child, on the parent's memory (vfork): plain system calls only.
static int run_child(void *argument) {
    struct child *child = argument;
    const struct sluice_launch *l = child->launch;
    // NIO ignores SIGPIPE; the child must not inherit that.
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int s = 1; s < NSIG; s++) sigaction(s, &action, NULL);
    if (l->user_namespace) {
        write_file("/proc/self/setgroups", "deny");
        write_file("/proc/self/uid_map", child->uid_map);
        write_file("/proc/self/gid_map", child->gid_map);
    }
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC), fds[3] = {l->in, l->out, l->err};
    for (int i = 0; i < 3; i++)  // first move all above 2, so that no dup2 overwrites one still needed
        if ((fds[i] = fcntl(fds[i] < 0 ? null : fds[i], F_DUPFD_CLOEXEC, 3)) < 0) goto failed;
    for (int i = 0; i < 3; i++)
        if (dup2(fds[i], i) < 0) goto failed;
    if (l->directory && chdir(l->directory)) goto failed;
    if (l->data_limit) {
        struct rlimit limit = {l->data_limit, l->data_limit};
        if (setrlimit(RLIMIT_DATA, &limit)) goto failed;
    }
    if (l->file_limit) {
        struct rlimit limit = {l->file_limit, l->file_limit};
        if (setrlimit(RLIMIT_NOFILE, &limit)) goto failed;
    }
    if (syscall(SYS_close_range, 3u, ~0u, CLOSE_RANGE_CLOEXEC)) goto failed;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(l->path, l->argv, l->envp);
failed:
    child->error = errno;
    _exit(127);
}

static int spawn_here(const struct sluice_launch *launch, pid_t *pid, int *pidfd) {
    static char stack[64 * 1024] __attribute__((aligned(16)));  // one thread spawns, one child at a time
    struct child child = {.launch = launch, .error = 0};
    snprintf(child.uid_map, sizeof child.uid_map, "%u %u 1\n", geteuid(), geteuid());
    snprintf(child.gid_map, sizeof child.gid_map, "%u %u 1\n", getegid(), getegid());
    int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD;
    if (launch->pid_namespace) flags |= CLONE_NEWPID;
    if (launch->user_namespace) flags |= CLONE_NEWUSER;
    *pid = clone(run_child, stack + sizeof stack, flags, &child, pidfd);
    if (*pid < 0) return errno;
    if (child.error) {
        int code;
        while (sluice_peek(*pidfd, &code) == EAGAIN) sched_yield();
        sluice_reap(*pidfd);
        close(*pidfd);
    }
    return child.error;
}

// PR_SET_PDEATHSIG fires when the *thread* that spawned ends, so one thread spawns them all and
// lives as long as the process: children then end with us, however we end.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t asked = PTHREAD_COND_INITIALIZER, answered = PTHREAD_COND_INITIALIZER;
static struct request {
    const struct sluice_launch *launch;
    pid_t *pid;
    int *pidfd;
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
        request->error = spawn_here(request->launch, request->pid, request->pidfd);
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

int sluice_spawn(const struct sluice_launch *launch, pid_t *pid, int *pidfd) {
    struct request request = {launch, pid, pidfd, 0, false};
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

int sluice_peek(int pidfd, int *code) {
    siginfo_t info = {0};
    int result;
    do result = waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG | WNOWAIT);
    while (result && errno == EINTR);
    if (result) return errno;
    if (info.si_pid == 0) return EAGAIN;
    *code = info.si_code == CLD_EXITED ? info.si_status : -info.si_status;
    return 0;
}

int sluice_reap(int pidfd) {
    siginfo_t info = {0};
    int result;
    do result = waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG);
    while (result && errno == EINTR);
    return result ? errno : 0;
}

int sluice_signal(int pidfd, int signal) {
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0u) ? errno : 0;
}

int sluice_pipe(int ends[2], int size) {
    if (pipe2(ends, O_CLOEXEC)) return errno;
    if (size) fcntl(ends[0], F_SETPIPE_SZ, size);
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) ? errno : 0;
}
