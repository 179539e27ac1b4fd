package io.chainbus.torture;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Loads the whole of chainbus anew, with one method of one class changed. All else comes from the parent, so that the
 * changed engine and the sound one do not get in each other's way.
 */
final class BrokenEngine extends ClassLoader {

    private static final String OURS = "io.chainbus.";

    private final Break what;

    BrokenEngine(Break what) {
        super(BrokenEngine.class.getClassLoader());
        this.what = what;
    }

    /** What one round of torture finds on this engine. */
    @SuppressWarnings("unchecked") // it is what OneRound gives
    List<String> oneRound(long seed, Duration patience) throws Exception {
        Class<?> type = Class.forName(OneRound.class.getName(), true, this);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return ((Callable<List<String>>)
                            type.getConstructor(long.class, Duration.class).newInstance(seed, patience))
                    .call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = name.equals(what.type()) ? broken() : sound(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] sound(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] broken() {
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(getParent());
        TypeDescription type = TypePool.Default.of(files).describe(what.type()).resolve();
        return new ByteBuddy()
                .redefine(type, files)
                .visit(Advice.to(what.advice()).on(ElementMatchers.named(what.method())))
                .make()
                .getBytes();
    }
}
