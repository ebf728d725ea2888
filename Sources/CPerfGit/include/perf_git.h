#ifndef PERF_GIT_H
#define PERF_GIT_H

#include <git2.h>
#include <git2/sys/repository.h>

#define PERF_GIT_FUNCTIONS(X)         \
  X(git_libgit2_init)                 \
  X(git_libgit2_opts)                 \
  X(git_libgit2_version)              \
  X(git_error_last)                   \
  X(git_strarray_dispose)             \
  X(git_repository_open_ext)          \
  X(git_repository_free)              \
  X(git_repository_path)              \
  X(git_repository_workdir)           \
  X(git_repository_is_bare)           \
  X(git_repository_is_shallow)        \
  X(git_repository_head)              \
  X(git_repository_index)             \
  X(git_repository_config_snapshot)   \
  X(git_repository_hashfile)          \
  X(git_repository_set_index)         \
  X(git_repository_set_workdir)       \
  X(git_revparse_single)              \
  X(git_reference_free)               \
  X(git_reference_peel)               \
  X(git_reference_list)               \
  X(git_reference_lookup)             \
  X(git_reference_symbolic_target)    \
  X(git_reference_name_to_id)         \
  X(git_object_free)                  \
  X(git_object_peel)                  \
  X(git_object_type)                  \
  X(git_commit_lookup)                \
  X(git_commit_free)                  \
  X(git_commit_id)                    \
  X(git_commit_tree)                  \
  X(git_commit_tree_id)               \
  X(git_commit_time)                  \
  X(git_commit_summary)               \
  X(git_commit_message)               \
  X(git_commit_message_encoding)      \
  X(git_commit_author)                \
  X(git_commit_parentcount)           \
  X(git_revwalk_new)                  \
  X(git_revwalk_free)                 \
  X(git_revwalk_push)                 \
  X(git_revwalk_hide)                 \
  X(git_revwalk_sorting)              \
  X(git_revwalk_next)                 \
  X(git_mailmap_from_buffer)          \
  X(git_mailmap_resolve)              \
  X(git_mailmap_free)                 \
  X(git_repository_state)             \
  X(git_merge_base)                   \
  X(git_oid_fromstr)                  \
  X(git_oid_tostr)                    \
  X(git_tree_lookup)                  \
  X(git_tree_free)                    \
  X(git_tree_entry_byname)            \
  X(git_tree_entry_byindex)           \
  X(git_tree_entry_name)              \
  X(git_tree_entrycount)              \
  X(git_tree_entry_id)                \
  X(git_tree_entry_type)              \
  X(git_blob_lookup)                  \
  X(git_blob_free)                    \
  X(git_blob_rawcontent)              \
  X(git_blob_rawsize)                 \
  X(git_odb_hash)                     \
  X(git_odb_hashfile)                 \
  X(git_repository_odb)               \
  X(git_odb_free)                     \
  X(git_odb_exists)                   \
  X(git_odb_read)                     \
  X(git_odb_read_header)              \
  X(git_odb_write)                    \
  X(git_odb_object_data)              \
  X(git_odb_object_free)              \
  X(git_odb_object_size)              \
  X(git_odb_object_type)              \
  X(git_reference_create_matching)    \
  X(git_reference_target)             \
  X(git_index_new)                    \
  X(git_index_free)                   \
  X(git_index_read)                   \
  X(git_index_read_tree)              \
  X(git_index_entrycount)             \
  X(git_index_get_byindex)            \
  X(git_status_options_init)          \
  X(git_status_list_new)              \
  X(git_status_list_free)             \
  X(git_status_list_entrycount)       \
  X(git_status_byindex)               \
  X(git_attr_get)                     \
  X(git_attr_value)                   \
  X(git_checkout_options_init)        \
  X(git_checkout_tree)                \
  X(git_config_open_default)          \
  X(git_config_multivar_iterator_new) \
  X(git_config_next)                  \
  X(git_config_iterator_free)         \
  X(git_config_free)                  \
  X(git_config_get_string)            \
  X(git_config_get_bool)

/// The functions of libgit2 that perfkit calls, found at run time.
struct perf_git_library {
#define PERF_GIT_FIELD(name) __typeof__(&name) name;
  PERF_GIT_FUNCTIONS(PERF_GIT_FIELD)
#undef PERF_GIT_FIELD
};

/// Loads and initialises the library on first use; NULL where that fails.
const struct perf_git_library *perf_git(void);

/// The Debian package that holds the library perfkit was built for.
const char *perf_git_package(void);

/// What could not be loaded, in the loader's words, once perf_git() has returned NULL.
const char *perf_git_failure(void);

/// git_repository_open_ext, with or without git's check that the folders belong to the user. The
/// switch is global in libgit2, so all opening goes through here, one at a time.
int perf_git_open(git_repository **out, const char *path, unsigned int flags,
                  const char *ceiling_folders, int check_owner);

#endif
