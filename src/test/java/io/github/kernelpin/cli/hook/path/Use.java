package io.github.kernelpin.cli.hook.path;

/** Something that a call compares, hashes or makes text of, as its type is known there. */
record Use(Need need, Shape shape) {}
