// The engine's own result table, sim/1.
#pragma once

#include <string>
#include <vector>

#include "simulation.hpp"

// Writes summary.csv into PERFKIT_OUT with this header; false if that fails.
bool report(const std::vector<Outcome> &outcomes, const std::string &header);
