// What perfkit does for its children with system calls and macros that Swift does not import.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/single_threaded.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ending.h"
#include "perf_system.h"
#include "spawner_process.h"

int perf_adopt_orphans(int adopt) {
  return prctl(PR_SET_CHILD_SUBREAPER, adopt, 0, 0, 0) < 0 ? errno : 0;
}

int perf_pipe_open(int ends[2], int paced) {
  // Without merging, each write takes a page, and there is one.
  if (pipe2(ends, O_CLOEXEC | (paced ? O_DIRECT : 0)) < 0) return errno;
  // A large pipe only spares its writer some waits, and the kernel may refuse it to a user who has
  // many: then it keeps its size. What is said of a paced one is wrong unless it is small.
  int resized = fcntl(ends[0], F_SETPIPE_SZ, paced ? 4096 : 1 << 20);
  if ((resized < 0 && paced) || fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) {
    int error = errno;
    close(ends[0]);
    close(ends[1]);
    return error;
  }
  return 0;
}

int perf_folder_open(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int perf_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int perf_pidfd_signal(int pidfd, int signal) {
  return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) == 0 ? 0 : errno;
}

int perf_own_children(pid_t *children, int capacity) {
  static int list = -1;
  if (!__libc_single_threaded) return -1;
  if (list < 0) list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  char text[1024];
  ssize_t length = list < 0 ? -1 : pread(list, text, sizeof text, 0);
  if (length < 0 || length == sizeof text) return -1;
  int count = 0;
  pid_t number = 0;
  for (ssize_t i = 0; i < length; i++) {
    if (text[i] != ' ') {
      number = number * 10 + (text[i] - '0');
      continue;
    }
    if (count == capacity) return -1;
    children[count++] = number;
    number = 0;
  }
  return count;
}

static int64_t microseconds(struct timeval time) {
  return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

void perf_child_end_fill(struct perf_child_end *end, int status, const struct rusage *usage) {
  end->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end->status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  end->user_us = microseconds(usage->ru_utime);
  end->system_us = microseconds(usage->ru_stime);
  end->peak_bytes = (int64_t)usage->ru_maxrss * 1024;
  end->read_blocks = usage->ru_inblock;
  end->written_blocks = usage->ru_oublock;
  end->minor_faults = usage->ru_minflt;
  end->major_faults = usage->ru_majflt;
  end->voluntary_switches = usage->ru_nvcsw;
  end->involuntary_switches = usage->ru_nivcsw;
}

int perf_child_reap(pid_t pid, struct perf_child_end *end) {
  int status;
  struct rusage usage;
  while (wait4(pid, &status, 0, &usage) < 0) {
    int error = errno;
    perf_park_if_ending();
    if (error != EINTR) return error;
  }
  perf_park_if_ending();
  perf_child_end_fill(end, status, &usage);
  return 0;
}

int perf_wait_readable(const int descriptors[4], uint64_t nanoseconds) {
  struct pollfd entries[4];
  for (int i = 0; i < 4; i++) entries[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
  struct timespec limit = {.tv_sec = (time_t)(nanoseconds / 1000000000u),
                           .tv_nsec = (long)(nanoseconds % 1000000000u)};
  int ready = ppoll(entries, 4, &limit, NULL);
  perf_park_if_ending();
  int bits = 0;
  for (int i = 0; i < 4 && ready > 0; i++) bits |= (entries[i].revents != 0) << i;
  return bits;
}

uint64_t perf_now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
