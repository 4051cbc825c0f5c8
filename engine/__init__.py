"""Puts the stages together and loads what calls share: under the commands, the benchmarks and the tests."""
