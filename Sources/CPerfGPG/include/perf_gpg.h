#ifndef PERF_GPG_H
#define PERF_GPG_H

#include <gpgme.h>

#define PERF_GPG_FUNCTIONS(X)  \
  X(gpgme_check_version)       \
  X(gpgme_new)                 \
  X(gpgme_release)             \
  X(gpgme_set_protocol)        \
  X(gpgme_set_armor)           \
  X(gpgme_set_textmode)        \
  X(gpgme_set_offline)         \
  X(gpgme_set_keylist_mode)    \
  X(gpgme_set_pinentry_mode)   \
  X(gpgme_set_passphrase_cb)   \
  X(gpgme_ctx_set_engine_info) \
  X(gpgme_io_writen)           \
  X(gpgme_signers_add)         \
  X(gpgme_signers_count)       \
  X(gpgme_data_new)            \
  X(gpgme_data_new_from_mem)   \
  X(gpgme_data_release)        \
  X(gpgme_data_seek)           \
  X(gpgme_data_read)           \
  X(gpgme_op_keylist_start)    \
  X(gpgme_op_keylist_next)     \
  X(gpgme_op_keylist_end)      \
  X(gpgme_key_unref)           \
  X(gpgme_op_sign)             \
  X(gpgme_op_sign_result)      \
  X(gpgme_op_verify)           \
  X(gpgme_op_verify_result)    \
  X(gpgme_op_import)           \
  X(gpgme_op_import_result)    \
  X(gpgme_op_export)           \
  X(gpgme_strerror_r)

/// The functions of GPGME that perfkit calls, found at run time.
struct perf_gpg_library {
#define PERF_GPG_FIELD(name) __typeof__(&name) name;
  PERF_GPG_FUNCTIONS(PERF_GPG_FIELD)
#undef PERF_GPG_FIELD
};

/// Loads and initialises the library on first use; NULL where that fails.
const struct perf_gpg_library *perf_gpg(void);

/// What could not be loaded, in the loader's words, once perf_gpg() has returned NULL.
const char *perf_gpg_failure(void);

/// The flags of a key, which Swift does not see in C's bit fields.
enum perf_gpg_flag {
  PERF_GPG_REVOKED = 1,
  PERF_GPG_EXPIRED = 2,
  PERF_GPG_DISABLED = 4,
  PERF_GPG_INVALID = 8,
  PERF_GPG_CAN_SIGN = 16,
  PERF_GPG_SECRET = 32,
};

unsigned int perf_gpg_key_flags(gpgme_key_t key);
unsigned int perf_gpg_subkey_flags(gpgme_subkey_t subkey);

/// Whether a user id of a key is revoked or invalid.
int perf_gpg_user_id_is_void(gpgme_user_id_t user);

/// The code of an error without its source.
unsigned int perf_gpg_code(gpgme_error_t error);

/// A passphrase for gpgme_set_passphrase_cb: it is given once, and after that the operation is
/// cancelled, since asking again means that it was wrong.
struct perf_gpg_passphrase {
  const char *bytes;
  size_t count;
  int asked;
};

gpgme_error_t perf_gpg_give_passphrase(void *passphrase, const char *hint, const char *info,
                                       int again, int descriptor);

#endif
