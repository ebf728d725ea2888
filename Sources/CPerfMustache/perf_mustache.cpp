#include "perf_mustache.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <kainjow/mustache.hpp>
#include <string>

namespace mustache = kainjow::mustache;

struct perf_mustache_value {
  mustache::data data;
};

namespace {

// No exception leaves this file: its callers are C.
template <typename Result, typename Body>
Result guarded(Result failed, Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return failed;
  }
}

template <typename... Arguments>
perf_mustache_value *made(Arguments &&...arguments) noexcept {
  return guarded(static_cast<perf_mustache_value *>(nullptr), [&] {
    return new perf_mustache_value{mustache::data(std::forward<Arguments>(arguments)...)};
  });
}

}  // namespace

perf_mustache_value *perf_mustache_text(const char *bytes, size_t count) {
  return guarded(static_cast<perf_mustache_value *>(nullptr),
                 [&] { return made(count ? std::string(bytes, count) : std::string()); });
}

perf_mustache_value *perf_mustache_flag(int on) { return made(on != 0); }

perf_mustache_value *perf_mustache_list(void) { return made(mustache::data::type::list); }

perf_mustache_value *perf_mustache_object(void) { return made(mustache::data::type::object); }

void perf_mustache_free(perf_mustache_value *value) { delete value; }

int perf_mustache_append(perf_mustache_value *list, const perf_mustache_value *value) {
  return guarded(0, [&] {
    list->data.push_back(value->data);
    return 1;
  });
}

int perf_mustache_set(perf_mustache_value *object, const char *name,
                      const perf_mustache_value *value) {
  return guarded(0, [&] {
    object->data.set(name, value->data);
    return 1;
  });
}

char *perf_mustache_render(const char *source, size_t count, const perf_mustache_value *value,
                           size_t *written, char *reason, size_t room) {
  std::snprintf(reason, room, "out of memory");
  return guarded(static_cast<char *>(nullptr), [&]() -> char * {
    mustache::mustache tmpl(count ? std::string(source, count) : std::string());
    tmpl.set_custom_escape([](const std::string &text) { return text; });
    std::string text = tmpl.is_valid() ? tmpl.render(value->data) : std::string();
    if (!tmpl.is_valid()) {
      std::snprintf(reason, room, "%s", tmpl.error_message().c_str());
      return nullptr;
    }
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (!copy) return nullptr;
    std::memcpy(copy, text.c_str(), text.size() + 1);
    *written = text.size();
    return copy;
  });
}
