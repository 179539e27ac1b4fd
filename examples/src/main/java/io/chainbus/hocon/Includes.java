package io.chainbus.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file includes: files beside it, and nothing from elsewhere. One that cannot be read is refused, with the line that
 * includes it; the parser would pass over it without a word, or not say where.
 */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    /** The file that is being read. */
    private final Path file;

    /** The file in whose middle it is read, and so on; the outermost has none. */
    private final @Nullable Includes from;

    private final String text;

    private Includes(Path file, @Nullable Includes from, String text) {
        this.file = file;
        this.from = from;
        this.text = text;
    }

    /** Parses a file with all that it includes. */
    static Config parse(Path file) throws IOException {
        return parse(file, null);
    }

    private static Config parse(Path file, @Nullable Includes from) throws IOException {
        // The parser would say neither that a file is not there in words, nor that it is not UTF-8.
        Includes includes = new Includes(file, from, Files.readString(file));
        return ConfigFactory.parseFile(
                file.toFile(),
                ConfigParseOptions.defaults()
                        .setSyntax(ConfigSyntax.CONF)
                        .setAllowMissing(false)
                        .setIncluder(includes));
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return included(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return included(what.getPath());
    }

    private ConfigObject included(String what) {
        Path other;
        try {
            other = file.resolveSibling(what);
        } catch (InvalidPathException noPath) {
            throw refused(what, "expected a file to include, found no path");
        }
        for (Includes reading = this; reading != null; reading = reading.from) {
            if (reading.file.normalize().equals(other.normalize())) {
                throw refused(what, "expected no file to include itself, found '" + what + "'");
            }
        }
        try {
            return parse(other, this).root();
        } catch (IOException unusable) {
            InputRefused refused = refused(
                    what,
                    "expected a file to include, found '" + what + "': "
                            + Problem.unusable(other, unusable).expected());
            refused.initCause(unusable);
            throw refused;
        }
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString(), "expected a file to include, found url(\"" + what + "\")");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what, "expected a file to include, found classpath(\"" + what + "\")");
    }

    /** The parser does not say which line it is at, so the first that includes this is taken. */
    private InputRefused refused(String what, String expected) {
        List<String> lines = text.lines().toList();
        int line = Problem.WHOLE;
        for (int i = lines.size(); i > 0; i--) {
            String at = lines.get(i - 1);
            if (at.contains("include") && at.contains("\"" + what + "\"")) {
                line = i;
            }
        }
        return new InputRefused(new Problem(file.toString(), line, expected));
    }

    /** Nobody else is asked. */
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }
}
