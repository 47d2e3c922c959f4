package io.openplex.xcf.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of its own, made with the JDK's keytool in a folder of the test. */
final class TestAuthority {
    private static final String PASSWORD = "not-a-secret";
    private static final long LIMIT_S = 60;

    private final Path folder;
    private final String name;

    /**
     * Makes the authority.
     *
     * @param name also its subject
     */
    TestAuthority(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        keyPair(name, "bc:c=ca:true");
        keytool(name, "-exportcert", "-rfc", "-file", certificate().toString());
    }

    /** PEM files of one member. */
    record Identity(Path certificate, Path key) {}

    /** Its own certificate. */
    Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** A key, and a certificate for it that names the loopback address. */
    Identity issue(String member) throws IOException {
        keyPair(member, "bc=ca:false");
        Path request = folder.resolve(member + ".csr");
        Path certificate = folder.resolve(member + ".pem");
        keytool(member, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-ext",
                "san=ip:127.0.0.1");
        return new Identity(certificate, privateKey(member));
    }

    /** What signalling makes of an identity under this authority. */
    SignallingTls tls(Identity identity) throws IOException {
        return SignallingTls.load(identity.certificate(), identity.key(), certificate());
    }

    private void keyPair(String alias, String extension) throws IOException {
        keytool(
                alias,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-validity",
                "2",
                "-ext",
                extension);
    }

    private Path privateKey(String alias) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(folder.resolve(alias + ".p12").toFile(), PASSWORD.toCharArray());
            byte[] encoded = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            String base64 = Base64.getMimeEncoder().encodeToString(encoded);
            return Files.writeString(
                    folder.resolve(alias + ".key"),
                    "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n",
                    StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void keytool(String alias, String verb, String... more) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(
                tool.toString(),
                verb,
                "-alias",
                alias,
                "-keystore",
                folder.resolve(alias + ".p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Path output = folder.resolve("keytool.out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
