package io.chainbus.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** Reads a file in HOCON, with its substitutions and with the files that it includes. */
public final class HoconFile {

    private HoconFile() {}

    /**
     * Parses it with the files that it includes. Its substitutions are left for whoever puts other settings below it.
     *
     * @throws InputRefused naming the first thing that is no HOCON
     */
    public static Config parse(Path file) {
        Findings findings = new Findings(file);
        return parsing(file, findings, () -> Includes.parse(file));
    }

    /**
     * Reads it.
     *
     * @param what the file describes, with its article
     * @param fields all that it may have
     * @param reader makes something of the whole of it. It notes what is wrong and goes on with stand-ins; if anything is,
     *     its result is not used
     * @throws InputRefused naming all that is wrong, or the first thing that is no HOCON
     */
    public static <T> T read(Path file, String what, List<String> fields, BiFunction<Section, Findings, T> reader) {
        Findings findings = new Findings(file);
        return parsing(file, findings, () -> {
            Config config = Includes.parse(file).resolve();
            T result = reader.apply(new Section(config.root(), what, fields, findings), findings);
            findings.refuseIfAny();
            return result;
        });
    }

    private interface Parsing<T> {
        T parse() throws IOException;
    }

    private static <T> T parsing(Path file, Findings findings, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IOException unusable) {
            throw InputRefused.unusable(file, unusable);
        } catch (ConfigException malformed) {
            throw findings.refused(malformed);
        } catch (StackOverflowError tooDeep) {
            // The parser calls itself for each level of brackets, and so do includes.
            throw new InputRefused(Problem.with(file, "expected fewer objects and lists inside each other"));
        }
    }
}
