/// Deciding on the file writes of a supervised child: the kernel holds each until it is answered.
#ifndef PERF_DISK_H
#define PERF_DISK_H

#include <stdint.h>

/// What a held call is about.
enum perf_write_kind {
  /// It is none of a regular file below the folder.
  PERF_WRITE_FOREIGN = 0,
  /// It writes bytes.
  PERF_WRITE_BYTES = 1,
  /// It asks for room for bytes.
  PERF_WRITE_ROOM = 2,
  /// It moves no bytes: fsync, fdatasync, sync_file_range, ftruncate.
  PERF_WRITE_OTHER = 3,
  /// It copies bytes within the kernel, and cannot tell how many.
  PERF_WRITE_COPY = 4,
};

/// A held call.
struct perf_write {
  uint64_t id;
  enum perf_write_kind kind;
  uint64_t bytes;
  /// What a file system that cannot copy answers to a call that copies, an errno.
  int refusal;
};

/// Makes a pair of close-on-exec sockets: the supervisor's end, which does not block, and that for
/// `supervisor` of a spawn request. Returns 0 or an errno.
int perf_disk_pair(int ends[2]);

/// Takes the descriptor that a child handed over a socket; -1 if none is there.
int perf_disk_receive(int socket);

/// Takes a held call of a child, of whose files those below `folder` (without a link in it) count.
/// Returns 0, EAGAIN if none is held, EPIPE if the child is gone, or another errno; in `failure`, why
/// a call that is held could not be looked at, an errno, or 0.
int perf_disk_next(int listener, const char *folder, struct perf_write *held, int *failure);

/// Lets a held call go on (`error` 0) or fail. Returns 0, or the errno of a call that is gone.
int perf_disk_answer(int listener, uint64_t id, int error);

#endif
