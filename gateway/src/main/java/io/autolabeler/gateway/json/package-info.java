/** Protobuf JSON: written as the contract says, read strictly with the path of every fault. */
@NullMarked
package io.autolabeler.gateway.json;

import org.jspecify.annotations.NullMarked;
