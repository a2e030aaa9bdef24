package io.github.kernelpin.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kernelpin.cases.CaseResult;
import io.github.kernelpin.cases.CaseVerdict;
import io.github.kernelpin.cli.CommandRun;
import io.github.kernelpin.model.verdict.Decision;
import io.github.kernelpin.model.verdict.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {

    private static final String PIN = "[[pin]]\nid = \"drbd\"\nkernel = \"rhel:8.4\"\n";
    private static final String UNOWNED = PIN + "[[pin.module]]\nname = \"npreal2\"\n";
    private static final String REFUSED =
            "pins = \"pins.d\"\n"
                    + "installed = [\"kernel-core-4.18.0-305.el8.x86_64\"]\n"
                    + "transaction = [\"+kernel-core-4.18.0-348.el8.x86_64\"]\n"
                    + "expect = \"refuse\"\n"
                    + "rules = [\"kernel-outside-pin\"]\n";
    private static final String RECORDED =
            "name = \"recorded\"\npins = \"pins.d\"\nrequest = \"request.json\"\n"
                    + "expect = \"refuse\"\nrules = [\"kernel-outside-pin\", \"no-pinned-kernel-left\"]\n";

    @TempDir private Path scratch = Path.of("");

    @BeforeEach
    void writePins() throws IOException {
        write("pins.d/drbd.toml", PIN);
    }

    @Test
    void withoutAPathOrWithAnUnknownFormatTheCommandLineIsWrong() {
        CommandRun nothing = CommandRun.of("", "test");
        assertEquals(2, nothing.exitCode());
        assertTrue(
                nothing.err().startsWith("kernelpin: Expected either a PATH or --init\n"),
                nothing.err());
        CommandRun format = test("--format", "html");
        assertEquals(2, format.exitCode());
        assertTrue(
                format.err()
                        .startsWith(
                                "kernelpin: There is no format \"html\":\n    expected text, json, junit,"
                                        + " github, tap, sarif\n"),
                format.err());
    }

    @Test
    void whereThereIsNoCaseNothingHasPassed() {
        assertEquals(
                new CommandRun(4, "", "kernelpin: there is no *.case.toml in " + scratch + "\n"),
                test());
        Path missing = scratch.resolve("missing");
        assertEquals(
                new CommandRun(4, "", "kernelpin: " + missing + ": no such file or directory\n"),
                CommandRun.of("", "test", missing.toString()));
    }

    @Test
    void aCaseThatExpectsSomethingElseFails() throws IOException {
        write("a.case.toml", "name = \"a\"\n" + REFUSED.replace("\"refuse\"", "\"allow\""));

        assertEquals(
                new CommandRun(
                        3,
                        "FAIL   a\n"
                                + "  "
                                + scratch
                                + "/a.case.toml:5\n"
                                + "  expected allow, got refuse\n"
                                + "  the message is\n"
                                + message()
                                + "1 case: 0 passed, 1 failed\n",
                        ""),
                test());
    }

    private static String message() {
        return """
                  | kernelpin: kernel 4.18.0-348.el8 is refused: 1 pin does not allow it
                  |\s
                  |   kernel-core-4.18.0-348.el8.x86_64 (a kernel of RHEL 8.5)
                  |     outside pin drbd: 4.18.0-305.* (RHEL 8.4)
                  |       rule: kernel-outside-pin
                  |       pin: pins.d/drbd.toml:1
                  |\s
                  |   Nothing was changed. You can
                  |     stay with kernel-core-4.18.0-305.el8: it fits and is installed
                  |     lift pin drbd (kernel-core-4.18.0-348.el8 would boot next):
                  |       edit pins.d/drbd.toml:1
                """
                .replaceAll("(?m)^", "  ")
                .stripTrailing()
                .concat("\n");
    }

    @Test
    void aRecordedRequestIsJudgedByThePinsOfTheCase() throws IOException {
        write("request.json", request("[]"));
        write("a.case.toml", RECORDED);

        assertEquals(
                new CommandRun(0, "PASS   recorded\n1 case: 1 passed, 0 failed\n", ""), test());
    }

    @Test
    void aRecordedRequestThatIsNoneBreaksTheCase() throws IOException {
        write("request.json", "{");
        write("a.case.toml", RECORDED);
        assertBroken(
                "a.case.toml",
                4,
                4,
                10,
                scratch
                        + "/request.json: the request is not valid JSON at line 1, column 2:"
                        + " Unexpected end-of-input: expected close marker for Object");
        Files.delete(scratch.resolve("request.json"));
        Files.createDirectory(scratch.resolve("request.json"));
        assertBroken("a.case.toml", 4, 4, 10, scratch + "/request.json: not a regular file");
    }

    @Test
    void filesOfAModuleThatNobodyHasLookedForBreakTheCase() throws IOException {
        String problem =
                "module_files is missing: pins.d/drbd.toml:4 pins npreal2, which no package owns,"
                        + " so its files have to be known ([] if there are none)";
        write("pins.d/drbd.toml", UNOWNED);
        write("request.json", request("null"));
        write("a.case.toml", RECORDED);
        assertBroken("a.case.toml", 4, 4, 10, problem);
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        assertBroken("a.case.toml", 4, 5, 10, problem);
    }

    @Test
    void dnfIsGivenNothingThatLeadsOutOfTheRootOfACase() throws IOException {
        String options =
                "expected --allowerasing, --best, --nobest, --noautoremove, --oldinstallonly,"
                        + " --skip-broken or --exclude=PACKAGE";
        Path file = scratch.resolve("a.case.toml");
        write("a.case.toml", solved("\"clean\", \"--installroot=/\", \"-y\", \"./a.rpm\""));

        assertEquals(
                String.join(
                        "\n",
                        "ERROR  " + file,
                        "  "
                                + file
                                + ":5:8: \"dnf clean --installroot=/ -y ./a.rpm\" is not run: expected"
                                + " a command first that ends in a transaction, such as upgrade,"
                                + " install or remove",
                        "  "
                                + file
                                + ":5:17: \"--installroot=/\" is no option for a case: "
                                + options,
                        "  " + file + ":5:36: \"-y\" is no option for a case: " + options,
                        "  "
                                + file
                                + ":5:42: \"./a.rpm\" names a file: expected packages of the"
                                + " repository",
                        "1 case: 0 passed, 0 failed, 1 broken",
                        ""),
                unfolded(test()).out());
        write("a.case.toml", solved("\"install\", \"http://127.0.0.1/a\""));
        assertBroken(
                "a.case.toml",
                4,
                5,
                19,
                "\"http://127.0.0.1/a\" names a file: expected packages of the repository");
    }

    @Test
    void whatNeedsGroupsOrAHistoryIsNotRun() throws IOException {
        for (String words : List.of("history undo last", "group install x", "groupinstall x")) {
            write("a.case.toml", solved("\"" + words.replace(" ", "\", \"") + "\""));
            assertBroken(
                    "a.case.toml",
                    4,
                    5,
                    8,
                    "\"dnf "
                            + words
                            + "\" is not run: the root of a case has neither groups nor a history");
        }
    }

    @Test
    void whatIsInAFileThatIsNoRequestIsNotTold() throws IOException {
        write("shadow", "root:secret:\n");
        write(
                "a.case.toml",
                "name = \"a\"\npins = \"pins.d\"\nrequest = \"shadow\"\nexpect = \"allow\"\n"
                        + "rules = []\n");
        assertBroken(
                "a.case.toml",
                4,
                4,
                10,
                scratch
                        + "/shadow: the request is not valid JSON at line 1, column 1: not JSON: was"
                        + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                        + " 'false')");
    }

    @Test
    void longNamesAndErrorsAreFolded() throws IOException {
        write("a.case.toml", "name = \"" + "long ".repeat(20) + "name\"\n" + REFUSED);
        write("b.case.toml", "name = \"b\"\n" + REFUSED.replace("\"refuse\"", "\"deny\""));
        String file = scratch + "/b.case.toml";

        assertEquals(
                """
                PASS   long long long long long long long long long long long long long long
                    long long long long long long name
                ERROR  @FILE@
                """
                        .replace("@FILE@", file),
                test().out().lines().limit(3).reduce("", (all, line) -> all + line + "\n"));
        assertTrue(
                test().out()
                        .replace("\n      ", " ")
                        .contains(": \"deny\" is no verdict: expected allow, hold or refuse\n"));
    }

    private static String solved(String arguments) {
        return "name = \"solved\"\npins = \"pins.d\"\nrepository = \"pins.d\"\ninstalled = []\n"
                + "dnf = ["
                + arguments
                + "]\nexpect = \"allow\"\nrules = []\n";
    }

    @Test
    void pinsMayBeASingleFileAndAreCalledAsTheCaseCallsThem() throws IOException {
        write("pins.d/other.toml", "broken");
        write(
                "pins.d/drbd.toml",
                PIN.replace("kernel =", "deny = [{ kernel = \"4.18.0-348\" }]\nkernel ="));
        write(
                "a.case.toml",
                "name = \"a\"\n"
                        + REFUSED.replace("pins.d", "./pins.d/drbd.toml")
                                .replace("-pin\"]", "-pin\", \"kernel-denied\"]")
                        + "message = \"\"\n");
        CommandRun run = test();

        assertEquals(3, run.exitCode());
        assertTrue(run.out().contains("|       pin: ./pins.d/drbd.toml:1\n"), run.out());
        assertTrue(run.out().contains("|       pin: ./pins.d/drbd.toml:3\n"), run.out());
    }

    @Test
    void whatIsNoDirectoryOfPinsIsAnErrorInPins() throws IOException {
        write("a.case.toml", "name = \"a\"\n" + REFUSED.replace("pins.d", "/dev/zero"));

        assertEquals(5, test().exitCode());
    }

    @Test
    @Timeout(60)
    void aPipeInPlaceOfPinsIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = scratch.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        write("a.case.toml", "name = \"a\"\n" + REFUSED.replace("pins.d", "pipe"));

        CommandRun run = test();

        assertEquals(5, run.exitCode());
        assertTrue(run.out().contains("/pipe:1:1: not a directory\n"), run.out());
    }

    @Test
    @Timeout(60)
    void aPipeInPlaceOfACaseIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = scratch.resolve("pipe.case.toml");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        CommandRun run = test();

        assertEquals(4, run.exitCode());
        assertTrue(run.out().contains("pipe.case.toml:1:1: not a regular file\n"), run.out());
    }

    @Test
    void withoutPinsNothingIsTested() throws IOException {
        Files.delete(scratch.resolve("pins.d/drbd.toml"));
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        assertBroken(
                "a.case.toml",
                4,
                5,
                10,
                "there is no pin in " + scratch + "/pins.d: nothing is tested");
    }

    @Test
    void badPinsHaveACodeOfTheirOwn() throws IOException {
        write("pins.d/drbd.toml", "pins = 1\n");
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        Path file = scratch.resolve("a.case.toml");
        assertEquals(
                new CommandRun(
                        5,
                        "ERROR  "
                                + file
                                + "\n  "
                                + scratch
                                + "/pins.d/drbd.toml:1:1: unknown key \"pins\": expected pin\n"
                                + "1 case: 0 passed, 0 failed, 1 broken\n",
                        ""),
                unfolded(test()));
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        write("b/b.case.toml", "name = \"a\"\n" + REFUSED.replace("pins.d", "../pins.d"));
        Path second = scratch.resolve("b/b.case.toml");
        assertEquals(
                new CommandRun(
                        4,
                        "PASS   a\nERROR  "
                                + second
                                + "\n  "
                                + second
                                + ":5:10: its name is taken already by "
                                + scratch
                                + "/a.case.toml\n2 cases: 1 passed, 0 failed, 1 broken\n",
                        ""),
                unfolded(test()));
    }

    @Test
    void aCaseMayNotTakeTheNameThatABrokenOneGoesBy() throws IOException {
        write("a.case.toml", "name = \"" + scratch + "/b.case.toml\"\n" + REFUSED);
        write("b.case.toml", "");
        List<String> lines = test().out().lines().toList();
        assertEquals("PASS   " + scratch + "/b.case.toml", lines.get(0));
        assertEquals("ERROR  " + scratch + "/b.case.toml (2)", lines.get(1));
    }

    @Test
    void theGravestResultDecidesTheExitCode() {
        SourceLocation here = new SourceLocation("a", 1, 1);
        CaseVerdict deny = new CaseVerdict(Decision.REFUSE, List.of("kernel-denied"), null);
        CaseVerdict allow = new CaseVerdict(Decision.ALLOW, List.of(), "");
        CaseResult pass = new CaseResult.Judged("a", here, deny, deny);
        CaseResult fail = new CaseResult.Judged("b", here, deny, allow);
        CaseResult broken = new CaseResult.Broken("c", here, List.of("d"), false);
        CaseResult badPins = new CaseResult.Broken("e", here, List.of("f"), true);

        assertEquals(4, TestCommand.exitCode(List.of()));
        assertEquals(0, TestCommand.exitCode(List.of(pass)));
        assertEquals(3, TestCommand.exitCode(List.of(fail, pass)));
        assertEquals(4, TestCommand.exitCode(List.of(broken, fail, pass)));
        assertEquals(5, TestCommand.exitCode(List.of(pass, badPins, broken)));
    }

    @Test
    void theReportGoesToAFileAndTheTextToStandardOutput() throws IOException {
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        Path report = scratch.resolve("report.xml");
        CommandRun run = test("--format", "junit", "--output", report.toString());

        assertEquals(new CommandRun(0, "PASS   a\n1 case: 1 passed, 0 failed\n", ""), run);
        assertEquals(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="kernelpin" tests="1" failures="0" errors="0">
                <testsuite name="kernelpin" tests="1" failures="0" errors="0">
                  <testcase classname="@/a.case.toml" name="a"/>
                </testsuite>
                </testsuites>
                """
                        .replace("@", scratch.toString()),
                Files.readString(report));
    }

    @Test
    void aFileIsACaseOnceAndWhateverItIsCalled() throws IOException {
        write("a.case.toml", "name = \"a\"\n" + REFUSED);
        write("other", "name = \"b\"\n" + REFUSED);
        assertEquals(
                new CommandRun(0, "PASS   a\nPASS   b\n2 cases: 2 passed, 0 failed\n", ""),
                CommandRun.of(
                        "",
                        "test",
                        scratch.resolve("other").toString(),
                        scratch.resolve("pins.d/../a.case.toml").toString(),
                        scratch.toString()));
    }

    @Test
    @Timeout(30)
    void aThousandCasesAreOneRun() throws IOException {
        for (int i = 0; i < 1000; i++) {
            write(
                    "many/" + i + ".case.toml",
                    "name = \"" + i + "\"\n" + REFUSED.replace("pins.d", "../pins.d"));
        }
        CommandRun run = test();

        assertEquals(0, run.exitCode());
        assertTrue(run.out().endsWith("\n1000 cases: 1000 passed, 0 failed\n"), run.out());
    }

    @Test
    void theExamplePasses() {
        Path example = scratch.resolve("an example");
        assertEquals(
                new CommandRun(
                        0,
                        "wrote a pin and three cases; test them with\n  kernelpin test '"
                                + example
                                + "'\n",
                        ""),
                CommandRun.of("", "test", "--init", example.toString()));
        assertEquals(
                new CommandRun(
                        0,
                        """
                        PASS   8.5 is refused while DRBD is pinned to 8.4
                        PASS   DRBD cannot be removed
                        PASS   an update inside 8.4 is allowed
                        3 cases: 3 passed, 0 failed
                        """,
                        ""),
                CommandRun.of("", "test", example.toString()));
    }

    @Test
    void theCaseInTheReadmePasses() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```toml\nname = ") + "```toml\n".length();
        CommandRun.of("", "test", "--init", scratch.resolve("ci").toString());
        write("ci/cases/readme.case.toml", readme.substring(start, readme.indexOf("```", start)));

        assertEquals(
                new CommandRun(
                        0,
                        "PASS   8.5 is refused while DRBD is pinned to 8.4\n"
                                + "1 case: 1 passed, 0 failed\n",
                        ""),
                CommandRun.of("", "test", scratch.resolve("ci/cases/readme.case.toml").toString()));
    }

    @Test
    void theCompleteCaseInTheDocumentsPassesWhereverItLies() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/cases.md"));
        int start = page.indexOf("```toml\nname = ") + "```toml\n".length();
        write("elsewhere/a.case.toml", page.substring(start, page.indexOf("```", start)));

        assertEquals(
                new CommandRun(
                        0,
                        "PASS   an update inside 8.4 that breaks DRBD is refused\n"
                                + "1 case: 1 passed, 0 failed\n",
                        ""),
                test());
    }

    @Test
    void theCaseThatHoldsInTheDocumentsPasses() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/cases.md"));
        int start = page.indexOf("name = \"8.5 is held back");
        write("held.case.toml", page.substring(start, page.indexOf("```", start)));

        assertEquals(
                new CommandRun(
                        0,
                        "PASS   8.5 is held back, and so is the module that was built for it\n"
                                + "1 case: 1 passed, 0 failed\n",
                        ""),
                test());
    }

    @Test
    void badPinsOfACaseBreakIt() throws IOException {
        write(
                "a.case.toml",
                "name = \"a\"\n" + REFUSED.replaceFirst(".*\n", "") + PIN + "ids = 1\n");
        assertBroken(
                "a.case.toml",
                4,
                9,
                1,
                "unknown key \"ids\": expected id, reason, kernel, deny, variant, action, module");
    }

    @Test
    void theExampleReplacesNothing() throws IOException {
        write("pins.d/drbd.toml", PIN);
        assertEquals(
                new CommandRun(
                        4,
                        "",
                        "kernelpin: "
                                + scratch
                                + "/pins.d/drbd.toml: is there already, so nothing was written\n"),
                CommandRun.of("", "test", "--init", scratch.toString()));
        assertEquals(PIN, Files.readString(scratch.resolve("pins.d/drbd.toml")));
        assertEquals(false, Files.exists(scratch.resolve("cases")));
    }

    /** What of an error does not fit a line stands below it. */
    private static CommandRun unfolded(CommandRun run) {
        return new CommandRun(run.exitCode(), run.out().replace("\n      ", " "), run.err());
    }

    private void assertBroken(String name, int exitCode, int line, int column, String problem) {
        Path file = scratch.resolve(name);
        assertEquals(
                new CommandRun(
                        exitCode,
                        "ERROR  "
                                + file
                                + "\n  "
                                + file
                                + ":"
                                + line
                                + ":"
                                + column
                                + ": "
                                + problem
                                + "\n1 case: 0 passed, 0 failed, 1 broken\n",
                        ""),
                unfolded(test()));
    }

    private CommandRun test(String... options) {
        List<String> arguments = new ArrayList<>(List.of("test"));
        arguments.addAll(List.of(options));
        arguments.add(scratch.toString());
        return CommandRun.of("", arguments.toArray(new String[0]));
    }

    private void write(String name, String text) throws IOException {
        Path file = scratch.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    /** The request of the warm-up, whose pins are somewhere else. */
    private static String request(String moduleFiles) throws IOException {
        try (InputStream in = WarmupCommand.class.getResourceAsStream("warmup-request.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PINS@", "/elsewhere")
                    .replaceFirst("\\{", "{\"module_files\": " + moduleFiles + ",");
        }
    }
}
