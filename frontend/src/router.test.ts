// Which screens are there for whom: joining a centre needs nobody signed in, everything else does.
import { beforeEach, expect, it } from "vitest";
import { installFake, type FakeDesk } from "./ipc/fake";
import { router } from "./router";
import { applyHello } from "./session";

let desk: FakeDesk;
beforeEach(() => {
  desk = installFake();
  applyHello(desk.hello());
});
async function goTo(path: string): Promise<string> {
  await router.push(path);
  return router.currentRoute.value.path;
}

it("lets whoever is not signed in to the door and to joining, and nowhere else", async () => {
  expect(await goTo("/join")).toBe("/join");
  for (const path of ["/", "/settings", "/outbox", "/case/c1", "/nowhere"])
    expect(await goTo(path), path).toBe("/sign-in");
  expect(await goTo("/join")).toBe("/join");
  expect(await goTo("/setup")).toBe("/setup");
});

it("lets whoever is signed in join as well, a supervisor too", async () => {
  desk.signedIn = true;
  applyHello(desk.hello());
  expect(await goTo("/join")).toBe("/join");
  expect(await goTo("/sign-in")).toBe("/");
  applyHello({ ...desk.hello(), signed_in: { ...desk.clerk, role: "supervisor" } });
  expect(await goTo("/join")).toBe("/join");
});
