/// How a child lets another process decide on its file writes: a seccomp filter with user notification,
/// which needs no privilege and holds for static programs too.
#ifndef SUPERVISION_H
#define SUPERVISION_H

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "raw_system.h"
#include "supervised_arch.h"

/// Since Linux 5.19, missing in older headers: a call that was taken up is not interrupted by signals.
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

/// Calls that write to a file or wait for it; one jump each, to the notification behind the last.
#define NOTIFY(number, left) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, left, 0)

static const struct sock_filter write_filter[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SUPERVISED_ARCH, 0, 18),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    NOTIFY(SYS_write, 16),
    NOTIFY(SYS_pwrite64, 15),
    NOTIFY(SYS_writev, 14),
    NOTIFY(SYS_pwritev, 13),
    NOTIFY(SYS_pwritev2, 12),
    NOTIFY(SYS_fsync, 11),
    NOTIFY(SYS_fdatasync, 10),
    NOTIFY(SYS_sync_file_range, 9),
    NOTIFY(SYS_fallocate, 8),
    NOTIFY(SYS_ftruncate, 7),
    NOTIFY(SYS_copy_file_range, 6),
    NOTIFY(SYS_sendfile, 5),
    NOTIFY(SYS_splice, 4),
    // Nobody could hold what is written through these.
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_setup, 2, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
};

/// Sends a descriptor over a socket; 0 or a negative errno.
static inline long send_descriptor(int socket, int descriptor) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  char byte = 0;
  struct iovec part;
  part.iov_base = &byte;
  part.iov_len = 1;
  struct msghdr message;
  message.msg_name = 0;
  message.msg_namelen = 0;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  message.msg_flags = 0;
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  *(int *)(void *)CMSG_DATA(&control.header) = descriptor;
  long sent = raw_call(SYS_sendmsg, socket, (long)&message, MSG_NOSIGNAL, 0, 0);
  return sent < 0 ? sent : 0;
}

/// Filters the calling process for good, and hands the descriptor of the notices over a socket; 0 or a
/// negative errno.
static inline long supervise_writes(int socket) {
  struct sock_fprog program;
  program.len = sizeof write_filter / sizeof write_filter[0];
  program.filter = (struct sock_filter *)write_filter;
  long result = raw_call(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (result < 0) return result;
  long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER;
  long listener = raw_call(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                           flags | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, (long)&program, 0, 0);
  if (listener == -EINVAL)
    listener = raw_call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, (long)&program, 0, 0);
  return listener < 0 ? listener : send_descriptor(socket, (int)listener);
}

#endif
