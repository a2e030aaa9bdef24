# SPDX-License-Identifier: Apache-2.0
"""Which packages matter: kernels, modules, and what provides a package that a pin names.

The program tells exactly; what it takes for a kernel, a part of one or a module, these functions must not miss.
"""
import fnmatch
import re

import hawkey

SYMBOLS = ('kernel(', 'ksym(')
INSTALLONLY = 'installonlypkg(kernel'  # and -module): kernels, their parts, kernel-devel and metapackages
PROVIDED = SYMBOLS + (INSTALLONLY,)
UNAMES = 'kernel*-uname-r'  # a glob: what kernels and their parts provide
BOOTS = ['kernel-uname-r', 'kernel-debug-uname-r', 'kernel-uek-uname-r', 'kernel-uek-debug-uname-r', 'kernel-uek64k-uname-r',
         'kernel-uek64kdebug-uname-r', 'kernel-ueknext-uname-r', 'kernel-ueknext-debug-uname-r', 'kernel-ueknext64k-uname-r',
         'kernel-ueknext64kdebug-uname-r', 'kernel-lt-uname-r', 'kernel-ml-uname-r']
# Amazon calls a kernel kernel6.12; kernelshark is none.
NAMED_SO = re.compile(r'kernel(?:[0-9.]+)?(?:-|$)|kmod-')
TOOLS_FOR_MODULES = ('kmod-libs', 'kmod-devel')  # kmod's own packages bring no module
# They share a kernel's version and are no part of what boots.
INERT = ('kernel-headers', 'kernel-tools', 'kernel-doc', 'kernel-abi-', 'kernel-cross-', 'kernel-rpm-', 'kernel-srpm-')
IMAGES = ['/boot/vmlinuz-*', '/lib/modules/*/vmlinuz', '/usr/lib/modules/*/vmlinuz']  # globs
AROUND_IMAGES = tuple(image.partition('*')[0] for image in IMAGES)
# To look at the files of all that an upgrade replaces would take long, and a kernel is no such thing.
NEW_OR_GONE = ('install', 'obsolete', 'remove', 'obsoleted')


def concerns(pkg, named, action=''):
    """Tells whether a package is a kernel, a module, or provides what a pin names.

    Some kernels say so in nothing but their files: that counts where they are new or go, or are files themselves.
    """
    if is_named_so(pkg.name, named):
        return True
    provided = any(is_provided_by_such(text, named) for text in map(str, pkg.provides))
    if provided or any(text.startswith(SYMBOLS) for text in map(str, pkg.requires)):
        return True
    return (action in NEW_OR_GONE or pkg.reponame == hawkey.CMDLINE_REPO_NAME) and bool(images(pkg))


def is_named_so(name, named):
    """Tells whether a package is called like a kernel or a module, or as a pin says."""
    if name in named:
        return True
    return bool(NAMED_SO.match(name)) and name not in TOOLS_FOR_MODULES and not name.startswith(INERT)


def is_provided_by_such(capability, named):
    """Tells whether only kernels, modules and pinned packages provide a capability."""
    name = name_of(capability)
    return capability.startswith(PROVIDED) or name in named or is_uname(name)


def images(pkg):
    """Returns the kernel images of a package, as far as dnf knows its files."""
    return [path for path in pkg.files
            if path.startswith(AROUND_IMAGES) and any(fnmatch.fnmatchcase(path, image) for image in IMAGES)]


def is_uname(name):
    """Tells whether a capability says which kernel a package is, or is a part of."""
    return name.startswith('kernel') and name.endswith('-uname-r')


def name_of(capability):
    """Returns the name of a capability without its version."""
    return capability.partition(' ')[0]


def names_that_matter(changes, named):
    """Returns the names of the packages that matter among (action, package) pairs."""
    return sorted({pkg.name for action, pkg in changes if concerns(pkg, named, action)})
