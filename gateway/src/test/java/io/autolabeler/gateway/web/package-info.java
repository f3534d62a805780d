/** The web pages in a real Chromium, against a gateway that is played by a real HTTP server. */
@NullMarked
package io.autolabeler.gateway.web;

import org.jspecify.annotations.NullMarked;
