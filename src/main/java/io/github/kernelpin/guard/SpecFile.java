package io.github.kernelpin.guard;

import io.github.kernelpin.guard.interval.Dependency;
import io.github.kernelpin.model.pin.Pin;
import io.github.kernelpin.model.rpm.Evr;
import io.github.kernelpin.model.rpm.VersionRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What rpmbuild makes a guard from. */
public final class SpecFile {

    private final Guard guard;

    public SpecFile(Guard guard) {
        this.guard = guard;
    }

    /**
     * The spec of a version of the guard. It keeps its {@link #digest} in the tag {@code VCS}, from
     * which one can tell later whether the pin has changed.
     */
    public String text(Evr version) {
        return "# Written by kernelpin guard.\n"
                + ("Name: " + guard.packageName() + "\n")
                + ("Version: " + version.version() + "\n")
                + ("Release: " + version.release() + "\n")
                + ("VCS: " + digest() + "\n")
                + body();
    }

    /** What tells two guards of a name apart that are not alike. */
    public String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String body() {
        StringBuilder text = new StringBuilder();
        text.append("Summary: Keeps to pin ").append(guard.pin().id());
        text.append(SpecText.line(colonAnd(guard.pin().reason()))).append('\n');
        text.append("License: CC0-1.0\nBuildArch: noarch\n");
        for (Dependency required : guard.constraints().requires()) {
            text.append("Requires: ").append(required).append('\n');
        }
        for (Dependency refused : guard.constraints().conflicts()) {
            text.append("Conflicts: ").append(refused).append('\n');
        }
        text.append("\n%description\n");
        describe(text);
        String name = guard.packageName();
        String file = "/etc/dnf/protected.d/" + name + ".conf";
        // dnf reads from there which packages it must not remove, also to make room for others.
        return text.append(
                        """

                        %install
                        install -d -m 755 %{buildroot}/etc/dnf/protected.d
                        """)
                .append("echo " + name + " >%{buildroot}" + file + "\n\n")
                // The directories are dnf's as well; where there is no dnf they go with the guard.
                .append(
                        """
                        %files
                        %dir %attr(0755,root,root) /etc/dnf
                        %dir %attr(0755,root,root) /etc/dnf/protected.d
                        """)
                .append("%attr(0644,root,root) " + file + "\n")
                .toString();
    }

    private static String colonAnd(String text) {
        return text.isBlank() ? "" : ": " + text.strip();
    }

    private void describe(StringBuilder text) {
        Pin pin = guard.pin();
        text.append("Made by kernelpin from pin ").append(pin.id()).append(".\n");
        if (!pin.kernels().isEmpty()) {
            line("Kernels: " + pin.describeKernels(), text);
        }
        if (!pin.variants().isEmpty()) {
            line("Variants: " + String.join(" ", pin.variants()), text);
        }
        for (Pin.DeniedKernel denied : pin.denied()) {
            line("Denied: " + denied.kernel().describe() + colonAnd(denied.reason()), text);
        }
        for (Pin.PinnedModule module : pin.modules()) {
            line("Module: " + describe(module), text);
        }
        if (!pin.reason().isBlank()) {
            line("Because: " + pin.reason(), text);
        }
        text.append("To remove it: dnf remove --setopt=protected_packages= ");
        text.append(guard.packageName()).append('\n');
    }

    private static String describe(Pin.PinnedModule module) {
        if (module.packageName().isEmpty()) {
            return module.name() + ", of no package: nothing here keeps it";
        }
        VersionRange tested = module.version();
        return module.name() + " of " + module.packageName() + (tested == null ? "" : " " + tested);
    }

    private static void line(String untrusted, StringBuilder text) {
        text.append(SpecText.line(untrusted)).append('\n');
    }
}
