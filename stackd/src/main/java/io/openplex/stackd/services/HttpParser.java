package io.openplex.stackd.services;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads request heads of HTTP/1.0 and 1.1 (RFC 9112) from a bounded buffer. One instance reads one head. */
final class HttpParser {
    /** Longest request line with its end. */
    static final int LINE_MAX = 4096;

    /** Longest head: request line, fields and the empty line. */
    static final int HEAD_MAX = 8192;

    /** Longest body that is skipped. */
    static final int BODY_MAX = 1 << 20;

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private boolean head;
    private boolean oldClient;
    private boolean close;
    private boolean keepAlive;
    private boolean json;
    private int hosts;
    private int bodyBytes = -1;

    private HttpParser() {}

    /**
     * What was found.
     *
     * @param status null when more bytes are needed, OK for a request, else the refusal
     * @param consumed bytes that the head takes, 0 unless OK
     */
    record Result(
            @Nullable HttpStatus status,
            int consumed,
            @Nullable HttpRequest request) {
        static final Result MORE = new Result(null, 0, null);

        static Result refusal(HttpStatus status) {
            return new Result(status, 0, null);
        }
    }

    /** Reads the head at the front of {@code length} bytes. */
    static Result parse(byte[] bytes, int length) {
        int from = skipEmptyLines(bytes, length);
        int lineEnd = indexOfLineFeed(bytes, from, length);
        if (lineEnd < 0) {
            if (length - from >= LINE_MAX) {
                return Result.refusal(HttpStatus.URI_TOO_LONG);
            }
            return length >= HEAD_MAX ? Result.refusal(HttpStatus.BAD_REQUEST) : Result.MORE;
        }
        if (lineEnd - from >= LINE_MAX) {
            return Result.refusal(HttpStatus.URI_TOO_LONG);
        }
        HttpParser parser = new HttpParser();
        HttpStatus status = parser.requestLine(text(bytes, from, lineEnd));
        int at = lineEnd + 1;
        while (status == HttpStatus.OK) {
            int end = indexOfLineFeed(bytes, at, length);
            if (end < 0) {
                return length >= HEAD_MAX ? Result.refusal(HttpStatus.HEADERS_TOO_LARGE) : Result.MORE;
            }
            String line = text(bytes, at, end);
            at = end + 1;
            if (line.isEmpty()) {
                return parser.finish(at);
            }
            status = parser.field(line);
        }
        return Result.refusal(status);
    }

    /** Empty lines before a request are forgiven (RFC 9112 2.2). */
    private static int skipEmptyLines(byte[] bytes, int length) {
        int at = 0;
        while (at < length && (bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }

    private static int indexOfLineFeed(byte[] bytes, int from, int length) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int lineFeed) {
        int end = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private HttpStatus requestLine(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !isToken(words[0]) || !isTarget(words[1]) || !words[2].matches("HTTP/[0-9]\\.[0-9]")) {
            return HttpStatus.BAD_REQUEST;
        }
        if (words[2].charAt(5) != '1') {
            return HttpStatus.VERSION_NOT_SUPPORTED;
        }
        oldClient = words[2].charAt(7) == '0';
        head = words[0].equals("HEAD");
        return head || words[0].equals("GET") ? HttpStatus.OK : HttpStatus.METHOD_NOT_ALLOWED;
    }

    private static boolean isToken(String word) {
        return !word.isEmpty()
                && word.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static boolean isTarget(String word) {
        boolean form = word.startsWith("/") || word.startsWith("http://") || word.startsWith("https://");
        return form && word.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private HttpStatus field(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.substring(0, colon))) {
            return HttpStatus.BAD_REQUEST;
        }
        String value = line.substring(colon + 1).strip();
        if (value.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f)) {
            return HttpStatus.BAD_REQUEST;
        }
        return switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "host" -> {
                hosts++;
                yield HttpStatus.OK;
            }
            case "connection" -> connection(value.toLowerCase(Locale.ROOT));
            case "accept" -> accept(value.toLowerCase(Locale.ROOT));
            case "content-length" -> contentLength(value);
            // A body of unknown length makes no sense with GET and would desynchronise the connection.
            case "transfer-encoding" -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.OK;
        };
    }

    private HttpStatus connection(String value) {
        for (String option : value.split(",", -1)) {
            close |= option.strip().equals("close");
            keepAlive |= option.strip().equals("keep-alive");
        }
        return HttpStatus.OK;
    }

    private HttpStatus accept(String value) {
        for (String range : value.split(",", -1)) {
            String[] parts = range.split(";", -1);
            if (parts[0].strip().equals("application/json")) {
                json = !range.replace(" ", "").matches(".*;q=0(\\.0*)?");
            }
        }
        return HttpStatus.OK;
    }

    private HttpStatus contentLength(String value) {
        if (!value.matches("[0-9]{1,18}")) {
            return HttpStatus.BAD_REQUEST;
        }
        long length = Long.parseLong(value);
        if (length > BODY_MAX) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (bodyBytes >= 0 && bodyBytes != length) {
            return HttpStatus.BAD_REQUEST;
        }
        bodyBytes = (int) length;
        return HttpStatus.OK;
    }

    private Result finish(int consumed) {
        if (hosts > 1 || hosts == 0 && !oldClient) {
            return Result.refusal(HttpStatus.BAD_REQUEST);
        }
        boolean closes = close || oldClient && !keepAlive;
        HttpRequest request = new HttpRequest(head, closes, oldClient, json, Math.max(0, bodyBytes));
        return new Result(HttpStatus.OK, consumed, request);
    }
}
