/// What keeps the other threads still while a second signal ends perfkit.
#ifndef ENDING_H
#define ENDING_H

/// Does not return once a second signal came: the handler is killing and reaping the children, and
/// the thread that waits for them must not take their end for a result.
void perf_park_if_ending(void);

#endif
