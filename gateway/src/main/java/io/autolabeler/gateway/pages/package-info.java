/** The addresses of the web pages. */
@NullMarked
package io.autolabeler.gateway.pages;

import org.jspecify.annotations.NullMarked;
