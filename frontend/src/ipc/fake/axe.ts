// Accessibility faults of the screen looked at,
// written into the page so that a headless browser can dump them.
import axe, { type NodeResult } from "axe-core";

const describeNode = (node: NodeResult) =>
  `${node.target.join(" ")} ${node.any[0]?.message ?? node.failureSummary ?? ""}`;

export function reportLater(afterMs = 1500): void {
  window.setTimeout(async () => {
    const result = await axe.run(document);
    const report = document.createElement("pre");
    report.id = "axe-report";
    report.textContent =
      result.violations
        .map((violation) => `${violation.id}: ${violation.nodes.map(describeNode).join(" | ")}`)
        .join("\n") || "none";
    document.body.append(report);
  }, afterMs);
}
