package io.github.kernelpin.host.frontend;

import io.github.kernelpin.host.file.TextFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where Python finds a module (importlib's FileFinder): in the first folder that has it, and there
 * a package comes before an extension, that before a source, and that before byte code.
 *
 * @param path the package's directory or the module's file
 * @param kind which of them it is
 */
record PythonImport(String path, Kind kind) {

    enum Kind {
        PACKAGE,
        EXTENSION,
        SOURCE,
        BYTE_CODE
    }

    static Optional<PythonImport> find(TextFiles files, List<String> folders, String module)
            throws IOException {
        for (String folder : folders) {
            Optional<PythonImport> found = find(files, folder, module);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<PythonImport> find(TextFiles files, String folder, String module)
            throws IOException {
        String path = folder + "/" + module;
        for (String name : files.names(path)) {
            boolean isInit = name.startsWith("__init__.");
            if (isInit && (name.endsWith(".py") || isCompiled(name)) && isFile(files, path, name)) {
                return Optional.of(new PythonImport(path, Kind.PACKAGE));
            }
        }
        for (String name : files.names(folder)) {
            boolean isModule = name.startsWith(module + ".") && name.endsWith(".so");
            if (isModule && isFile(files, folder, name)) {
                return Optional.of(new PythonImport(folder + "/" + name, Kind.EXTENSION));
            }
        }
        if (isFile(files, folder, module + ".py")) {
            return Optional.of(new PythonImport(path + ".py", Kind.SOURCE));
        }
        return isFile(files, folder, module + ".pyc")
                ? Optional.of(new PythonImport(path + ".pyc", Kind.BYTE_CODE))
                : Optional.empty();
    }

    private static boolean isCompiled(String name) {
        return name.endsWith(".so") || name.endsWith(".pyc");
    }

    private static boolean isFile(TextFiles files, String folder, String name) throws IOException {
        return files.root().path(folder + "/" + name).isRegularFile();
    }
}
