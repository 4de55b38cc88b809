// Accessibility faults of the screen looked at, written into the page so that a headless browser can dump them.
import axe from "axe-core";

export function reportLater(afterMs = 1500): void {
  window.setTimeout(async () => {
    const result = await axe.run(document);
    const report = document.createElement("pre");
    report.id = "axe-report";
    report.textContent =
      result.violations
        .map(
          (v) =>
            `${v.id}: ${v.nodes.map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? n.failureSummary ?? ""}`).join(" | ")}`,
        )
        .join("\n") || "none";
    document.body.append(report);
  }, afterMs);
}
