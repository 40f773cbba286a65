// One line a file and profile: PASS or FAIL, the profile, the file, and each rule that fails with how often and where first.
//   java -cp JARS VeraCheck.java 3a,ua1 FILE...
import java.io.FileInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < args.length; at++) {
            for (String name : args[0].split(",")) {
                check(args[at], PDFAFlavour.fromString(name));
            }
        }
    }

    private static void check(String file, PDFAFlavour profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), profile)) {
            for (ValidationResult result : Foundries.defaultInstance().createValidator(profile, false).validateAll(parser)) {
                Map<String, String> failed = new LinkedHashMap<>();
                for (TestAssertion found : result.getTestAssertions()) {
                    if (found.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                        failed.putIfAbsent(rule, found.getMessage() + " @ " + found.getLocation().getContext());
                    }
                }
                String verdict = result.isCompliant() ? "PASS" : "FAIL";
                System.out.println(verdict + "\t" + result.getPDFAFlavour() + "\t" + file + "\t" + failed);
            }
        }
    }
}
