# SPDX-License-Identifier: Apache-2.0
"""The one exception whose text is meant for the operator."""


class Failure(Exception):
    """kernelpin could not judge the transaction; the text says why."""
