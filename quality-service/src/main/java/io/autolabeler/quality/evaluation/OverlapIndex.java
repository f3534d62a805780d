package io.autolabeler.quality.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Finds which spans of one document overlap with another. */
final class OverlapIndex {
    private final List<Span> byStart;
    /** The furthest end of the spans up to here, which never falls. */
    private final int[] furthest;

    OverlapIndex(List<Span> spans) {
        this.byStart = spans.stream().sorted(Span.BY_PLACE).toList();
        this.furthest = new int[byStart.size()];
        int end = 0;
        for (int i = 0; i < furthest.length; i++) {
            end = Math.max(end, byStart.get(i).end());
            furthest[i] = end;
        }
    }

    List<Span> overlapping(Span span) {
        List<Span> found = new ArrayList<>();
        for (int i = firstEndingAfter(span.start());
                i < furthest.length && byStart.get(i).start() < span.end();
                i++) {
            if (byStart.get(i).end() > span.start()) {
                found.add(byStart.get(i));
            }
        }
        return found;
    }

    private int firstEndingAfter(int place) {
        int low = 0;
        int high = furthest.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (furthest[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
