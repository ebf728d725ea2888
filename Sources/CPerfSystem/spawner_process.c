// The spawner: a copy of perfkit made before perfkit grew. A child's peak memory starts at that of
// the address space it was created in, so the spawner keeps next to none: it drops every private
// page, runs on raw system calls, and creates each child inside its own address space.
#define _GNU_SOURCE
#include "spawner_process.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "perf_system.h"
#include "raw_system.h"

// Nothing here may call into a runtime, so the compiler may not insert calls of its own.
#pragma clang attribute push(__attribute__((no_builtin, no_stack_protector)), apply_to = function)
#pragma clang attribute push(__attribute__((no_sanitize("address", "thread", "undefined"))), \
                             apply_to = function)

#include "supervision.h"

enum { FIRST_FREE_DESCRIPTOR = 3, KERNEL_SIGNAL_SET_SIZE = 8 };

enum { FOLDER = 3, SUPERVISOR = 4 };

/// The streams, the folder and the supervisor's socket of a request; -1: /dev/null, the folder at
/// hand, and no supervision.
struct descriptors {
  int numbers[MOST_DESCRIPTORS];
};

struct child_start {
  struct spawner_shared *shared;
  const struct descriptors *descriptors;
};

static inline long call0(long number) { return raw_call(number, 0, 0, 0, 0, 0); }
static inline long call1(long number, long a) { return raw_call(number, a, 0, 0, 0, 0); }
static inline long call2(long number, long a, long b) { return raw_call(number, a, b, 0, 0, 0); }
static inline long call3(long number, long a, long b, long c) {
  return raw_call(number, a, b, c, 0, 0);
}

_Noreturn static void end_process(int status) {
  for (;;) call1(SYS_exit_group, status);
}

static long open_file(const char *path, int flags) {
  return raw_call(SYS_openat, AT_FDCWD, (long)path, flags | O_CLOEXEC, 0, 0);
}

static uint64_t monotonic_ns(void) {
  struct timespec now;
  call2(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

_Noreturn static void fail_child(struct spawner_shared *shared, int step, long result) {
  shared->step = step;
  shared->error = (int)-result;
  end_process(127);
}

static void child_main(void *argument) {
  struct child_start *start = argument;
  struct spawner_shared *shared = start->shared;
  const int *descriptors = start->descriptors->numbers;
  call2(SYS_setpgid, 0, 0);
  call2(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
  if (call0(SYS_getppid) != shared->parent) end_process(127);
  long moved = descriptors[FOLDER] < 0 ? 0 : call1(SYS_fchdir, descriptors[FOLDER]);
  if (moved < 0) fail_child(shared, PERF_STEP_FOLDER, moved);
  if (shared->cpu >= 0) {
    unsigned long cpus[CPU_SETSIZE / (8 * sizeof(unsigned long))];
    for (size_t i = 0; i < sizeof cpus / sizeof cpus[0]; i++) cpus[i] = 0;
    long bound = -EINVAL;
    if (shared->cpu < CPU_SETSIZE) {
      size_t bits = 8 * sizeof cpus[0];
      cpus[(size_t)shared->cpu / bits] = 1ul << ((size_t)shared->cpu % bits);
      bound = call3(SYS_sched_setaffinity, 0, sizeof cpus, (long)cpus);
    }
    if (bound < 0) fail_child(shared, PERF_STEP_AFFINITY, bound);
  }
  for (int stream = 0; stream < 3; stream++) {
    long copied = descriptors[stream] < 0 ? -shared->null_error
                                          : call3(SYS_dup3, descriptors[stream], stream, 0);
    if (copied < 0) fail_child(shared, PERF_STEP_STREAMS, copied);
  }
  if (descriptors[SUPERVISOR] >= 0) {
    long supervised = supervise_writes(descriptors[SUPERVISOR]);
    if (supervised < 0) fail_child(shared, PERF_STEP_SUPERVISION, supervised);
  }
  call3(SYS_close_range, FIRST_FREE_DESCRIPTOR, ~0u, 0);
  // The spawner's dispositions are the default ones already; only its mask is full.
  unsigned long none = 0;
  raw_call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, KERNEL_SIGNAL_SET_SIZE, 0);
  long executed =
      call3(SYS_execve, (long)shared->path, (long)shared->arguments, (long)shared->environment);
  fail_child(shared, PERF_STEP_EXECUTE, executed);
}

static int receive(int socket, const struct spawner_shared *shared, struct descriptors *received) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(MOST_DESCRIPTORS * sizeof(int))];
  } control;
  char byte;
  struct iovec part = {&byte, 1};
  struct msghdr message;
  message.msg_name = 0;
  message.msg_namelen = 0;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  message.msg_flags = 0;
  long size;
  do size = call3(SYS_recvmsg, socket, (long)&message, MSG_CMSG_CLOEXEC);
  while (size == -EINTR);
  if (size <= 0) end_process(0);
  size_t expected = 0;
  for (int i = 0; i < MOST_DESCRIPTORS; i++) expected += shared->passed >> i & 1;
  if (expected > 0 && message.msg_controllen < CMSG_LEN(expected * sizeof(int))) return -1;
  const int *next = (const int *)(const void *)CMSG_DATA(&control.header);
  for (int i = 0; i < MOST_DESCRIPTORS; i++) {
    received->numbers[i] = shared->passed >> i & 1 ? *next++ : -1;
  }
  return 0;
}

static void start_child(struct spawner_shared *shared, const struct descriptors *descriptors) {
  struct child_start start;
  start.shared = shared;
  start.descriptors = descriptors;
  shared->error = 0;
  shared->step = PERF_STEP_NONE;
  shared->started_ns = monotonic_ns();
  long family = shared->parent == shared->owner ? CLONE_PARENT : 0;
  long pid = raw_clone(CLONE_VM | CLONE_VFORK | family | SIGCHLD,
                       shared->child_stack + CHILD_STACK_SIZE, child_main, &start);
  if (pid < 0) {
    shared->step = PERF_STEP_PROCESS;
    shared->error = (int)-pid;
  }
  shared->pid = pid < 0 ? 0 : (pid_t)pid;
}

static int wait_for_child(struct spawner_shared *shared, struct spawner_run *run) {
  long waited;
  do waited = raw_call(SYS_wait4, shared->pid, (long)&run->status, 0, (long)&run->usage, 0);
  while (waited == -EINTR);
  run->ended_ns = monotonic_ns();
  run->pid = shared->pid;
  run->started_ns = shared->started_ns;
  shared->pid = 0;
  return waited > 0;
}

/// Whether the spawner has children, running or not yet reaped.
static int has_children(void) {
  return raw_call(SYS_waitid, P_ALL, 0, 0, WEXITED | WNOHANG | WNOWAIT | __WALL, 0) != -ECHILD;
}

/// Runs the request again and again, until something is not as it should be: a run that fails or
/// leaves processes is the last one.
static void run_series(struct spawner_shared *shared, const struct descriptors *descriptors) {
  shared->parent = (pid_t)call0(SYS_getpid);
  call2(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1);
  shared->left = 0;
  int status = 0;
  for (int done = 0; done < shared->planned && status == 0 && !shared->left; done++) {
    if (atomic_load(&shared->stop)) break;
    if (done > 0 && monotonic_ns() >= shared->until_ns) break;
    struct spawner_run *run = &shared->runs[done];
    char *end_of_padding = shared->padding + run->padding, kept = *end_of_padding;
    *end_of_padding = 0;
    start_child(shared, descriptors);
    *end_of_padding = kept;
    if (shared->pid == 0) break;
    if (!wait_for_child(shared, run)) end_process(1);
    if (shared->error != 0) break;
    status = run->status;
    shared->done = done + 1;
    shared->left = has_children();
  }
  call2(SYS_prctl, PR_SET_CHILD_SUBREAPER, 0);
}

static uintptr_t hexadecimal(const char **text) {
  uintptr_t value = 0;
  for (;; (*text)++) {
    char digit = **text;
    if (digit >= '0' && digit <= '9') value = value * 16 + (uintptr_t)(digit - '0');
    else if (digit >= 'a' && digit <= 'f') value = value * 16 + (uintptr_t)(digit - 'a' + 10);
    else return value;
  }
}

/// Gives the pages of [start, end) back, but for those in the two kept ranges (in order).
static void drop_range(uintptr_t start, uintptr_t end, const uintptr_t keep[4]) {
  for (int i = 0; i < 4 && start < end; i += 2) {
    if (keep[i] >= end || keep[i + 1] <= start) continue;
    if (keep[i] > start) call3(SYS_madvise, (long)start, (long)(keep[i] - start), MADV_DONTNEED);
    start = keep[i + 1];
  }
  if (start < end) call3(SYS_madvise, (long)start, (long)(end - start), MADV_DONTNEED);
}

/// Drops all private memory but the stack and the thread's control block. Code and constants come
/// back from their files when touched; relocated data would come back wrong, and is not touched.
static void drop_memory(void) {
  enum { PAGE = 4096, MAPS_LINE = 512 };
  uintptr_t stack = (uintptr_t)__builtin_frame_address(0) & ~(uintptr_t)(PAGE - 1);
  uintptr_t thread = (uintptr_t)__builtin_thread_pointer() & ~(uintptr_t)(PAGE - 1);
  uintptr_t around_stack[2] = {stack - (128 << 10), stack + (64 << 10)};
  uintptr_t around_thread[2] = {thread - (64 << 10), thread + (16 << 10)};
  uintptr_t keep[4];
  for (int i = 0; i < 2; i++) {
    keep[i] = stack < thread ? around_stack[i] : around_thread[i];
    keep[i + 2] = stack < thread ? around_thread[i] : around_stack[i];
  }
  long maps = open_file("/proc/self/maps", O_RDONLY);
  if (maps < 0) return;
  char chunk[MAPS_LINE], line[MAPS_LINE];
  size_t length = 0;
  long count;
  while ((count = call3(SYS_read, maps, (long)chunk, sizeof chunk)) > 0) {
    for (long i = 0; i < count; i++) {
      if (chunk[i] != '\n') {
        if (length < sizeof line - 1) line[length++] = chunk[i];
        continue;
      }
      line[length] = 0;
      length = 0;
      const char *text = line;
      uintptr_t start = hexadecimal(&text);
      text++;
      uintptr_t end = hexadecimal(&text);
      if (text[0] == ' ' && text[4] == 'p') drop_range(start, end, keep);
    }
  }
  call1(SYS_close, maps);
}

/// Lets the peak of this address space begin anew (5: reset the resident set's high-water mark).
static void reset_peak(void) {
  long file = open_file("/proc/self/clear_refs", O_WRONLY);
  if (file < 0) return;
  call3(SYS_write, file, (long)"5", 1);
  call1(SYS_close, file);
}

static void open_null_streams(struct spawner_shared *shared) {
  long in = open_file("/dev/null", O_RDONLY), out = open_file("/dev/null", O_WRONLY);
  shared->null_error = in < 0 ? (int)-in : out < 0 ? (int)-out : 0;
  if (in >= 0) call3(SYS_dup3, in, 0, 0);
  if (out >= 0) call3(SYS_dup3, out, 1, 0);
  if (out >= 0) call3(SYS_dup3, out, 2, 0);
  if (in >= 0) call1(SYS_close, in);
  if (out >= 0) call1(SYS_close, out);
}

static int close_all_but(int socket) {
  call3(SYS_dup3, socket, FIRST_FREE_DESCRIPTOR, O_CLOEXEC);
  if (call3(SYS_close_range, FIRST_FREE_DESCRIPTOR + 1, ~0u, 0) < 0) {
    for (int fd = FIRST_FREE_DESCRIPTOR + 1; fd < 4096; fd++) call1(SYS_close, fd);
  }
  return FIRST_FREE_DESCRIPTOR;
}

static void restore_default_dispositions(void) {
  // struct kernel_sigaction: handler, flags, restorer, mask; all zero is SIG_DFL.
  unsigned long action[4];
  for (int i = 0; i < 4; i++) action[i] = 0;
  for (int number = 1; number <= 64; number++) {
    raw_call(SYS_rt_sigaction, number, (long)action, 0, KERNEL_SIGNAL_SET_SIZE, 0);
  }
}

_Noreturn void spawner_process_main(int socket, struct spawner_shared *shared) {
  call2(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
  if (call0(SYS_getppid) != shared->owner) end_process(0);
  unsigned long all = ~0ul;
  raw_call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, 0, KERNEL_SIGNAL_SET_SIZE, 0);
  restore_default_dispositions();
  socket = close_all_but(socket);
  open_null_streams(shared);
  call2(SYS_prctl, PR_SET_NAME, (long)"perfkit-spawner");
  drop_memory();
  reset_peak();
  for (;;) {
    struct descriptors descriptors;
    if (receive(socket, shared, &descriptors) < 0) end_process(1);
    if (shared->planned > 0) {
      run_series(shared, &descriptors);
    } else {
      shared->parent = shared->owner;
      start_child(shared, &descriptors);
    }
    for (int i = 0; i < MOST_DESCRIPTORS; i++) {
      if (descriptors.numbers[i] >= 0) call1(SYS_close, descriptors.numbers[i]);
    }
    int large = shared->used > LARGE_REQUEST;
    char done = 0;
    raw_call(SYS_sendto, socket, (long)&done, 1, MSG_NOSIGNAL, 0);
    if (large) {
      call3(SYS_madvise, (long)shared, SHARED_SIZE, MADV_DONTNEED);
      reset_peak();
    }
  }
}

#pragma clang attribute pop
#pragma clang attribute pop
