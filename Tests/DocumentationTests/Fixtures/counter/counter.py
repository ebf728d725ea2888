"""A counter that survives being killed: its journal has a line with a checksum for each operation."""
import os, sys, zlib

OPERATIONS, BATCH = 2000, 10

def line(number, total):
    text = f"{number} {total}"
    return f"{text} {zlib.crc32(text.encode()):08x}\n".encode()

def restore(journal):
    """The last whole line: its number, its total, and the torn bytes behind it, which are cut."""
    number = total = end = 0
    for text in journal.read().splitlines(keepends=True):
        fields = text.split()
        if len(fields) != 3 or not fields[0].isdigit() or not fields[1].isdigit():
            break
        if line(int(fields[0]), int(fields[1])) != text:
            break
        number, total, end = int(fields[0]), int(fields[1]), end + len(text)
    torn = journal.tell() - end
    journal.truncate(end)
    return number, total, torn

with open("journal.txt", "a+b", buffering=0) as journal:
    journal.seek(0)
    number, total, torn = restore(journal)
    if sys.argv[1] == "recover":
        print(f"recovered {number} replayed={number} torn={torn}", flush=True)
    while number < OPERATIONS:
        batch = b""
        for number in range(number + 1, number + BATCH + 1):
            total += number * number % 1000
            batch += line(number, total)
        journal.write(batch)
        os.fdatasync(journal.fileno())
        print(number, flush=True)

with open(os.environ["PERFKIT_OUT"] + "/total.csv", "w") as out:
    out.write(f"operations,total\n{number},{total}\n")
