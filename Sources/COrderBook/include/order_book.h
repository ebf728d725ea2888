#ifndef ORDER_BOOK_H
#define ORDER_BOOK_H

/// Asks the processor to bring the memory at an address, which need not be valid, into its cache.
static inline void order_book_fetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
