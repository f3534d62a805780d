package io.autolabeler.learning.head;

/** A smooth function to be minimised. */
interface Objective {
    /** The value at the point; writes the gradient there into {@code gradient}, of the same length. */
    double at(float[] point, float[] gradient);
}
