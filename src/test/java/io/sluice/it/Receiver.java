package io.sluice.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is told of published files by HTTP, and is not always there. */
final class Receiver implements AutoCloseable {
    private final InetSocketAddress address;
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private Receiver(InetSocketAddress address) {
        this.address = address;
    }

    /** Not listening yet. */
    static Receiver down() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Receiver(new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort()));
        }
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort() + "/files";
    }

    void up() throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext("/files", exchange -> {
            contentTypes.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            bodies.add(SluiceHome.json(
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    /** In the order of their arrival. */
    List<JsonNode> bodies() {
        return bodies;
    }

    List<String> contentTypes() {
        return contentTypes;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
