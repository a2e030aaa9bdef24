package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.InstallRoot;
import io.github.kernelpin.host.file.TextFiles;
import io.github.kernelpin.model.disk.KernelpinFiles;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.Nevra;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages that PackageKit will install when the host boots next, without asking anybody: ids
 * as in {@code kernel-core;4.18.0-348.el8;x86_64;baseos}, in a list of lines or in a key file
 * (PackageKit's lib/packagekit-glib2/pk-offline.c and pk-package-id.c).
 */
public final class PreparedUpdate {

    private static final Pattern ID =
            Pattern.compile(
                    "(?:^|[\\s=,])([A-Za-z0-9._+-]+);([^;\\s,]+-[^;\\s,]+);([A-Za-z0-9_]+);");

    private PreparedUpdate() {}

    /** The packages; none where no update is prepared. */
    public static List<Nevra> packages(InstallRoot root) throws IOException {
        String text = new TextFiles(root).text(KernelpinFiles.PREPARED_UPDATE).orElse("");
        List<Nevra> packages = new ArrayList<>();
        Matcher id = ID.matcher(text);
        int from = 0;
        while (id.find(from)) {
            try {
                packages.add(new Nevra(id.group(1), Evr.parse(id.group(2)), id.group(3)));
            } catch (IllegalArgumentException e) {
                // Whatever this is, rpm will not take it for a package either.
            }
            // What separates two ids belongs to both.
            from = id.end();
        }
        return packages;
    }
}
