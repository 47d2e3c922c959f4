package io.openplex.omproute.config;

/** Authentication_Type (RFC 2328 appendix D). */
public enum Authentication {
    /** No authentication. */
    NONE,
    /** A password in clear text. */
    PASSWORD,
    /** A keyed MD5 digest. */
    MD5
}
