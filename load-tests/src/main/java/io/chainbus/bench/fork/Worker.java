package io.chainbus.bench.fork;

import io.chainbus.bench.candidate.Candidate;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The JVM of one candidate, as seen from the one that compares. Used by one thread. */
final class Worker implements AutoCloseable {

    private static final long GOODBYE_SECONDS = 2;

    private final Process process;
    private final Path errors;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "bench-worker-reader");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ObjectOutputStream requests;
    private @Nullable ObjectInputStream replies;

    private Worker(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts it; it is ready when it answers. */
    static Worker start(Candidate candidate) throws IOException {
        return start(ownOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()), candidate);
    }

    /** Starts it with those options of the JVM. */
    static Worker start(List<String> options, Candidate candidate) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(WorkerMain.class.getName());
        command.add(candidate.toString());
        Path errors = Files.createTempFile("chainbus-bench-", ".log");
        errors.toFile().deleteOnExit();
        return new Worker(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                        .start(),
                errors);
    }

    /** This JVM's own options, so that a collector or a setting that was asked for is the workers' too. */
    static List<String> ownOptions(List<String> options) {
        return options.stream()
                .filter(option -> !option.startsWith("-javaagent")
                        && !option.startsWith("-agent")
                        && !option.startsWith("-XX:StartFlightRecording"))
                .toList();
    }

    /** Asks for something and waits for the answer; it is no use any more when that is that it is broken. */
    Reply ask(Request request, Duration patience) {
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> exchange(request), reader);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Reply.Broken("no answer for " + patience.toSeconds() + " s");
        } catch (ExecutionException failed) {
            return new Reply.Broken("its process ended" + lastWords());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply.Broken("interrupted");
        }
    }

    private Reply exchange(Request request) {
        try {
            ObjectOutputStream out = requests;
            if (out == null) {
                out = new ObjectOutputStream(process.getOutputStream());
                requests = out;
            }
            out.writeObject(request);
            out.flush();
            ObjectInputStream in = replies;
            if (in == null) {
                in = new ObjectInputStream(process.getInputStream());
                replies = in;
            }
            return (Reply) in.readObject();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String lastWords() {
        try (var lines = Files.lines(errors)) {
            return lines.filter(line -> !line.isBlank())
                    .findFirst()
                    .map(": "::concat)
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(errors);
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            reader.shutdownNow();
        }
    }
}
