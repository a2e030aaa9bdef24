package io.github.kernelpin.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordedRequestTest {

    private static final String SENT =
            """
            {"schema": 2, "id": "0123456789abcdef", "root": "/mnt/plant-7", "pins":
             "/mnt/plant-7/etc/kernelpin/pins.d", "grubenv":
             "# GRUB\\nsaved_entry=0123456789abcdef0123456789abcdef-4.18.0-305.el8.x86_64\\n",
             "command": {"arguments": ["--assumeno", "--setopt=acme.password=secret", "install",
               "/home/ann/kernel-core.rpm", "--enablerepo", "acme-secret"], "verb": "install", "specs": [
               {"text": "/home/ann/kernel-core.rpm", "incoming": []}]},
             "module_files": [{"name": "npreal2", "path":
               "/usr/lib/modules/4.18.0-305.el8.x86_64/extra/acme-plant-7/npreal2.ko.xz"}],
             "transaction": [{"action": "install", "package": {"name": "a", "repo": "acme"}},
               {"action": "install", "package": {"name": "b", "repo": "@commandline"}},
               {"action": "remove", "package": {"name": "c", "repo": ""}}],
             "available": [{"name": "d", "repo": "acme-too"}, {"name": "a", "repo": "acme"}]}
            """;

    @Test
    void whatWasAddedToTheCommandIsLeftOut() throws IOException {
        String text =
                RecordedRequest.text(
                        SENT.getBytes(UTF_8), "2026-11-23", List.of("--assumeno"), false);

        assertEquals(
                """
                {
                  "schema" : 2,
                  "id" : "recorded",
                  "root" : "/mnt/plant-7",
                  "pins" : "/mnt/plant-7/etc/kernelpin/pins.d",
                  "grubenv" : "# GRUB\\nsaved_entry=0123456789abcdef0123456789abcdef-4.18.0-305.el8.x86_64\\n",
                  "command" : {
                    "arguments" : [ "--setopt=acme.password=***", "install", "/home/ann/kernel-core.rpm", "--enablerepo", "acme-secret" ],
                    "verb" : "install",
                """,
                text.substring(0, text.indexOf("    \"specs\"")));
    }

    @Test
    void noSecretOfTheCommandLineIsInTheFile() throws IOException {
        String command =
                """
                {"schema": 2, "command": {"arguments": ["install", "--setopt=proxy_password=secret",
                  "--setopt=proxy_username=secret", "--setopt", "acme.password=secret",
                  "--setopt=acme.baseurl=https://ann:secret@host/a,http://ann:secret@other/",
                  "--repofrompath=a,https://secret@host/a", "--setopt=proxy=http://a:secret@proxy:3128",
                  "https://ann:secret@host/kernel.rpm"], "verb": "install", "specs": [
                  {"text": "https://ann:secret@host/kernel.rpm", "incoming": []}]}}
                """;

        String text = RecordedRequest.text(command.getBytes(UTF_8), "2026-11-23", List.of(), false);

        assertEquals(
                """
                {
                  "schema" : 2,
                  "command" : {
                    "arguments" : [ "install", "--setopt=proxy_password=***", "--setopt=proxy_username=***", "--setopt", "acme.password=***", "--setopt=acme.baseurl=***", "--repofrompath=a,https://***@host/a", "--setopt=proxy=***", "https://***@host/kernel.rpm" ],
                    "verb" : "install",
                    "specs" : [ {
                      "text" : "https://***@host/kernel.rpm",
                      "incoming" : [ ]
                    } ]
                  },
                  "id" : "recorded"
                }
                """,
                text);
    }

    @Test
    void whatTellsOfTheHostIsLeftOut() throws IOException {
        assertEquals(
                """
                {
                  "schema" : 2,
                  "id" : "recorded",
                  "root" : "/",
                  "pins" : "/etc/kernelpin/pins.d",
                  "grubenv" : "saved_entry=4.18.0-305.el8.x86_64",
                  "command" : {
                    "arguments" : [ "install", "kernel-core.rpm" ],
                    "verb" : "install",
                    "specs" : [ {
                      "text" : "kernel-core.rpm",
                      "incoming" : [ ]
                    } ]
                  },
                  "module_files" : [ {
                    "name" : "npreal2",
                    "path" : "/lib/modules/4.18.0-305.el8.x86_64/extra/npreal2.ko.xz"
                  } ],
                  "transaction" : [ {
                    "action" : "install",
                    "package" : {
                      "name" : "a",
                      "repo" : "repository-1"
                    }
                  }, {
                    "action" : "install",
                    "package" : {
                      "name" : "b",
                      "repo" : "@commandline"
                    }
                  }, {
                    "action" : "remove",
                    "package" : {
                      "name" : "c",
                      "repo" : ""
                    }
                  } ],
                  "available" : [ {
                    "name" : "d",
                    "repo" : "repository-2"
                  }, {
                    "name" : "a",
                    "repo" : "repository-1"
                  } ]
                }
                """,
                RecordedRequest.text(SENT.getBytes(UTF_8), "2026-11-23", List.of(), true));
    }

    @Test
    void whatDnfWouldDoTellsNothingOfTheHostEither() throws IOException {
        String sent =
                """
                {"id": "1", "grubenv": "", "transaction": [], "rest": {"problem": "x from mine",
                "transaction": [{"package": {"name": "a", "repo": "mine"}}]}}
                """;

        String kept = RecordedRequest.text(sent.getBytes(UTF_8), "2026-11-23", List.of(), true);

        assertEquals(false, kept.contains("mine"), kept);
        assertEquals(true, kept.contains("\"problem\" : \"dnf has a reason\""), kept);
    }

    @Test
    void theDayIsKeptIfAnAllowanceHasALastOne() throws IOException {
        String json = "{\"allow\": [\"4.18.0-348.el8@2026-12-31\"]}";

        assertEquals(
                """
                {
                  "allow" : [ "4.18.0-348.el8@2026-12-31" ],
                  "id" : "recorded",
                  "date" : "2026-11-23"
                }
                """,
                RecordedRequest.text(json.getBytes(UTF_8), "2026-11-23", List.of(), false));
    }

    @Test
    void whatIsRecordedTwiceIsTheSame() throws IOException {
        String again = SENT.replace("0123456789abcdef\"", "fedcba9876543210\"");

        assertEquals(
                RecordedRequest.text(SENT.getBytes(UTF_8), "2026-11-23", List.of(), false),
                RecordedRequest.text(again.getBytes(UTF_8), "2026-11-23", List.of(), false));
    }
}
