// CRC-32C: Swift has no intrinsics, and a journal computes it for every record.
#include "crc32c.h"

#include <pthread.h>
#include <string.h>

#if defined(__aarch64__)
#include <arm_acle.h>
#include <sys/auxv.h>
#endif

// The reflected polynomial 0x1EDC6F41.
static const uint32_t polynomial = 0x82F63B78;
static uint32_t tables[8][256];

typedef uint32_t (*update)(uint32_t, const unsigned char *, size_t);

static uint64_t load(const unsigned char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// Eight bytes at a time (Kounavis & Berry 2005, "slicing by 8").
static uint32_t by_tables(uint32_t crc, const unsigned char *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word = load(bytes) ^ crc;
    crc = 0;
    for (int i = 0; i < 8; i++) crc ^= tables[7 - i][word >> 8 * i & 255];
  }
  for (; count > 0; bytes++, count--) crc = tables[0][(crc ^ *bytes) & 255] ^ crc >> 8;
  return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2")))
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
  uint64_t wide = crc;
  for (; count >= 8; bytes += 8, count -= 8) wide = __builtin_ia32_crc32di(wide, load(bytes));
  crc = (uint32_t)wide;
  for (; count > 0; bytes++, count--) crc = __builtin_ia32_crc32qi(crc, *bytes);
  return crc;
}

static int has_instruction(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("sse4.2") != 0;
}
#elif defined(__aarch64__)
__attribute__((target("crc")))
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) crc = __crc32cd(crc, load(bytes));
  for (; count > 0; bytes++, count--) crc = __crc32cb(crc, *bytes);
  return crc;
}

static int has_instruction(void) { return (getauxval(AT_HWCAP) & HWCAP_CRC32) != 0; }
#else
static uint32_t by_instruction(uint32_t crc, const unsigned char *bytes, size_t count) {
  return by_tables(crc, bytes, count);
}

static int has_instruction(void) { return 0; }
#endif

static update fastest = by_tables;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static void prepare(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
    tables[0][byte] = crc;
  }
  for (int table = 1; table < 8; table++) {
    for (int byte = 0; byte < 256; byte++) {
      uint32_t before = tables[table - 1][byte];
      tables[table][byte] = tables[0][before & 255] ^ before >> 8;
    }
  }
  if (has_instruction()) fastest = by_instruction;
}

uint32_t journal_crc32c(uint32_t crc, const void *bytes, size_t count) {
  pthread_once(&prepared, prepare);
  return ~fastest(~crc, bytes, count);
}

uint32_t journal_crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
  pthread_once(&prepared, prepare);
  return ~by_tables(~crc, bytes, count);
}
