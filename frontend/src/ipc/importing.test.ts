import { describe, expect, it } from "vitest";
import { importFile, useWire } from "./call";
import { openGate } from "./gate";

/** What WebKit gives for a folder that was dropped, and for a file that is gone when it is read. */
function unreadable(size: number): File {
  const file = new File(["x"], "scans");
  const arrayBuffer = () => Promise.reject(new DOMException("not there", "NotReadableError"));
  return Object.defineProperties(file, { arrayBuffer: { value: arrayBuffer }, size: { value: size } });
}

describe("a file that cannot be read", () => {
  it("is told as such, and not as a fault of the program", async () => {
    await expect(importFile("case", null, unreadable(4096))).rejects.toMatchObject({
      failure: { code: "file_unreadable" },
    });
    await expect(importFile("case", null, unreadable(2 ** 32))).rejects.toMatchObject({
      failure: { code: "file_too_large" },
    });
  });
});

describe("a file that comes while the screen locks", () => {
  it("comes in once it is open, and is not refused", async () => {
    let locked = true;
    const taken: string[] = [];
    useWire(
      async () => ({}) as never,
      async (_case, _material, bytes) => {
        if (locked) throw { code: "locked", params: {}, incident: "" };
        taken.push((bytes as File).name);
        return {} as never;
      },
    );
    const arriving = importFile("case", null, new File(["x"], "a.pdf"));
    await new Promise((done) => setTimeout(done, 5));
    expect(taken).toEqual([]);
    locked = false;
    openGate();
    await arriving;
    expect(taken).toEqual(["a.pdf"]);
  });
});
