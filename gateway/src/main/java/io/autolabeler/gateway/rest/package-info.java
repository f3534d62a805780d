/** The resources of REST: each hands a message to a service and its answer back. */
@NullMarked
package io.autolabeler.gateway.rest;

import org.jspecify.annotations.NullMarked;
