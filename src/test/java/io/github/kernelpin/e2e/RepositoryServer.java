package io.github.kernelpin.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Serves a repository: dnf copies only what is not in a file system already. */
final class RepositoryServer implements AutoCloseable {

    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final HttpServer server;
    private final Path repository;
    private final AtomicBoolean hasServedPackages = new AtomicBoolean();

    private RepositoryServer(Path repository) throws IOException {
        this.repository = repository;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One of those that are built for the tests. */
    static RepositoryServer of(String repository) throws IOException {
        return new RepositoryServer(DnfHost.REPOSITORIES.resolve(repository));
    }

    /** What makes it known to dnf. */
    String configuration(String id) {
        return "[%s]\nname=%s\nbaseurl=http:/%s\nproxy=_none_\n"
                .formatted(id, id, server.getAddress());
    }

    boolean hasServedPackages() {
        return hasServedPackages.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = repository.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            if (file.toString().endsWith(".rpm")) {
                hasServedPackages.set(true);
            }
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(OK, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
