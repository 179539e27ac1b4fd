package io.chainbus.documents;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.kernel.injection.InjectionModule;
import io.chainbus.kernel.selftest.SelfTestModules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PACKAGE = Pattern.compile("io\\.chainbus(\\.[a-z]+)*");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z]\\w*)(?:(?:\\.|::)(\\w+))?(?:\\(.*\\))?");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");
    private static final Pattern TEST = Pattern.compile("[a-z]+(_[a-z0-9]+){3,}");

    /** Types in documents that are other people's. */
    private static final Set<String> FOREIGN = Set.of("CompletionStage");

    /** What looks like a test's name and is that of a kernel module. */
    private static final Set<String> KERNEL_MODULES = Stream.concat(
                    SelfTestModules.definitions().names(), Stream.of(InjectionModule.NAME))
            .collect(toSet());

    private static final List<String> MODULES =
            List.of("bus-core", "actors", "examples", "load-tests", "cluster", "journal-jdbc", "node");

    static List<Path> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_somewhere(Path document) {
        String text = Documents.withoutBlocks(Documents.read(document));
        Set<String> missing = matches(LINK, text)
                .filter(link -> !link.group(1).startsWith("https://"))
                .filter(link -> !exists(document, link))
                .map(MatchResult::group)
                .collect(toSet());
        assertThat(missing).isEmpty();
    }

    private static boolean exists(Path document, MatchResult link) {
        Path folder = document.resolveSibling(".");
        Path target = link.group(1).isEmpty() ? document : folder.resolve(link.group(1));
        return Files.exists(target)
                && (link.group(2) == null
                        || headings(target).contains(link.group(2).substring(1)));
    }

    private static Set<String> headings(Path document) {
        return matches(Pattern.compile("(?m)^#+ (.*)$"), Documents.withoutBlocks(Documents.read(document)))
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void types_packages_and_tests_that_are_named_exist(Path document) {
        Set<String> packages = packages(MODULES);
        Map<String, String> types = types();
        String tests = sources()
                .filter(file -> file.toString().endsWith("Test.java"))
                .map(Documents::read)
                .collect(joining());
        Set<String> missing = new TreeSet<>();
        for (String code : codeIn(document)) {
            boolean missingPackage = PACKAGE.matcher(code).matches() && !packages.contains(code);
            boolean missingTest = TEST.matcher(code).matches()
                    && !KERNEL_MODULES.contains(code)
                    && !tests.contains("void " + code + "(");
            if (missingPackage || missingTest || isMissingType(code, types)) {
                missing.add(code);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Whether the code names a type, or a type and its member, that is not declared anywhere. */
    private static boolean isMissingType(String code, Map<String, String> types) {
        Matcher type = TYPE.matcher(code);
        if (!type.matches() || FOREIGN.contains(type.group(1))) {
            return false;
        }
        String declaredIn = types.get(type.group(1));
        String member = type.group(2);
        if (declaredIn == null || member == null) {
            return declaredIn == null;
        }
        return !Pattern.compile("\\b" + member + "\\b").matcher(declaredIn).find();
    }

    /** The source of each type, nested ones too, by its simple name; of several types of one name all of them. */
    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        sources()
                .map(Documents::read)
                .forEach(source -> matches(DECLARATION, source)
                        .map(declaration -> declaration.group(1))
                        .distinct()
                        .forEach(name -> types.merge(name, source, String::concat)));
        return types;
    }

    @Test
    void the_architecture_names_every_package_of_the_library() {
        assertThat(codeIn(Documents.rootFolder().resolve("docs/architecture.md")))
                .containsAll(packages(List.of("bus-core", "actors")));
    }

    @Test
    void the_index_of_decisions_names_every_decision_by_its_title() {
        String index = Documents.read(Documents.rootFolder().resolve("docs/decisions/README.md"));
        List<String> rows = Documents.below("docs/decisions", ".md")
                .filter(file -> !file.endsWith("README.md"))
                .map(file -> {
                    String name = file.getFileName().toString();
                    String number = name.substring(0, 4);
                    String title = Documents.read(file).lines().findFirst().orElse("");
                    return "| [%s](%s) | %s |".formatted(number, name, title.replace("# " + number + " ", ""));
                })
                .toList();
        assertThat(rows).isNotEmpty();
        assertThat(index.lines().filter(line -> line.startsWith("| ["))).containsExactlyElementsOf(rows);
    }

    private static Set<String> codeIn(Path document) {
        return matches(CODE, Documents.withoutBlocks(Documents.read(document)))
                .map(code -> code.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Path> sources() {
        return MODULES.stream().flatMap(module -> Documents.below(module + "/src", ".java"));
    }

    private static Set<String> packages(List<String> modules) {
        return modules.stream()
                .flatMap(module -> Documents.below(module + "/src/main/java", "package-info.java"))
                .map(file -> Documents.read(file).replaceAll("(?s).*\\npackage ([a-z.]+);.*", "$1"))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
