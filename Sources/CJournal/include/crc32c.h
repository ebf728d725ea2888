#ifndef CJOURNAL_CRC32C_H
#define CJOURNAL_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli; RFC 3720) of `count` bytes, going on from `crc`, which is 0 at first; by the
/// processor's instruction where it has one.
uint32_t journal_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same by tables, on any processor.
uint32_t journal_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

#endif
