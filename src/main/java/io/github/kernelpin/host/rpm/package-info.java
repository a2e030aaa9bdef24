/** rpm, rpmbuild and createrepo_c on this machine, and the packages that they read and make. */
@NullMarked
package io.github.kernelpin.host.rpm;

import org.jspecify.annotations.NullMarked;
