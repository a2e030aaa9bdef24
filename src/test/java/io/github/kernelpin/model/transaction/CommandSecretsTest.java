package io.github.kernelpin.model.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandSecretsTest {

    @ParameterizedTest
    @CsvSource({
        "--setopt=proxy_password=a=b, --setopt=proxy_password=***",
        "--setopt=proxy_username=ann, --setopt=proxy_username=***",
        "--setopt=repo.password=secret, --setopt=repo.password=***",
        "--setopt=repo.Password=secret, --setopt=repo.Password=***",
        "repo.username=ann, repo.username=***",
        "--seto=password=secret, --seto=password=***",
        "--setopt=password=, --setopt=password=",
        "https://ann:secret@host/a@b, https://***@host/a@b",
        "https://ann@host, https://***@host",
        "https://a:b@c@host/x, https://***@host/x",
        "https://a:b/c, https://a:b/c",
        "file:///srv/a@b, file:///srv/a@b",
        "https://host/a?x=a@b, https://host/a?x=a@b",
        "'r,https://h/a,https://a:b@h/,http://c:d@e', 'r,https://h/a,https://***@h/,http://***@e'",
        "a://, a://",
        "://@, ://@",
        "a@b, a@b",
        "kernel-4.18.0-348.el8, kernel-4.18.0-348.el8",
        "--exclude=kernel*, --exclude=kernel*",
    })
    void passwordsAndUsersAreTakenOut(String word, String masked) {
        assertEquals(masked, CommandSecrets.masked(word));
    }

    @Test
    void whatAnotherProgramSaysKeepsItsLines() {
        assertEquals(
                "Error: no https://***@host/repomd.xml\n  key password=*** next\n",
                CommandSecrets.maskedText(
                        "Error: no https://ann:b@host/repomd.xml\n  key password=x next\n"));
    }

    @Test
    void aCommandHoldsNone() {
        DnfCommand command =
                new DnfCommand(
                        List.of("install", "--setopt=password=x", "http://a:b@h/c.rpm"),
                        "install",
                        "install",
                        List.of(new DnfCommand.Spec("http://a:b@h/c.rpm", List.of())));
        assertEquals(
                List.of("install", "--setopt=password=***", "http://***@h/c.rpm"),
                command.arguments());
        assertEquals("http://***@h/c.rpm", command.specs().get(0).text());
    }
}
