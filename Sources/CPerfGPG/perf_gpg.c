#include "perf_gpg.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static struct perf_gpg_library library;
static const struct perf_gpg_library *loaded;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(const char *reason) {
  snprintf(failure, sizeof failure, "%s", reason ? reason : "unknown reason");
}

static void load(void) {
  void *handle = dlopen("libgpgme.so.11", RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fail(dlerror());
    return;
  }
#define PERF_GPG_FIND(name)                                               \
  if (!(library.name = (__typeof__(library.name))dlsym(handle, #name))) { \
    fail(dlerror());                                                      \
    return;                                                               \
  }
  PERF_GPG_FUNCTIONS(PERF_GPG_FIND)
#undef PERF_GPG_FIND
  if (!(library.gpgme_check_version)("1.18.0")) {
    fail("it is older than 1.18.0");
    return;
  }
  loaded = &library;
}

const struct perf_gpg_library *perf_gpg(void) {
  pthread_once(&once, load);
  return loaded;
}

const char *perf_gpg_failure(void) { return failure; }

unsigned int perf_gpg_key_flags(gpgme_key_t key) {
  return (key->revoked ? PERF_GPG_REVOKED : 0) | (key->expired ? PERF_GPG_EXPIRED : 0) |
         (key->disabled ? PERF_GPG_DISABLED : 0) | (key->invalid ? PERF_GPG_INVALID : 0) |
         (key->can_sign ? PERF_GPG_CAN_SIGN : 0) | (key->secret ? PERF_GPG_SECRET : 0);
}

unsigned int perf_gpg_subkey_flags(gpgme_subkey_t subkey) {
  return (subkey->revoked ? PERF_GPG_REVOKED : 0) | (subkey->expired ? PERF_GPG_EXPIRED : 0) |
         (subkey->disabled ? PERF_GPG_DISABLED : 0) | (subkey->invalid ? PERF_GPG_INVALID : 0) |
         (subkey->can_sign ? PERF_GPG_CAN_SIGN : 0) | (subkey->secret ? PERF_GPG_SECRET : 0);
}

int perf_gpg_user_id_is_void(gpgme_user_id_t user) { return user->revoked || user->invalid; }

unsigned int perf_gpg_code(gpgme_error_t error) { return gpgme_err_code(error); }

gpgme_error_t perf_gpg_give_passphrase(void *passphrase, const char *hint, const char *info,
                                       int again, int descriptor) {
  struct perf_gpg_passphrase *given = passphrase;
  (void)hint;
  (void)info;
  if (again || given->asked++) return gpgme_error(GPG_ERR_CANCELED);
  if (library.gpgme_io_writen(descriptor, given->bytes, given->count) ||
      library.gpgme_io_writen(descriptor, "\n", 1)) {
    return gpgme_error(GPG_ERR_EIO);
  }
  return 0;
}
