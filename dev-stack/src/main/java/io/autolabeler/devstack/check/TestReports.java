package io.autolabeler.devstack.check;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The reports that Surefire and Failsafe leave in each module.
 *
 * @param root the checkout
 */
public record TestReports(Path root) {
    private static final List<String> FOLDERS = List.of("target/surefire-reports", "target/failsafe-reports");

    /** Removes those of earlier runs. */
    public void clear() {
        for (Path file : files()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new StackException("cannot remove the old report " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** The sum over all modules. */
    public TestTotals totals() {
        int passed = 0;
        List<String> failed = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path file : files()) {
            for (Case test : cases(file)) {
                switch (test.end()) {
                    case PASSED -> passed++;
                    case FAILED -> failed.add(test.name());
                    case SKIPPED -> skipped.add(test.name());
                }
            }
        }
        return new TestTotals(passed, failed, skipped);
    }

    private enum End {
        PASSED,
        FAILED,
        SKIPPED
    }

    private record Case(String name, End end) {}

    private List<Path> files() {
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> files = new ArrayList<>();
            for (Path module : modules.sorted().toList()) {
                for (String folder : FOLDERS) {
                    Path reports = module.resolve(folder);
                    if (Files.isDirectory(reports)) {
                        try (Stream<Path> found = Files.list(reports)) {
                            files.addAll(found.filter(TestReports::isReport).toList());
                        }
                    }
                }
            }
            return files;
        } catch (IOException e) {
            throw new StackException("cannot read the test reports: " + e.getMessage(), e);
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private static List<Case> cases(Path file) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream content = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(content);
            List<Case> cases = new ArrayList<>();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    cases.add(testCase(xml));
                }
            }
            return cases;
        } catch (IOException | XMLStreamException e) {
            return List.of(new Case(file + " (unreadable report: " + e.getMessage() + ")", End.FAILED));
        }
    }

    private static Case testCase(XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getAttributeValue(null, "classname") + "." + xml.getAttributeValue(null, "name");
        End end = End.PASSED;
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("testcase"))) {
            if (xml.isStartElement()) {
                end = switch (xml.getLocalName()) {
                    case "failure", "error" -> End.FAILED;
                    case "skipped" -> End.SKIPPED;
                    default -> end;
                };
            }
        }
        return new Case(name, end);
    }
}
