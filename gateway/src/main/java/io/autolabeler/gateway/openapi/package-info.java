/** The OpenAPI document: paths from the resources, schemas from the message descriptors. */
@NullMarked
package io.autolabeler.gateway.openapi;

import org.jspecify.annotations.NullMarked;
