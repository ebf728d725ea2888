// The one place in a Swift program that defines what these declare to Swift.
#include "perfkit_modules.h"
