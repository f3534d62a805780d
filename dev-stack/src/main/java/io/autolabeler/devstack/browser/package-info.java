/** Chromium for tests of the pages: what a tab shows, what goes wrong in it and whom it talks to. */
@NullMarked
package io.autolabeler.devstack.browser;

import org.jspecify.annotations.NullMarked;
