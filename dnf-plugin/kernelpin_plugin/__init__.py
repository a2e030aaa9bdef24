# SPDX-License-Identifier: Apache-2.0
"""The parts of kernelpin's plugin for dnf: they collect, run the program and check its answer.

The program decides. kernelpin.py beside this directory has the hooks, and holds if anything here fails.
"""
