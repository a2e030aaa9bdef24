package io.github.kernelpin.model.disk;

/** Where every host has kernelpin's own files, and others that it looks at by name. */
public final class KernelpinFiles {

    /** The directory of the pin files. */
    public static final String PINS = "/etc/kernelpin/pins.d";

    /** What the names of pin files end in. */
    public static final String PIN_SUFFIX = ".toml";

    /** The file of dnf's plugin, in the directory of dnf's plugins. */
    public static final String PLUGIN = "kernelpin.py";

    /** The directory of its parts, beside it. */
    public static final String PLUGIN_PARTS = "kernelpin_plugin";

    /** The directory of the configuration of dnf's plugins, unless dnf is told another one. */
    public static final String PLUGIN_CONF_FOLDER = "/etc/dnf/plugins";

    /** The configuration of kernelpin's plugin in that directory. */
    public static final String PLUGIN_CONF_NAME = "kernelpin.conf";

    public static final String PLUGIN_CONF = PLUGIN_CONF_FOLDER + "/" + PLUGIN_CONF_NAME;

    /** What the plugin remembers of its last runs. */
    public static final String KEPT_OUT = "/var/lib/kernelpin/kept-out.json";

    /** What PackageKit installs when the host boots next. */
    public static final String PREPARED_UPDATE = "/var/lib/PackageKit/prepared-update";

    private KernelpinFiles() {}
}
