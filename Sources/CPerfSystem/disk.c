// The supervisor's side of file writes that a child's seccomp filter holds.
#define _GNU_SOURCE
#include "perf_disk.h"
#include "supervised_arch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int perf_disk_pair(int ends[2]) {
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return errno;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0 ? errno : 0;
}

int perf_disk_receive(int socket) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  char byte;
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                           .msg_controllen = sizeof control};
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT) <= 0) return -1;
  if (message.msg_controllen < CMSG_LEN(sizeof(int))) return -1;
  int listener;
  memcpy(&listener, CMSG_DATA(&control.header), sizeof listener);
  return listener;
}

/// Whether a descriptor of a thread is a regular file below a folder; a negative errno if that cannot
/// be seen.
static int is_file_below(unsigned thread, int descriptor, const char *folder) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/%u/fd/%d", thread, descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  // No such descriptor, and the call will fail; or the thread is gone.
  if (length < 0) return errno == ENOENT || errno == ESRCH ? 0 : -errno;
  path[length] = 0;
  size_t prefix = strlen(folder);
  if (strncmp(path, folder, prefix) != 0 || path[prefix] != '/') return 0;
  struct stat status;
  if (stat(link, &status) < 0) return errno == ENOENT || errno == ESRCH ? 0 : -errno;
  return S_ISREG(status.st_mode);
}

/// The bytes of a list of pieces in a thread's memory; in `failure`, why they cannot be counted.
static uint64_t bytes_of_pieces(unsigned thread, uint64_t address, uint64_t count, int *failure) {
  struct iovec pieces[64];
  uint64_t sum = 0;
  while (count > 0) {
    size_t now = count < 64 ? count : 64;
    struct iovec here = {pieces, now * sizeof pieces[0]};
    struct iovec there = {(void *)(uintptr_t)address, here.iov_len};
    ssize_t length = process_vm_readv((pid_t)thread, &here, 1, &there, 1, 0);
    if (length != (ssize_t)here.iov_len) {
      // A list that is not there lets the call itself fail.
      if (length < 0 && errno != EFAULT && errno != ESRCH) *failure = errno;
      break;
    }
    for (size_t i = 0; i < now; i++) sum += pieces[i].iov_len;
    count -= now;
    address += here.iov_len;
  }
  return sum;
}

/// The descriptor that a call writes to.
static int written_descriptor(const struct seccomp_data *call) {
  return (int)call->args[call->nr == SYS_copy_file_range || call->nr == SYS_splice ? 2 : 0];
}

int perf_disk_next(int listener, const char *folder, struct perf_write *held, int *failure) {
  *failure = 0;
  // Without a call that is held, the kernel would let the caller wait, also for the dead.
  struct pollfd entry = {.fd = listener, .events = POLLIN};
  if (poll(&entry, 1, 0) < 0) return errno;
  if (!(entry.revents & POLLIN)) return entry.revents & (POLLHUP | POLLERR) ? EPIPE : EAGAIN;
  struct seccomp_notif notice;
  memset(&notice, 0, sizeof notice);
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice) < 0) return errno == ENOENT ? EAGAIN : errno;
  const __u64 *words = notice.data.args;
  *held = (struct perf_write){.id = notice.id, .kind = PERF_WRITE_FOREIGN};
  if (notice.data.arch != SUPERVISED_ARCH) {
    *failure = ENOTSUP;
    return 0;
  }
  int is_below = is_file_below(notice.pid, written_descriptor(&notice.data), folder);
  // Another process may have its number by now.
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &notice.id) < 0) return EAGAIN;
  if (is_below < 0) *failure = -is_below;
  if (is_below <= 0) return 0;
  held->kind = PERF_WRITE_BYTES;
  switch (notice.data.nr) {
    case SYS_write:
    case SYS_pwrite64: held->bytes = words[2]; break;
    case SYS_writev:
    case SYS_pwritev:
    case SYS_pwritev2:
      held->bytes = bytes_of_pieces(notice.pid, words[1], words[2], failure);
      break;
    case SYS_fallocate:
      held->kind = words[1] == 0 ? PERF_WRITE_ROOM : PERF_WRITE_OTHER;
      held->bytes = words[3];
      break;
    case SYS_copy_file_range:
    case SYS_sendfile:
    case SYS_splice:
      held->kind = PERF_WRITE_COPY;
      held->refusal = notice.data.nr == SYS_copy_file_range ? EXDEV : EINVAL;
      break;
    default: held->kind = PERF_WRITE_OTHER;
  }
  return 0;
}

int perf_disk_answer(int listener, uint64_t id, int error) {
  struct seccomp_notif_resp answer;
  memset(&answer, 0, sizeof answer);
  answer.id = id;
  answer.error = -error;
  if (error == 0) answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  return ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer) < 0 ? errno : 0;
}
