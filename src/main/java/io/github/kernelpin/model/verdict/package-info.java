/**
 * What is found about a transaction or a host, how grave it is, where the deciding line stands, and
 * what can be done: data alone. Finding it is for {@code rules}, saying it for {@code report}.
 */
@NullMarked
package io.github.kernelpin.model.verdict;

import org.jspecify.annotations.NullMarked;
