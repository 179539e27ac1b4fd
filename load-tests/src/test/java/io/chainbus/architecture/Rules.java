package io.chainbus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.VOLATILE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.NullMarked;

/**
 * What the architecture asks of classes. Each rule is about all classes that it is given: which module it holds for is
 * said where it is checked.
 */
final class Rules {

    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis");

    static final ArchRule NO_THREADS = noClasses()
            .should()
            // A stage is a value that a handler may be given or give back; whoever completes it is elsewhere.
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                    .and(not(type(CompletionStage.class)))
                    .or(assignableTo(Thread.class))
                    .or(assignableTo(ThreadLocal.class))
                    .or(assignableTo(java.util.Timer.class)))
            .orShould()
            .accessTargetWhere(calls(
                    "wait or notify",
                    access -> access.getName().matches("wait|notify|notifyAll") && isOn(access, Object.class)))
            .because("bus-core decides and actors act: its types are handed from thread to thread by others");

    static final ArchRule NO_SYNCHRONIZED_METHODS =
            noMethods().should().haveModifier(SYNCHRONIZED).allowEmptyShould(true);

    static final ArchRule NO_VOLATILE_FIELDS =
            noFields().should().haveModifier(VOLATILE).allowEmptyShould(true);

    static final ArchRule NO_CLOCKS = noClasses()
            .should()
            .accessTargetWhere(
                    calls("a clock", access -> CLOCKS.contains(access.getName()) && isOn(access, System.class)))
            .orShould()
            .accessTargetWhere(calls(
                    "now()",
                    access -> access.getName().equals("now")
                            && access.getTargetOwner().getPackageName().startsWith("java.time")))
            .orShould()
            .dependOnClassesThat(assignableTo(java.time.Clock.class).or(assignableTo(java.util.Date.class)))
            .because("time comes in as an argument, so that the same input gives the same result");

    static final ArchRule NO_CHANCE = noClasses()
            .should()
            .accessTargetWhere(
                    calls("Math.random", access -> access.getName().equals("random") && isOn(access, Math.class)))
            .orShould()
            .accessTargetWhere(
                    calls("UUID.randomUUID", access -> access.getName().equals("randomUUID")))
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .dependOnClassesThat(assignableTo(java.security.SecureRandom.class))
            .because("chance comes in as a seed, so that every run can be replayed");

    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because("only the command line prints; what everything else has to say is a result or a log line");

    static final ArchRule NO_CYCLES =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    static final ArchRule PACKAGES_ARE_CONCEPTS = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..impl..", "..common..", "..helpers..", "..misc..")
            .because("a package is a concept, and a folder's listing tells its story");

    static final ArchRule NULL_MARKED = classes().should(new ResideInANullMarkedPackage());

    static final ArchRule NO_OPTIONAL_FIELDS = noFields()
            .should()
            .haveRawType(Optional.class)
            .allowEmptyShould(true)
            .because("what may be absent is an alternative of a sealed type, or a result");

    private Rules() {}

    /** Everything outside these packages, the JDK and the null annotations is refused: no list of what to avoid is complete. */
    static ArchRule dependOnlyOn(Module module, String... librariesPackages) {
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..")
                        .or(resideInAnyPackage(librariesPackages))
                        .or(belongTo(module)));
    }

    /** Of the kernel model nothing but these packages: whatever else there is, and is added later, is not to be known. */
    static ArchRule knowOfTheKernelOnly(String... packages) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.chainbus.kernel..").and(not(resideInAnyPackage(packages))));
    }

    static ArchRule notKnow(String... packages) {
        return noClasses().should().dependOnClassesThat(resideInAnyPackage(packages));
    }

    static ArchRule notDependOn(Module module) {
        return noClasses().should().dependOnClassesThat(belongTo(module));
    }

    private static DescribedPredicate<JavaClass> belongTo(Module module) {
        Set<String> packages = module.packages();
        return describe(
                "belong to " + module,
                javaClass -> packages.contains(javaClass.getBaseComponentType().getPackageName()));
    }

    private static DescribedPredicate<JavaAccess<?>> calls(
            String description, java.util.function.Predicate<JavaAccess<?>> predicate) {
        return describe("calls " + description, predicate);
    }

    private static boolean isOn(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner);
    }

    /** One slice a package, subpackages apart: {@code history.check} may use {@code history}, not the other way round. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static final class ResideInANullMarkedPackage extends ArchCondition<JavaClass> {
        ResideInANullMarkedPackage() {
            super("reside in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass javaClass, ConditionEvents events) {
            boolean marked = javaClass
                    .getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith(NullMarked.class))
                    .orElse(false);
            events.add(new SimpleConditionEvent(
                    javaClass,
                    marked,
                    javaClass.getName() + (marked ? " is" : " is not") + " in a @NullMarked package"));
        }
    }
}
