/// What perfkit and its spawner share: one mapping, at the same address in both, made before the
/// fork. Requests lie in it ready for use, pointers included; the socket only carries descriptors.
#ifndef SPAWNER_PROCESS_H
#define SPAWNER_PROCESS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
  /// Beyond the 6 MiB that the kernel takes for arguments and environment at most.
  SHARED_SIZE = 16 << 20,
  CHILD_STACK_SIZE = 32 << 10,
  /// The three streams and the folder.
  MOST_DESCRIPTORS = 4,
  /// A request that needs more than this is not kept in memory; more than what precedes the strings.
  LARGE_REQUEST = 64 << 10,
};

struct spawner_shared {
  pid_t owner;
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
  _Alignas(16) char child_stack[CHILD_STACK_SIZE];
  _Alignas(16) char strings[];
};

/// The life of the spawner: serves requests from the socket until it is closed.
_Noreturn void spawner_process_main(int socket, struct spawner_shared *shared);

#endif
