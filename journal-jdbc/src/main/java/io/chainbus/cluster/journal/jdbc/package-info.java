/**
 * The journal of a cluster's chains in a relational database: PostgreSQL for many nodes, an H2 file for one.
 *
 * <p>Use {@link io.chainbus.cluster.journal.jdbc.JdbcJournal}; all else is how it does it.
 */
@NullMarked
package io.chainbus.cluster.journal.jdbc;

import org.jspecify.annotations.NullMarked;
