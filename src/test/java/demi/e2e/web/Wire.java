package demi.e2e.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between a browser and the server, as a port of its own: it can drop everything in silence. */
final class Wire implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Wire(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing arrives, and nobody is told; what is open stays open. */
    void fallSilent() {
        silent = true;
    }

    /** Whoever connects from now on gets through; what was open before is dead. */
    void recover() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        silent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                if (!silent) {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    daemon(() -> copy(client, server));
                    daemon(() -> copy(server, client));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] bytes = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (!silent) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
            if (!silent) {
                to.close();
            }
        } catch (IOException gone) {
            // One side has left; so does the other.
            closeQuietly(to);
        }
    }

    private void closeQuietly(Socket socket) {
        if (!silent) {
            try {
                socket.close();
            } catch (IOException already) {
                // Nothing is left to close.
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        recover();
    }
}
