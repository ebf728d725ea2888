#include "report.hpp"

#include <cinttypes>
#include <cstdio>

#include "perfkit.h"

bool report(const std::vector<Outcome> &outcomes, const std::string &header) {
  PERFKIT_SCOPE("report");
  std::string text = header + "\n";
  char row[128];
  for (std::size_t queue = 0; queue < outcomes.size(); ++queue) {
    const Outcome &outcome = outcomes[queue];
    const struct {
      const char *name;
      std::uint64_t value;
    } figures[] = {
        {"served", outcome.served}, {"waited", outcome.waited}, {"longest", outcome.longest}};
    for (const auto &figure : figures) {
      std::snprintf(row, sizeof row, "queue%zu.%s,%" PRIu64 ",%016" PRIx64 "\n", queue, figure.name,
                    figure.value, outcome.digest);
      text += row;
    }
  }
  return perfkit_write_file("summary.csv", text.data(), text.size()) == 0;
}
