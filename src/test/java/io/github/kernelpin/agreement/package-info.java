/**
 * The golden cases, and the hosts of {@code kernelpin status}, put to every command that has an
 * answer: hook, test, check, status and guard must not contradict each other.
 */
package io.github.kernelpin.agreement;
