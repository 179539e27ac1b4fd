package io.chainbus.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.chainbus.input.InputRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** Reads a file in HOCON, with its includes and substitutions. */
public final class HoconFile {

    private HoconFile() {}

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
        try {
            // The parser would say neither that a file is not there in words, nor that it is not UTF-8.
            Files.readString(file);
            Config config = ConfigFactory.parseFile(
                            file.toFile(),
                            ConfigParseOptions.defaults()
                                    .setSyntax(ConfigSyntax.CONF)
                                    .setAllowMissing(false))
                    .resolve();
            T result = reader.apply(new Section(config.root(), what, fields, findings), findings);
            findings.refuseIfAny();
            return result;
        } catch (IOException unusable) {
            throw InputRefused.unusable(file, unusable);
        } catch (ConfigException malformed) {
            throw findings.refused(malformed);
        }
    }
}
