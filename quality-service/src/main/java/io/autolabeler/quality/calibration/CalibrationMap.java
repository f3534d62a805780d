package io.autolabeler.quality.calibration;

import java.time.OffsetDateTime;
import java.util.UUID;

/** A stored calibration as it is applied. */
public record CalibrationMap(UUID id, LabelMaps maps, OffsetDateTime createTime) {}
