"""Prints the CPU time of each benchmark's sample at the end (not under xdist, which does not read this file)."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found = (report for reports in terminalreporter.stats.values() for report in reports)
    called = [report for report in found if getattr(report, "when", "") == "call"]
    costs = [(value, report.nodeid) for report in called for name, value in report.user_properties if name == "cpu_s"]
    if costs:
        terminalreporter.section("CPU seconds of the benchmarks' samples")
        for cpu_s, test in sorted(costs, reverse=True):
            terminalreporter.write_line(f"{cpu_s:6.1f}  {test.partition('[')[2].rstrip(']')}")
        terminalreporter.write_line(f"{sum(cpu_s for cpu_s, _ in costs):6.1f}  together")
