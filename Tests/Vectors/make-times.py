"""Prints `<seconds since 1970> <UTC time>` by Python's datetime: python3 make-times.py > times.txt"""

import random
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
EDGES = [
    (1, 1, 1), (4, 2, 29), (100, 2, 28), (400, 2, 29), (1582, 10, 15), (1600, 2, 29),
    (1900, 2, 28), (1900, 3, 1), (1969, 12, 31), (1970, 1, 1), (1972, 2, 29), (1999, 12, 31),
    (2000, 2, 29), (2023, 2, 28), (2024, 2, 29), (2024, 3, 1), (2024, 12, 31), (2038, 1, 19),
    (2100, 2, 28), (2100, 3, 1), (2400, 2, 29), (9999, 12, 31),
]

moments = set()
for year, month, day in EDGES:
    start = datetime(year, month, day, tzinfo=timezone.utc)
    moments |= {start, start + timedelta(hours=23, minutes=59, seconds=59)}
generator = random.Random(29)
last = int((datetime(9999, 12, 31, tzinfo=timezone.utc) - EPOCH).total_seconds())
first = int((datetime(1, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds())
for _ in range(300):
    moments.add(EPOCH + timedelta(seconds=generator.randint(first, last)))
for _ in range(300):
    moments.add(EPOCH + timedelta(seconds=generator.randint(0, 2**32)))
for moment in sorted(moments):
    seconds = (moment - EPOCH) // timedelta(seconds=1)
    print(seconds, moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
