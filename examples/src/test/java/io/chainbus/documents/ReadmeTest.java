package io.chainbus.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the README is compiled, is run, and does what its comments say. */
class ReadmeTest {

    private static final List<String> JAVA = Documents.blocks(Documents.readme(), "java");
    private static final String CODE = JAVA.get(0);
    private static final String IMPORTS = JAVA.get(1);

    @TempDir
    private Path classes;

    @Test
    void the_code_is_ten_lines_at_most() {
        assertThat(CODE.lines().filter(line -> !line.isBlank()).count()).isBetween(5L, 10L);
    }

    @Test
    void the_code_compiles_with_its_imports_and_prints_what_it_says() throws Exception {
        compile("FromReadme", IMPORTS + """
                public final class FromReadme {
                    public static void main(String[] args) {
                %s
                    }
                }
                """.formatted(CODE));
        List<String> promised = Pattern.compile("System\\.out\\.println\\(.*\\); *// (.*)")
                .matcher(CODE)
                .results()
                .map(comment -> comment.group(1))
                .toList();
        assertThat(promised).isNotEmpty();
        assertThat(printedBy("FromReadme").lines()).containsExactlyElementsOf(promised);
    }

    private void compile(String name, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-Xlint:all", "-proc:none");
        JavaFileObject file = new Source(name, source);
        boolean compiled = compiler.getTask(null, null, diagnostics, options, null, List.of(file))
                .call();
        assertThat(diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> file.equals(diagnostic.getSource()))
                        .map(Diagnostic::toString))
                .isEmpty();
        assertThat(compiled).isTrue();
    }

    private String printedBy(String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
