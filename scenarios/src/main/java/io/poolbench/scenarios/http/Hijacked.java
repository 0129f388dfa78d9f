package io.poolbench.scenarios.http;

/**
 * A connection that a handler has taken over from the server, to speak another protocol. Whoever
 * has it closes it.
 *
 * @param transport the connection itself
 * @param source reads it, from the first byte that the request left unread
 * @param sink writes to it; empty, but in need of a flush after each message
 */
public record Hijacked(Transport transport, BufferedSource source, BufferedSink sink) {}
