package io.autolabeler.devstack.fake;

/**
 * One call the endpoint got, as a line of its log.
 *
 * @param number from 1
 * @param requestHash SHA-256 of the body, lower-case hex
 * @param textHash SHA-256 of the text to be labeled, lower-case hex
 * @param inMillis when it came, since the epoch
 * @param outMillis when it was answered, since the epoch
 * @param status HTTP status given
 * @param fault the kind of fault given; empty: none
 */
public record Call(
        long number, String requestHash, String textHash, long inMillis, long outMillis, int status, String fault) {}
