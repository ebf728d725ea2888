#!/bin/sh
# A toy engine: adds up a seeded sequence of numbers and leaves one table.
awk -v seed="$1" -v steps=1000 '
  BEGIN {
    x = seed
    for (i = 0; i < steps; i++) { x = (x * 75 + 74) % 65537; total += x }
    printf "steps,total\n%d,%d\n", steps, total
  }' > "$PERFKIT_OUT/sum.csv"
