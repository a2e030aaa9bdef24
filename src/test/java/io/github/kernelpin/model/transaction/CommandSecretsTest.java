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
        "https://host/a?x=a@b, https://host/a?***",
        "'r,https://u:p@h/a?sig=1,2,https://h', 'r,https://***@h/a?***'",
        "'--setopt=proxy_password = s3cr', '--setopt=proxy_password =***'",
        "'--setopt= repo.http_headers =Authorization: Bearer x', '--setopt= repo.http_headers =***'",
        "--setopt=proxy=u:s3cr@h:1, --setopt=proxy=***",
        "--setop=proxy_pass=x, --setop=proxy_pass=***",
        "--setopt=repo.baseurl=https://h/a?sig=x, --setopt=repo.baseurl=***",
        "--setopt=user_agent=x, --setopt=user_agent=***",
        "--setopt=best=0, --setopt=best=0",
        "'--setopt=main.installonly_limit = 2', '--setopt=main.installonly_limit = 2'",
        "--setopt=exclude=kernel*, --setopt=exclude=kernel*",
        "--setopt=excludepkgs=, --setopt=excludepkgs=",
        "--setopt, --setopt",
        "--set-enabled=x, --set-enabled=x",
        "'proxy_password = s3cr', 'proxy_password = ***'",
        "u:s3cr@h:1, ***@h:1",
        "proxy=u:s3cr@h:1, proxy=***@h:1",
        "0:4.18.0-348.el8@2027-01-01, 0:4.18.0-348.el8@2027-01-01",
        "@nodejs:10, @nodejs:10",
        "kmod-drbd = 9.1, kmod-drbd = 9.1",
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
                "Error: no https://***@host/repomd.xml\n  key password=***\nnext\n"
                        + "proxy_password: ***\n \"Token\" = ***\nproxy ***@h:1 fails\n",
                CommandSecrets.maskedText(
                        "Error: no https://ann:b@host/repomd.xml\n  key password=x y\nnext\n"
                                + "proxy_password: s3cr et\n \"Token\" = 1 2\n"
                                + "proxy u:p@h:1 fails\n"));
        assertEquals("", CommandSecrets.maskedText(""));
        assertEquals(
                "a\n\n  password: \nno secret here",
                CommandSecrets.maskedText("a\n\n  password: \nno secret here"));
    }

    @Test
    void aCommandHoldsNone() {
        DnfCommand command =
                new DnfCommand(
                        List.of(
                                "install",
                                "--setopt=password=x",
                                "--setopt",
                                "proxy=h",
                                "http://a:b@h/c.rpm"),
                        "install",
                        "install",
                        List.of(new DnfCommand.Spec("http://a:b@h/c.rpm", List.of())));
        assertEquals(
                List.of(
                        "install",
                        "--setopt=password=***",
                        "--setopt",
                        "proxy=***",
                        "http://***@h/c.rpm"),
                command.arguments());
        assertEquals("http://***@h/c.rpm", command.specs().get(0).text());
    }
}
