package io.chainbus.explain;

import io.chainbus.chain.Constraint;
import io.chainbus.chain.RegistrationRefusal;
import java.util.List;
import java.util.stream.Collectors;

/** What comes of supposing other constraints than there are. */
public sealed interface Supposition {

    /** The same chain with these changes. */
    record Possible(DryRun dryRun) implements Supposition {}

    /** There cannot be such a chain. */
    sealed interface Impossible extends Supposition {

        /** One line that says what is the matter. */
        String message();
    }

    /** Somebody could not stand on it, in spite of or because of the changes. */
    record Refused(RegistrationRefusal refusal) implements Impossible {
        @Override
        public String message() {
            return refusal.message();
        }
    }

    /** Who would have declared a constraint is not registered. */
    record NotRegistered(Constraint constraint, String subscriber) implements Impossible {
        @Override
        public String message() {
            return "'" + constraint + "' is for '" + subscriber + "' to declare, which is not registered";
        }
    }

    /**
     * A constraint that is to be left out is not there.
     *
     * @param similar what is declared between these two
     */
    record NotDeclared(Constraint constraint, List<Constraint> similar) implements Impossible {

        public NotDeclared {
            similar = List.copyOf(similar);
        }

        @Override
        public String message() {
            return "nobody has declared '" + constraint + "'"
                    + similar.stream()
                            .map(other -> "'" + other + "'")
                            .collect(Collectors.joining(" and ", similar.isEmpty() ? "" : ", but there is ", ""));
        }
    }

    /** A constraint that is to be added is there already. */
    record DeclaredAlready(Constraint constraint) implements Impossible {
        @Override
        public String message() {
            return "'" + constraint + "' is declared already";
        }
    }
}
