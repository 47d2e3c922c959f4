package io.openplex.xcf.zookeeper;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mutual TLS of the signalling links: this member shows its certificate to every partner, called or calling, and
 * talks to
 * none that cannot show one of the same authority. A partner's certificate must name the address under which the
 * partner
 * signals. Which group a partner belongs to, its hello says; that is checked after this.
 *
 * @param server credentials of the signalling service
 * @param channel credentials towards partners
 */
public record SignallingTls(ServerCredentials server, ChannelCredentials channel) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Key algorithms that are tried, each with the signature that proves that key and certificate belong together. */
    private static final List<List<String>> ALGORITHMS =
            List.of(List.of("EC", "SHA256withECDSA"), List.of("RSA", "SHA256withRSA"), List.of("Ed25519", "Ed25519"));

    /**
     * Reads and checks the three files, all PEM.
     *
     * @param certificate chain of this member, its own certificate first
     * @param key private key of the certificate, PKCS #8, not encrypted
     * @param authority certificates of the authority that partners must be signed by
     * @throws IOException when a file cannot be used; the message names it
     */
    public static SignallingTls load(Path certificate, Path key, Path authority) throws IOException {
        byte[] chain = read(certificate);
        byte[] keyBytes = read(key);
        byte[] authorities = read(authority);
        Certificate own = certificates(certificate, chain).getFirst();
        certificates(authority, authorities);
        if (!belongTogether(own, keyBytes)) {
            throw new IOException(key + " holds no private key (PKCS #8 PEM) of the certificate in " + certificate);
        }
        return new SignallingTls(
                TlsServerCredentials.newBuilder()
                        .keyManager(new ByteArrayInputStream(chain), new ByteArrayInputStream(keyBytes))
                        .trustManager(new ByteArrayInputStream(authorities))
                        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                        .build(),
                TlsChannelCredentials.newBuilder()
                        .keyManager(new ByteArrayInputStream(chain), new ByteArrayInputStream(keyBytes))
                        .trustManager(new ByteArrayInputStream(authorities))
                        .build());
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException("cannot read " + file, e);
        }
    }

    private static List<Certificate> certificates(Path file, byte[] pem) throws IOException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate (PEM)", e);
        }
        throw new IOException(file + " holds no certificate (PEM)");
    }

    private static boolean belongTogether(Certificate certificate, byte[] keyPem) throws IOException {
        Matcher matcher = PRIVATE_KEY.matcher(new String(keyPem, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            return false;
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("the private key is no base64: " + e.getMessage(), e);
        }
        String ofCertificate = certificate.getPublicKey().getAlgorithm();
        for (List<String> algorithm : ALGORITHMS) {
            boolean edwards = algorithm.getFirst().equals("Ed25519") && ofCertificate.equals("EdDSA");
            if (algorithm.getFirst().equals(ofCertificate) || edwards) {
                return proves(certificate, encoded, algorithm);
            }
        }
        return false;
    }

    /** A signature of the key that the certificate verifies. */
    private static boolean proves(Certificate certificate, byte[] encoded, List<String> algorithm) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance(algorithm.getFirst()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(algorithm.getLast());
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A key of another kind, or none at all: it is not the certificate's.
            return false;
        }
    }
}
