package io.chainbus.node.security;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A TLS handshake of two sides in memory: what a node would see if it called itself. Whatever another node would refuse
 * its certificate for (who signed it, how long it holds, which host it is of) is refused here, by the same code.
 */
final class Greeting {

    /** More turns than any handshake takes: it would be stuck. */
    private static final int TURNS = 200;

    private final SSLEngine caller;
    private final SSLEngine called;
    private ByteBuffer toCalled;
    private ByteBuffer toCaller;

    private Greeting(SSLEngine caller, SSLEngine called) {
        this.caller = caller;
        this.called = called;
        int room = caller.getSession().getPacketBufferSize() * 2;
        this.toCalled = ByteBuffer.allocate(room);
        this.toCaller = ByteBuffer.allocate(room);
    }

    /** @throws SSLException when the two do not come to terms */
    static void of(SSLContext context, String host, String protocol) throws SSLException {
        SSLEngine caller = context.createSSLEngine(host, 1);
        caller.setUseClientMode(true);
        SSLParameters verifying = caller.getSSLParameters();
        verifying.setEndpointIdentificationAlgorithm("HTTPS");
        verifying.setProtocols(new String[] {protocol});
        caller.setSSLParameters(verifying);
        SSLEngine called = context.createSSLEngine();
        called.setUseClientMode(false);
        called.setNeedClientAuth(true);
        new Greeting(caller, called).run();
    }

    private void run() throws SSLException {
        caller.beginHandshake();
        called.beginHandshake();
        for (int turn = 0; turn < TURNS; turn++) {
            step(caller, toCaller, toCalled);
            step(called, toCalled, toCaller);
            if (isOver(caller) && isOver(called)) {
                return;
            }
        }
        throw new SSLException("the handshake does not end");
    }

    private static boolean isOver(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } else if (status == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else if (in.position() > 0) {
            in.flip();
            SSLEngineResult result =
                    engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
            in.compact();
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new SSLException("one side hung up");
            }
        }
    }
}
