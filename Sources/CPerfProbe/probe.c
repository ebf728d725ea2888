// The one place in a Swift program that defines what perfkit.h declares to Swift.
#include "perfkit.h"
