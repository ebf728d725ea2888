#ifndef PERF_CRYPTO_H
#define PERF_CRYPTO_H

#include <openssl/evp.h>

#define PERF_CRYPTO_FUNCTIONS(X) \
  X(EVP_MD_CTX_new)              \
  X(EVP_MD_CTX_free)             \
  X(EVP_sha256)                  \
  X(EVP_DigestInit_ex)           \
  X(EVP_DigestUpdate)            \
  X(EVP_DigestFinal_ex)

/// The functions of libcrypto that perfkit calls, found at run time.
struct perf_crypto_library {
#define PERF_CRYPTO_FIELD(name) __typeof__(&name) name;
  PERF_CRYPTO_FUNCTIONS(PERF_CRYPTO_FIELD)
#undef PERF_CRYPTO_FIELD
};

/// Loads the library on first use; NULL where it is not installed or lacks a function.
const struct perf_crypto_library *perf_crypto(void);

/// What could not be loaded, in the loader's words, once perf_crypto() has returned NULL.
const char *perf_crypto_failure(void);

#endif
