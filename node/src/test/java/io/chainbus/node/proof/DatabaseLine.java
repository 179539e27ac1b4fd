package io.chainbus.node.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only way from the nodes to their database, which can be cut. What has been asked when it is may have been done, and
 * the answer is lost. Thread-safe.
 */
final class DatabaseLine implements AutoCloseable {

    private final InetSocketAddress target;
    private final InetSocketAddress address;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private ServerSocket entrance;

    private DatabaseLine(ServerSocket entrance, InetSocketAddress target) {
        this.target = target;
        this.entrance = entrance;
        this.address = new InetSocketAddress(entrance.getInetAddress(), entrance.getLocalPort());
    }

    /**
     * From that address, with a port that the system chooses, to a port of this machine's.
     *
     * @param host where the nodes begin
     */
    static DatabaseLine from(InetAddress host, int target) throws IOException {
        DatabaseLine line = new DatabaseLine(
                new ServerSocket(0, 64, host), new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        line.listen();
        return line;
    }

    /** {@code host:port}. */
    String address() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** From now on nobody is connected, and nobody gets a connection. */
    synchronized void cut() throws IOException {
        entrance.close();
        ends.forEach(this::end);
    }

    /** Who tries gets a connection again. */
    synchronized void mend() throws IOException {
        entrance = new ServerSocket();
        entrance.bind(address, 64);
        listen();
    }

    private synchronized void listen() {
        ServerSocket listening = entrance;
        begin(() -> accept(listening));
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                connect(listening, listening.accept());
            } catch (IOException away) {
                // It is cut, or the database is not there: whoever wants to be connected tries again.
            }
        }
    }

    private void connect(ServerSocket listening, Socket near) throws IOException {
        Socket far = new Socket();
        ends.add(near);
        ends.add(far);
        try {
            far.connect(target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException away) {
            end(near);
            end(far);
            throw away;
        }
        begin(() -> pass(near, far));
        begin(() -> pass(far, near));
        if (listening.isClosed()) {
            // It was cut meanwhile, which may have passed this one by.
            end(near);
            end(far);
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // One of the two is there no more, and so the other one is not to be either.
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        ends.remove(socket);
        try {
            socket.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "database-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
