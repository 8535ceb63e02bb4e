/* Writes down, in order, what a process does to the files whose path begins with POWER_WATCH: a record to
   POWER_LOG of kind, path, offset, length and bytes. Preloaded, it changes nothing else. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int record_to = -1;

static int watched(const char *path) {
    const char *prefix = getenv("POWER_WATCH");
    return prefix && strncmp(path, prefix, strlen(prefix)) == 0;
}

static void note(const char *kind, const char *path, long long offset, long long length, const void *bytes) {
    ssize_t (*really)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    char head[4400];
    if (!watched(path)) return;
    if (record_to < 0) record_to = open(getenv("POWER_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    int size = snprintf(head, sizeof head, "%s %lld %lld %s\n", kind, offset, length, path);
    if (really(record_to, head, size) != size || (bytes && really(record_to, bytes, length) != length)) abort();
}

static void note_fd(const char *kind, int fd, long long offset, long long length, const void *bytes) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size > 0) { path[size] = 0; note(kind, path, offset, length, bytes); }
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    ssize_t done = REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(fd, bytes, size, at);
    if (done > 0) note_fd("W", fd, at, done, bytes);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }
ssize_t write(int fd, const void *bytes, size_t size) {
    ssize_t done = REAL("write", ssize_t (*)(int, const void *, size_t))(fd, bytes, size);
    if (done > 0) note_fd("W", fd, lseek(fd, 0, SEEK_CUR) - done, done, bytes);
    return done;
}
int ftruncate64(int fd, off64_t size) {
    int failed = REAL("ftruncate64", int (*)(int, off64_t))(fd, size);
    if (!failed) note_fd("T", fd, size, 0, 0);
    return failed;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int unlink(const char *path) {
    int failed = REAL("unlink", int (*)(const char *))(path);
    if (!failed) note("U", path, 0, 0, 0);
    return failed;
}
int fsync(int fd) { note_fd("S", fd, 0, 0, 0); return REAL("fsync", int (*)(int))(fd); }
int fdatasync(int fd) { note_fd("S", fd, 0, 0, 0); return REAL("fdatasync", int (*)(int))(fd); }
