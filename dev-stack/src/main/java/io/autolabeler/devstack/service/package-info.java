/** The six services as processes, each told where everything else is. */
@NullMarked
package io.autolabeler.devstack.service;

import org.jspecify.annotations.NullMarked;
