#ifndef PERF_ARCHIVE_H
#define PERF_ARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#define PERF_ARCHIVE_FUNCTIONS(X)             \
  X(archive_error_string)                     \
  X(archive_errno)                            \
  X(archive_write_new)                        \
  X(archive_write_free)                       \
  X(archive_write_close)                      \
  X(archive_write_add_filter_gzip)            \
  X(archive_write_add_filter_zstd)            \
  X(archive_write_set_format_gnutar)          \
  X(archive_write_set_format_zip)             \
  X(archive_write_set_format_option)          \
  X(archive_write_set_filter_option)          \
  X(archive_write_set_bytes_in_last_block)    \
  X(archive_write_open_fd)                    \
  X(archive_write_header)                     \
  X(archive_write_data)                       \
  X(archive_entry_new)                        \
  X(archive_entry_free)                       \
  X(archive_entry_clear)                      \
  X(archive_entry_set_pathname)               \
  X(archive_entry_set_filetype)               \
  X(archive_entry_set_perm)                   \
  X(archive_entry_set_mtime)                  \
  X(archive_entry_set_size)                   \
  X(archive_entry_set_symlink)                \
  X(archive_entry_set_uid)                    \
  X(archive_entry_set_gid)                    \
  X(archive_entry_pathname)                   \
  X(archive_entry_filetype)                   \
  X(archive_entry_perm)                       \
  X(archive_entry_mtime)                      \
  X(archive_entry_size)                       \
  X(archive_entry_size_is_set)                \
  X(archive_entry_symlink)                    \
  X(archive_entry_hardlink)                   \
  X(archive_read_new)                         \
  X(archive_read_free)                        \
  X(archive_read_support_filter_gzip)         \
  X(archive_read_support_filter_zstd)         \
  X(archive_read_support_format_tar)          \
  X(archive_read_support_format_zip_seekable) \
  X(archive_read_open_fd)                     \
  X(archive_read_open_memory)                 \
  X(archive_read_next_header)                 \
  X(archive_read_data)

/// The functions of libarchive that perfkit calls, found at run time.
struct perf_archive_library {
#define PERF_ARCHIVE_FIELD(name) __typeof__(&name) name;
  PERF_ARCHIVE_FUNCTIONS(PERF_ARCHIVE_FIELD)
#undef PERF_ARCHIVE_FIELD
};

/// Loads the library on first use; NULL where it is not installed or lacks a function.
const struct perf_archive_library *perf_archive(void);

/// What could not be loaded, in the loader's words, once perf_archive() has returned NULL.
const char *perf_archive_failure(void);

#endif
