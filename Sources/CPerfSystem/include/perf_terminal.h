#ifndef PERF_TERMINAL_H
#define PERF_TERMINAL_H

/// The width of the terminal behind a descriptor, in columns; 0 where there is none.
int perf_terminal_columns(int descriptor);

#endif
