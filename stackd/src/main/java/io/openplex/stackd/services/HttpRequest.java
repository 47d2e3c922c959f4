package io.openplex.stackd.services;

/**
 * What the whoami server needs of a request head.
 *
 * @param head true for HEAD
 * @param close true when the connection ends after the answer
 * @param oldClient true for HTTP/1.0, which must be told when the connection stays
 * @param json true when the client prefers JSON
 * @param bodyBytes length of the body that follows, to be skipped
 */
record HttpRequest(boolean head, boolean close, boolean oldClient, boolean json, int bodyBytes) {}
