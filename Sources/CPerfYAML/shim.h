#ifndef PERF_YAML_SHIM_H
#define PERF_YAML_SHIM_H

#include <yaml.h>

#endif
