package io.chainbus.cluster.journal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a server, which a test can cut, or make such that requests arrive and answers do not. Thread-safe.
 */
final class Cable implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean mute;

    Cable(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Nothing goes through, and what was open is not any more. */
    void cut() {
        cut = true;
        drop();
    }

    /** Answers are lost. */
    void mute() {
        mute = true;
    }

    /** New connections go through. */
    void mend() {
        cut = false;
        mute = false;
    }

    /** What is open is not any more; new connections go through. */
    void drop() {
        open.forEach(Cable::end);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (cut) {
                    end(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                begin(() -> pass(near, far, false));
                begin(() -> pass(far, near, true));
            } catch (IOException e) {
                // The entrance was closed, or the server is away: whoever comes in next tries again.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8192];
            int length;
            while ((length = in.read(bytes)) >= 0) {
                if (!(answers && mute)) {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException e) {
            // One of the two ends is no more.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        drop();
    }
}
