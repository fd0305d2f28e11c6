package demi.util;

import demi.store.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Authorities and certificates made for a test, in a folder of it: {@code NAME.pem} and {@code NAME.key}. */
public final class TestCertificates {

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    public void makeAuthority(String name) throws IOException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key(name).toString(),
                "-out",
                certificate(name).toString());
    }

    /** @param hosts its subject alternative names, such as {@code DNS:localhost,IP:127.0.0.1} */
    public void make(String name, String hosts, String authority) throws IOException {
        Path names = Files.writeString(folder.resolve("names"), "subjectAltName=" + hosts);
        Path request = folder.resolve(name + ".csr");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key(name).toString(),
                "-out",
                request.toString());
        openssl(
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-days",
                "2",
                "-CA",
                certificate(authority).toString(),
                "-CAkey",
                key(authority).toString(),
                "-CAcreateserial",
                "-extfile",
                names.toString(),
                "-out",
                certificate(name).toString());
    }

    private static void openssl(String... arguments) throws IOException {
        TestPostgres.execute(
                Stream.concat(Stream.of("openssl"), Arrays.stream(arguments)).toList());
    }
}
