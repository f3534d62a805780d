/** The whole system of one home: servers, databases, services, key and address. */
@NullMarked
package io.autolabeler.devstack.system;

import org.jspecify.annotations.NullMarked;
