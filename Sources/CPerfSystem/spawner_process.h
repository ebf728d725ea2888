/// What perfkit and its spawner share: one mapping, at the same address in both, made before the
/// fork. Requests lie in it ready for use, pointers included; the socket only carries descriptors.
#ifndef SPAWNER_PROCESS_H
#define SPAWNER_PROCESS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "perf_system.h"

enum {
  /// Beyond the 6 MiB that the kernel takes for arguments and environment at most.
  SHARED_SIZE = 16 << 20,
  CHILD_STACK_SIZE = 32 << 10,
  /// The three streams, the folder and the supervisor's socket.
  MOST_DESCRIPTORS = 5,
  /// A request that needs more than this is not kept in memory; more than what precedes the strings.
  LARGE_REQUEST = 64 << 10,
};

/// One run of a series.
struct spawner_run {
  long padding;
  pid_t pid;
  int status;
  uint64_t started_ns;
  uint64_t ended_ns;
  struct rusage usage;
};

struct spawner_shared {
  pid_t owner;
  /// Whose child the next child is to be: the owner's or the spawner's.
  pid_t parent;
  int cpu;
  /// Which of the request's descriptors come with it: a bit each, in their order.
  unsigned passed;
  /// Why the spawner could not open /dev/null, or 0.
  int null_error;
  const char *path;
  char *const *arguments;
  char *const *environment;
  size_t used;
  pid_t pid;
  int error;
  int step;
  uint64_t started_ns;
  /// How many runs the request is for, one after the other; 0: one child of the owner, not waited for.
  int planned;
  /// How many of them are over.
  int done;
  /// Whether the last of them left processes, which are children of the spawner now.
  int left;
  /// Set by the owner: no further run is to start.
  atomic_int stop;
  /// No run starts after this.
  uint64_t until_ns;
  /// The text of PERFKIT_PAD, whose length differs from run to run.
  char *padding;
  struct spawner_run runs[PERF_MOST_RUNS];
  _Alignas(16) char child_stack[CHILD_STACK_SIZE];
  _Alignas(16) char strings[];
};

/// What a waited-for child's status and usage mean.
void perf_child_end_fill(struct perf_child_end *end, int status, const struct rusage *usage);

/// The life of the spawner: serves requests from the socket until it is closed.
_Noreturn void spawner_process_main(int socket, struct spawner_shared *shared);

#endif
