package io.chainbus.cluster.journal.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A connection that breaks: now and then what goes to the database does not get there, or it does and the answer does not
 * come back, so that whoever asked does not know which.
 */
final class Faults {

    private static final Set<String> ROUND_TRIPS = Set.of("executeUpdate", "executeQuery", "commit");

    private final SplittableRandom random;
    /** Of so many round trips about one breaks. */
    private final int every;

    Faults(SplittableRandom random, int every) {
        this.random = random;
        this.every = every;
    }

    /** The work with a connection that may break. What was not committed then is undone, as by a database. */
    <T> Database.Work<T> in(Database.Work<T> work) {
        return connection -> {
            try {
                return work.with(breakable(connection));
            } catch (SQLException e) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                throw e;
            }
        };
    }

    private Connection breakable(Connection connection) {
        return proxy(Connection.class, (proxy, method, args) -> {
            Object result = disturbed(method.getName(), () -> method.invoke(connection, args));
            return result instanceof PreparedStatement statement ? breakable(statement) : result;
        });
    }

    private PreparedStatement breakable(PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                (proxy, method, args) -> disturbed(method.getName(), () -> method.invoke(statement, args)));
    }

    private Object disturbed(String what, Call call) throws Throwable {
        try {
            if (!ROUND_TRIPS.contains(what) || random.nextInt(every) > 0) {
                return call.made();
            }
            boolean arrives = random.nextBoolean();
            if (arrives) {
                call.made();
            }
            throw new SQLNonTransientConnectionException("the connection broke", "08006");
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private interface Call {
        Object made() throws IllegalAccessException, InvocationTargetException;
    }
}
