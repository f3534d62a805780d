/** Language models behind any OpenAI-compatible endpoint: prompt, call, validation, re-ask, typed errors. */
@NullMarked
package io.autolabeler.labeling.annotator.model;

import org.jspecify.annotations.NullMarked;
