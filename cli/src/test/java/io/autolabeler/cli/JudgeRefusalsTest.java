package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.cli.PlayedGateway.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent. */
class JudgeRefusalsTest {
    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "item,annotator,label\n1,a,x\n");
        Files.writeString(folder.resolve("p.csv"), "label,p0,p1\n0,.7,.3\n");
        Files.writeString(folder.resolve("head.csv"), "item,annotator,label\n");
        Files.writeString(folder.resolve("odd.csv"), "text,tag\nx,y\n");
        Files.writeString(folder.resolve("o.csv.annotators.json"), "{}");
        Files.writeString(folder.resolve("g.csv"), "gold,label\nx,x\n");
        Files.createFile(folder.resolve("empty.csv"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            calculate-iaa                                              | 2 | Missing required option: '--annotations=FILE'
            calculate-iaa --annotations none.csv                       | 2 | no such file: none.csv
            calculate-iaa --annotations a.xlsx                         | 2 | no such file: a.xlsx
            calculate-iaa --annotations empty.csv                      | 1 | empty.csv is empty (0 bytes)
            calculate-iaa --annotations head.csv                       | 1 | head.csv holds no row
            calculate-iaa --annotations a.csv --level rank             | 2 | --level must be nominal, ordinal, interval or ratio, got rank
            calculate-iaa --annotations a.csv --interval best          | 2 | --interval must be auto, bootstrap, jackknife or hayes-krippendorff, got best
            calculate-iaa --annotations a.csv --start-column item      | 2 | --start-column, --end-column, --length-column and --text-column need --spans
            calculate-iaa --annotations a.csv --spans --end-column to  | 2 | a.csv has no column to (--end-column)
            calculate-iaa --annotations a.csv --label-column y         | 2 | a.csv has no column y (--label-column)
            calculate-iaa --annotations a.csv --seed x                 | 2 | Invalid value for option '--seed'
            calculate-iaa --annotations a.csv --output a.csv           | 2 | is a file that is read: choose another --output
            calculate-iaa --annotations a.csv --output no/r.json       | 2 | no such folder for the output
            ensemble-staple --annotations a.csv                        | 2 | no output: give --output FILE
            ensemble-staple --annotations a.csv --output o.xlsx        | 2 | format xlsx of o.xlsx is not supported
            ensemble-staple --annotations a.csv --output a.csv         | 2 | is a file that is read
            ensemble-staple --annotations a.csv --output o.csv --method vote  | 2 | --method must be auto, majority,
            ensemble-staple --annotations a.csv --output o.csv --gold-column g | 2 | a.csv has no column g (--gold-column)
            export-annotator-quality --staple-results x.csv            | 2 | no such file: x.csv.annotators.json; ensemble-staple writes it
            export-annotator-quality --staple-results o.csv            | 1 | o.csv.annotators.json is not what ensemble-staple writes
            calibrate --input p.csv --method magic                     | 2 | --method must be auto, temperature, platt, isotonic, beta, top_temperature, platt_raw, vector or dirichlet, got magic
            calibrate --input p.csv --test none.csv                    | 2 | no such file: none.csv
            calibrate --input odd.csv                                  | 2 | odd.csv has no column label
            optimize-hitl-thresholds --validation a.csv --max-risk 0   | 2 | --max-risk must be above 0 and below 1, got 0.0
            optimize-hitl-thresholds --validation a.csv --miss 1       | 2 | --miss must be above 0 and below 1, got 1.0
            optimize-hitl-thresholds --validation a.csv --error-cost -1      | 2 | --error-cost must be at least 0 US dollars, got -1.0
            optimize-hitl-thresholds --validation a.csv --review-capacity 2  | 2 | --review-capacity must be above 0 and at most 1, got 2.0
            optimize-hitl-thresholds --validation a.csv --gold-column truth  | 2 | a.csv has no column truth (--gold-column)
            find-label-errors --input a.csv --filter best              | 2 | --filter must be prune_by_noise_rate, prune_by_class,
            find-label-errors --input a.csv --label-column given       | 2 | a.csv has no column given (--label-column)
            find-label-errors --input a.csv --id-column key            | 2 | a.csv has no column key (--id-column)
            find-label-errors                                          | 2 | name what to judge: --input FILE or --run ID
            find-label-errors --input a.csv --run r                    | 2 | name what to judge: --input FILE or --run ID
            find-label-errors --run r --label-column x                 | 2 | --run goes without columns
            find-label-errors --input a.csv --review                   | 2 | --review needs --run ID
            find-label-errors --run r --limit 3                        | 2 | --limit needs --review
            find-label-errors --run r --review --limit 0               | 2 | --limit must be at least 1, got 0
            calibrate --run r --test p.csv                             | 2 | --run goes without columns and further files
            optimize-hitl-thresholds                                   | 2 | name what to judge: --validation FILE or --run ID
            evaluate g.csv --run r                                     | 2 | name a labeled file or --run ID, not both
            evaluate g.csv --compare-run r                             | 2 | name one labeled file
            evaluate --run r --cost-column usd                         | 2 | --run goes without columns but those of --slice
            evaluate --run r --inclusion-column pi                     | 2 | --run goes without columns but those of --slice
            evaluate g.csv --task words                                | 2 | --task must be classification, spans or relations, got words
            evaluate g.csv --gold-column truth                         | 2 | g.csv has no column truth (--label-column)
            evaluate                                                   | 2 | name one labeled file
            evaluate g.csv --input g.csv                               | 2 | name one labeled file
            evaluate g.csv --format pdf                                | 2 | --format must be text, json, markdown or html, got pdf
            evaluate g.csv --format html --json                        | 2 | give --json or --format html, not both
            evaluate g.csv --output r.pdf                              | 2 | --output must end with .json, .md, .html or .txt
            evaluate g.csv --slice lang                                | 2 | g.csv has no column lang (--slice)
            evaluate g.csv --cost-column usd                           | 2 | g.csv has no column usd (--cost-column)
            evaluate g.csv --predicted-column guess                    | 2 | g.csv has no column guess (--predicted-column)
            evaluate odd.csv                                           | 2 | odd.csv has no column gold or input_label or gold_label: name it with --label-column
            evaluate g.csv --compare none.csv                          | 2 | no such file: none.csv
            evaluate g.csv --compare odd.csv                           | 2 | odd.csv has no column label (--predicted-column)
            """)
    void isSaidInOneLine(String line, int code, String message) {
        Ended ended = gateway.run(Arrays.stream(line.strip().split(" +", -1))
                .map(part ->
                        part.matches("[\\w./]+\\.[a-z]+") ? folder.resolve(part).toString() : part)
                .toArray(String[]::new));

        assertThat(ended.err().replace(folder + "/", ""))
                .startsWith("error: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(gateway.requestCount()).isZero();
    }
}
