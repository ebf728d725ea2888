/// System calls without the C library. The spawner has given its heap and its relocated data back
/// to the kernel, so it may neither call through the PLT nor touch errno.
#ifndef RAW_SYSTEM_H
#define RAW_SYSTEM_H

#include <sys/syscall.h>

#if defined(__x86_64__)

static inline long raw_call(long number, long a, long b, long c, long d, long e) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                   : "rcx", "r11", "memory");
  return result;
}

/// clone(2) whose child runs `body(argument)` on its own stack and never returns.
static inline long raw_clone(long flags, void *stack_top, void (*body)(void *), void *argument) {
  long result;
  register long r10 __asm__("r10") = 0;
  register void (*r8)(void *) __asm__("r8") = body;
  register void *r9 __asm__("r9") = argument;
  __asm__ volatile("syscall\n\t"
                   "testq %%rax, %%rax\n\t"
                   "jnz 1f\n\t"
                   "xorl %%ebp, %%ebp\n\t"
                   "movq %%r9, %%rdi\n\t"
                   "callq *%%r8\n\t"
                   "ud2\n"
                   "1:"
                   : "=a"(result)
                   : "a"((long)SYS_clone), "D"(flags), "S"(stack_top), "d"(0L), "r"(r10), "r"(r8),
                     "r"(r9)
                   : "rcx", "r11", "memory", "cc");
  return result;
}

#elif defined(__aarch64__)

static inline long raw_call(long number, long a, long b, long c, long d, long e) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4)
                   : "memory");
  return x0;
}

/// clone(2) whose child runs `body(argument)` on its own stack and never returns.
static inline long raw_clone(long flags, void *stack_top, void (*body)(void *), void *argument) {
  register long x8 __asm__("x8") = SYS_clone;
  register long x0 __asm__("x0") = flags;
  register void *x1 __asm__("x1") = stack_top;
  register long x2 __asm__("x2") = 0;
  register long x3 __asm__("x3") = 0;
  register long x4 __asm__("x4") = 0;
  register void (*x5)(void *) __asm__("x5") = body;
  register void *x6 __asm__("x6") = argument;
  __asm__ volatile("svc 0\n\t"
                   "cbnz x0, 1f\n\t"
                   "mov x29, xzr\n\t"
                   "mov x0, x6\n\t"
                   "blr x5\n\t"
                   "brk #1\n"
                   "1:"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5), "r"(x6)
                   : "memory", "cc");
  return x0;
}

#else
#error "perfkit starts children with raw system calls, written for x86_64 and aarch64 Linux"
#endif

#endif
