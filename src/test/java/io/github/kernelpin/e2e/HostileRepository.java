package io.github.kernelpin.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A repository whose metadata somebody has written by hand, with no packages behind them. */
final class HostileRepository {

    private final StringBuilder packages = new StringBuilder();
    private int count;

    /** A package that provides these capabilities, in a version each: {@code name = 1-2}. */
    HostileRepository add(String name, String version, String release, List<String> provides) {
        count++;
        packages.append("<package type=\"rpm\"><name>").append(xml(name));
        packages.append("</name><arch>x86_64</arch><version epoch=\"0\" ver=\"")
                .append(xml(version));
        packages.append("\" rel=\"").append(xml(release)).append("\"/>\n");
        packages.append("<checksum type=\"sha256\" pkgid=\"YES\">");
        packages.append(String.format("%064d", count)).append("</checksum>\n<summary>");
        packages.append(xml(name)).append("</summary><description>").append(xml(release));
        packages.append("</description><packager/><url/><time file=\"1\" build=\"1\"/>");
        packages.append("<size package=\"1\" installed=\"1\" archive=\"1\"/>");
        packages.append("<location href=\"").append(count).append(".rpm\"/><format>");
        packages.append("<rpm:provides>");
        provide(name + " = " + version + "-" + release);
        provides.forEach(this::provide);
        packages.append("</rpm:provides></format></package>\n");
        return this;
    }

    /** A kernel as its provides have it. */
    HostileRepository addKernel(String name, String version, String release) {
        return add(
                name,
                version,
                release,
                List.of(
                        "installonlypkg(kernel)",
                        "kernel-uname-r = " + version + "-" + release + ".x86_64"));
    }

    private void provide(String capability) {
        int sign = capability.indexOf(" = ");
        int dash = capability.lastIndexOf('-');
        int nameEnd = sign < 0 ? capability.length() : sign;
        packages.append("<rpm:entry name=\"").append(xml(capability.substring(0, nameEnd)));
        if (sign >= 0) {
            int versionEnd = dash > sign ? dash : capability.length();
            packages.append("\" flags=\"EQ\" epoch=\"0\" ver=\"");
            packages.append(xml(capability.substring(sign + 3, versionEnd)));
            packages.append(dash > sign ? "\" rel=\"" + xml(capability.substring(dash + 1)) : "");
        }
        packages.append("\"/>\n");
    }

    /** References, because a parser makes blanks of bare line ends in attributes. */
    private static String xml(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (c < ' ' || c > '~' || "<>&\"'".indexOf(c) >= 0) {
                                escaped.append("&#").append(c).append(';');
                            } else {
                                escaped.append((char) c);
                            }
                        });
        return escaped.toString();
    }

    /** Writes it to a directory and returns the option that makes dnf see nothing else. */
    List<String> writeTo(Path directory) throws IOException {
        Path metadata = Files.createDirectories(directory.resolve("repodata"));
        byte[] primary =
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<metadata xmlns=\"http://linux.duke.edu/metadata/common\""
                                + " xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\""
                                + count
                                + "\">\n"
                                + packages
                                + "</metadata>\n")
                        .getBytes(UTF_8);
        Files.write(metadata.resolve("primary.xml"), primary);
        String checksum = "<%s type=\"sha256\">" + sha256(primary) + "</%s>";
        Files.writeString(
                metadata.resolve("repomd.xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<repomd xmlns=\"http://linux.duke.edu/metadata/repo\">"
                        + "<revision>1</revision><data type=\"primary\">"
                        + checksum.formatted("checksum", "checksum")
                        + "<location href=\"repodata/primary.xml\"/><timestamp>1</timestamp><size>"
                        + primary.length
                        + "</size></data></repomd>\n");
        return List.of("--repofrompath=hostile," + directory, "--repo=hostile");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
