package io.chainbus.scene;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Anchor;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.event.Role;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.hocon.Findings;
import io.chainbus.hocon.HoconFile;
import io.chainbus.hocon.Section;
import io.chainbus.input.InputRefused;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a chain that a user has described in HOCON; {@code docs/explain.md} says how.
 *
 * <pre>{@code
 * name = modules
 * membership = accepted
 * subscribers = [
 *   { id = ftrace, anchor = first }
 *   { id = livepatch, priority = 100, after = ftrace }
 * ]
 * up = [
 *   { key = ext4, phase = COMING, holders = [ftrace, livepatch] }
 * ]
 * }</pre>
 */
public final class ChainFile {

    private static final List<String> CHAIN = List.of("name", "membership", "phases", "subscribers", "up");
    private static final List<String> PHASE = List.of("name", "role", "direction", "undo", "vetoable");
    private static final List<String> SUBSCRIBER =
            List.of("id", "priority", "unique", "anchor", "before", "after", "observer", "away");
    private static final List<String> UP = List.of("key", "phase", "holders");

    private final Findings findings;
    private final Section chain;
    private final Membership<String> membership = new Membership<>();
    /** Those who were refused too: what else is said of them is no other mistake. */
    private final Set<String> described = new HashSet<>();

    private ChainFile(Section chain, Findings findings) {
        this.chain = chain;
        this.findings = findings;
    }

    /**
     * The chain as the file describes it: its subscribers have registered in the order of the file.
     *
     * @throws InputRefused naming all that is wrong with it, also who would not be let onto such a chain
     */
    public static Scene read(Path file) {
        return HoconFile.read(
                file, "a chain", CHAIN, (chain, findings) -> new ChainFile(chain, findings).scene(nameOf(file)));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.conf$", "");
    }

    private Scene scene(String fileName) {
        String name = chain.textOr("name", fileName);
        Holding holding = chain.wordOr("membership", Holding.class, Holding.ACCEPTED);
        PhaseSet phases = phases();
        chain.sections("subscribers", "a subscriber", SUBSCRIBER).forEach(this::register);
        if (!chain.has("subscribers")) {
            findings.add(chain.at(), "expected a list of objects in 'subscribers', found no such field");
        }
        Ledger<String> ledger = ledger(phases);
        return new Scene(name, phases, holding, membership, ledger, List.of());
    }

    private PhaseSet phases() {
        PhaseSet usual = PhaseSet.of(ModulePhase.values());
        if (!chain.has("phases")) {
            return usual;
        }
        List<Section> sections = chain.sections("phases", "a phase", PHASE);
        int before = findings.count();
        Map<String, PhaseRule> rules = new LinkedHashMap<>();
        for (Section section : sections) {
            String name = section.text("name");
            if (rules.put(name, rule(name, section)) != null) {
                findings.add(section.at("name"), "expected phases of different names, found " + name + " again");
            }
        }
        if (sections.isEmpty() && findings.count() == before) {
            findings.add(chain.at("phases"), "expected one phase at least in 'phases', found none");
        }
        if (findings.count() > before) {
            return usual;
        }
        for (Section section : sections) {
            try {
                PhaseTable.phase(section.text("name"), rules);
            } catch (IllegalArgumentException contradiction) {
                findings.add(section.at(), String.valueOf(contradiction.getMessage()));
            }
        }
        return findings.count() > before ? usual : PhaseTable.of(rules);
    }

    private PhaseRule rule(String name, Section section) {
        Recorded.Role role = section.word("role", Recorded.Role.class);
        Recorded.Direction direction = section.word("direction", Recorded.Direction.class);
        boolean acquire = role == Recorded.Role.ACQUIRE;
        boolean vetoable = section.flagOr("vetoable", acquire);
        if (vetoable && !acquire) {
            findings.add(section.at("vetoable"), name + " is not an acquire and so cannot be vetoable");
        }
        if (!vetoable && section.has("undo")) {
            findings.add(section.at("undo"), name + " cannot be vetoed and so has no undo");
        }
        return new PhaseRule(role, direction, section.textOr("undo", ""), vetoable);
    }

    private void register(Section section) {
        int before = findings.count();
        String id = section.text("id");
        described.add(id);
        Position position = new Position(
                section.integerOr("priority", 0),
                section.flagOr("unique", false),
                section.wordOr("anchor", Anchor.class, Anchor.NONE),
                new LinkedHashSet<>(section.textsOrNone("before")),
                new LinkedHashSet<>(section.textsOrNone("after")));
        boolean observer = section.flagOr("observer", false);
        boolean away = section.flagOr("away", false);
        if (findings.count() > before) {
            return;
        }
        Admission<String> admission = membership.admit(new Candidate<>(id, position, observer, away, id));
        if (admission instanceof Admission.Refused<String> refused) {
            findings.add(section.at(), refused.refusal().message());
        } else if (away && admission instanceof Admission.Admitted<String> admitted) {
            membership.goesAway(admitted.member());
        }
    }

    private Ledger<String> ledger(PhaseSet phases) {
        Ledger<String> ledger = new Ledger<>();
        long walk = 0;
        for (Section section : chain.sections("up", "a key that is up", UP)) {
            int before = findings.count();
            String key = section.text("key");
            String phaseName = section.text("phase");
            Places holders = holders(section);
            Phase phase = phases.byName().get(phaseName);
            if (phase == null || phase.role() != Role.ACQUIRE) {
                List<String> acquires = phases.phases().stream()
                        .filter(one -> one.role() == Role.ACQUIRE)
                        .map(Phase::name)
                        .toList();
                findings.add(
                        section.at("phase"),
                        "expected one of the acquire phases " + String.join(", ", acquires) + " in 'phase', found '"
                                + phaseName + "'");
            } else if (ledger.isUp(key, phase)) {
                findings.add(section.at(), key + " is up in " + phaseName + " already");
            } else if (findings.count() == before) {
                ledger.up(new Acquisition<>(key, phase, key, ++walk, holders));
            }
        }
        return ledger;
    }

    private Places holders(Section section) {
        Route<String> route = membership.route();
        Places.Builder holders = Places.on(route);
        if (!section.has("holders")) {
            findings.add(section.at(), "expected a list of ids in 'holders', found no such field");
        }
        for (String id : section.textsOrNone("holders")) {
            Member<String> member = membership.find(id).orElse(null);
            if (member != null && !member.observer()) {
                holders.add(route.indexOf(member));
            } else if (member != null) {
                findings.add(section.at("holders"), "'" + id + "' is an observer, which holds nothing");
            } else if (!described.contains(id)) {
                findings.add(section.at("holders"), "expected ids of subscribers in 'holders', found '" + id + "'");
            }
        }
        return holders.build();
    }
}
