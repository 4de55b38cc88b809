// Stands between a program and its disk (LD_PRELOAD) and writes down, in one order for all threads, what the program changes
// below RECORD_ROOT and what it says on standard output: the log that RECORD_LOG names. With FAIL_CALL=n the n-th such change
// fails with EIO, and with FAIL_FOR_EVER every one after it. Only what a disk keeps is of interest: content, length, names.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;
static char root[PATH_MAX];
static size_t root_len;
static long fail_at, calls;
static int fail_for_ever;
static const char *quiet[] = {"/drill/", "/trial/", ".lock", ".reserve", NULL};

__attribute__((constructor)) static void start(void) {
    const char *where = getenv("RECORD_ROOT"), *log = getenv("RECORD_LOG"), *fail = getenv("FAIL_CALL");
    if (!where || !realpath(where, root)) return;
    root_len = strlen(root);
    fail_at = fail ? atol(fail) : 0;
    fail_for_ever = getenv("FAIL_FOR_EVER") != NULL;
    if (log) out = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    // Programs that this one starts touch nothing of the station's.
    unsetenv("LD_PRELOAD");
}

// The part below the root, or NULL where it is none of ours.
static const char *ours(const char *path, char *full) {
    if (!root_len || !path) return NULL;
    if (path[0] == '/') snprintf(full, PATH_MAX, "%s", path);
    else {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here) || snprintf(full, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) return NULL;
    }
    if (strncmp(full, root, root_len) != 0 || full[root_len] != '/') return NULL;
    for (int i = 0; quiet[i]; i++)
        if (strstr(full + root_len, quiet[i])) return NULL;
    return full + root_len + 1;
}

static const char *of_file(int fd, char *full, struct stat *about) {
    char link[64];
    if (!root_len || fd < 0 || fstat(fd, about) != 0) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, full, PATH_MAX - 1);
    if (length <= 0) return NULL;
    full[length] = 0;
    char again[PATH_MAX];
    snprintf(again, sizeof again, "%s", full);
    return ours(again, full);
}

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, out, at, length);
        if (done <= 0) _exit(97);
        at += done;
        length -= (size_t)done;
    }
}

// One entry: kind, inode, offset, lengths, two names or a name and bytes.
static void note(char kind, uint64_t inode, uint64_t offset, const char *name, const void *bytes, uint64_t length) {
    if (out < 0) return;
    uint64_t head[5] = {(uint64_t)kind, inode, offset, name ? strlen(name) : 0, length};
    put(head, sizeof head);
    if (name) put(name, strlen(name));
    if (length) put(bytes, length);
}

static int failing(void) {
    calls += 1;
    int fails = fail_at > 0 && (calls == fail_at || (fail_for_ever && calls > fail_at));
    if (fails) errno = EIO;
    return fails;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    char full[PATH_MAX];
    struct stat about;
    const char *name = fd >= 0 ? ours(path, full) : NULL;
    if (!name || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return fd;
    if (!was_there) note('C', about.st_ino, 0, name, NULL, 0);
    else if (flags & O_TRUNC) note('T', about.st_ino, 0, NULL, NULL, 0);
    return fd;
}

static int do_open(int at, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    if (!(flags & O_CREAT) || !ours(path, full)) return (int)syscall(SYS_openat, at, path, flags, mode);
    pthread_mutex_lock(&gate);
    int fd = -1;
    if (!failing()) {
        int was_there = syscall(SYS_faccessat, AT_FDCWD, full, F_OK) == 0;
        fd = opened((int)syscall(SYS_openat, at, path, flags, mode), full, flags, was_there);
    }
    pthread_mutex_unlock(&gate);
    return fd;
}

#define OPENER(name)                                     \
    int name(const char *path, int flags, ...) {         \
        va_list more;                                    \
        va_start(more, flags);                           \
        mode_t mode = va_arg(more, mode_t);              \
        va_end(more);                                    \
        return do_open(AT_FDCWD, path, flags, mode);     \
    }
OPENER(open)
OPENER(open64)

// What is about to be written, written, and noted, as one step among all threads.
static ssize_t do_write(int fd, const void *bytes, size_t length, off_t offset, int placed) {
    char full[PATH_MAX];
    struct stat about;
    int said = fd == 1 && root_len;
    const char *name = said ? NULL : of_file(fd, full, &about);
    if (!said && (!name || !S_ISREG(about.st_mode)))
        return placed ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&gate);
    ssize_t done = -1;
    if (said || !failing()) {
        if (!said && !placed) {
            int appends = (int)syscall(SYS_fcntl, fd, F_GETFL) & O_APPEND;
            offset = appends ? about.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
        }
        done = placed ? syscall(SYS_pwrite64, fd, bytes, length, offset) : syscall(SYS_write, fd, bytes, length);
        if (done > 0) note(said ? 'O' : 'W', said ? 0 : about.st_ino, (uint64_t)offset, NULL, bytes, (uint64_t)done);
    }
    pthread_mutex_unlock(&gate);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return do_write(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return do_write(fd, bytes, length, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return do_write(fd, bytes, length, offset, 1); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char full[PATH_MAX];
    struct stat about;
    if (fd != 1 && !of_file(fd, full, &about)) return syscall(SYS_writev, fd, parts, count);
    // As a short write, which every caller must bear: the first part that holds anything.
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len) return do_write(fd, parts[i].iov_base, parts[i].iov_len, 0, 0);
    return 0;
}

static int on_file(int fd, char kind, long call, uint64_t length) {
    char full[PATH_MAX];
    struct stat about;
    const char *name = of_file(fd, full, &about);
    if (!name && !(root_len && strcmp(full, root) == 0 && kind == 'S')) return (int)syscall(call, fd, length);
    pthread_mutex_lock(&gate);
    int done = failing() ? -1 : (int)syscall(call, fd, length);
    if (done == 0) {
        if (S_ISDIR(about.st_mode)) note('D', 0, 0, name ? name : "", NULL, 0);
        else note(kind, about.st_ino, length, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&gate);
    return done;
}

int fsync(int fd) { return on_file(fd, 'S', SYS_fsync, 0); }
int fdatasync(int fd) { return on_file(fd, 'S', SYS_fdatasync, 0); }
int ftruncate(int fd, off_t length) { return on_file(fd, 'T', SYS_ftruncate, (uint64_t)length); }
int ftruncate64(int fd, off64_t length) { return on_file(fd, 'T', SYS_ftruncate, (uint64_t)length); }

static int on_name(char kind, const char *path, const char *to, long call, long second, long third) {
    char full[PATH_MAX], other[PATH_MAX];
    const char *name = ours(path, full), *there = to ? ours(to, other) : NULL;
    if (!name) return (int)syscall(call, AT_FDCWD, path, second, third, 0);
    pthread_mutex_lock(&gate);
    int done = failing() ? -1 : (int)syscall(call, AT_FDCWD, path, second, third, 0);
    if (done == 0) note(kind, 0, 0, name, there, there ? strlen(there) : 0);
    pthread_mutex_unlock(&gate);
    return done;
}

int rename(const char *from, const char *to) { return on_name('R', from, to, SYS_renameat2, AT_FDCWD, (long)to); }
int unlink(const char *path) { return on_name('U', path, NULL, SYS_unlinkat, 0, 0); }
int rmdir(const char *path) { return on_name('U', path, NULL, SYS_unlinkat, AT_REMOVEDIR, 0); }
int mkdir(const char *path, mode_t mode) { return on_name('M', path, NULL, SYS_mkdirat, (long)mode, 0); }
