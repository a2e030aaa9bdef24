# SPDX-License-Identifier: Apache-2.0
"""Which packages matter: kernels, modules, and what provides a package that a pin names."""

SYMBOLS = ('kernel(', 'ksym(')
PROVIDED = SYMBOLS + ('installonlypkg(kernel',)
BOOTS = ['kernel-uname-r', 'kernel-uek-uname-r']
# These share a kernel's version and are no part of what boots.
INERT = ('kernel-headers', 'kernel-tools', 'kernel-doc', 'kernel-abi-', 'kernel-cross-', 'kernel-rpm-', 'kernel-srpm-')


def concerns(pkg, named):
    """Tells whether a package is a kernel, a module, or provides what a pin names."""
    if is_named_so(pkg.name, named):
        return True
    provided = any(is_provided_by_such(text, named) for text in map(str, pkg.provides))
    return provided or any(text.startswith(SYMBOLS) for text in map(str, pkg.requires))


def is_named_so(name, named):
    """Tells whether a package is called like a kernel or a module, or as a pin says."""
    if name in named:
        return True
    return name.split('-')[0] in ('kernel', 'kmod') and not name.startswith(INERT)


def is_provided_by_such(capability, named):
    """Tells whether only kernels, modules and pinned packages provide a capability."""
    name = name_of(capability)
    return capability.startswith(PROVIDED) or name in named or name in BOOTS


def name_of(capability):
    """Returns the name of a capability without its version."""
    return capability.partition(' ')[0]


def names_that_matter(changes, named):
    """Returns the names of the packages that matter among (action, package) pairs."""
    return sorted({pkg.name for _, pkg in changes if concerns(pkg, named)})
