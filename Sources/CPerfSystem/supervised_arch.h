/// The architecture whose calls a supervised child makes; those of another, such as of 32-bit programs,
/// cannot be looked at.
#ifndef SUPERVISED_ARCH_H
#define SUPERVISED_ARCH_H

#include <linux/audit.h>

#if defined(__x86_64__)
#define SUPERVISED_ARCH AUDIT_ARCH_X86_64
#else
#define SUPERVISED_ARCH AUDIT_ARCH_AARCH64
#endif

#endif
