package io.github.kernelpin.host.ini;

import java.util.List;
import java.util.Locale;

/** What libdnf takes for yes and no (libdnf/conf/OptionBool.hpp). */
public final class IniSwitch {

    private static final List<String> ON = List.of("1", "yes", "true", "on");
    private static final List<String> OFF = List.of("0", "no", "false", "off");

    private IniSwitch() {}

    public static boolean isOff(String value) {
        return OFF.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Tells whether it is either; dnf reports anything else as a mistake. */
    public static boolean isValid(String value) {
        return isOff(value) || ON.contains(value.toLowerCase(Locale.ROOT));
    }
}
