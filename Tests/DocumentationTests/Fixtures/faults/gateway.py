import socket, sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    try:
        for line in connection.makefile("rb"):
            connection.sendall(line.split(b" ")[0] + b" ok\n")
    except OSError:
        pass
