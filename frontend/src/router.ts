// Where the screens are. Addresses carry item and case ids only, never anything personal.
import { createRouter, createWebHashHistory } from "vue-router";
import { session } from "./session";

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/sign-in", component: () => import("./tasks/sign-in/SignInPage.vue") },
    // A station joins its centre before anybody has signed in, or from the settings.
    { path: "/join", component: () => import("./tasks/join/JoinPage.vue"), meta: { open: true } },
    // A new computer is set up before anybody has signed in; the desk says whether it may be.
    { path: "/setup", component: () => import("./tasks/setup/SetupPage.vue"), meta: { open: true } },
    { path: "/", component: () => import("./tasks/home/HomePage.vue") },
    { path: "/list/:item", component: () => import("./tasks/list/ListPage.vue"), props: true },
    {
      path: "/case/:id",
      component: () => import("./tasks/intake/IntakePage.vue"),
      props: (to) => ({ id: String(to.params.id), read: to.query.read === "1" }),
    },
    { path: "/practice", component: () => import("./tasks/practice/PracticePage.vue") },
    { path: "/practice/result/:id", component: () => import("./tasks/practice/ResultPage.vue"), props: true },
    { path: "/queue", component: () => import("./tasks/supervise/QueuePage.vue") },
    { path: "/review/:id", component: () => import("./tasks/supervise/ReviewPage.vue"), props: true },
    { path: "/register", component: () => import("./tasks/supervise/RegisterPage.vue") },
    { path: "/audit", component: () => import("./tasks/supervise/AuditPage.vue") },
    { path: "/outbox", component: () => import("./tasks/outbox/OutboxPage.vue") },
    { path: "/day-sheet", component: () => import("./tasks/daysheet/DaySheetPage.vue") },
    { path: "/catalogue", component: () => import("./tasks/catalog/CatalogPage.vue") },
    { path: "/settings", component: () => import("./tasks/settings/SettingsPage.vue") },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

/** A supervisor has other screens than the window: each finds their own, whatever address was kept. */
function atHome(path: string): true | string {
  const supervisor = session.clerk?.role === "supervisor";
  const theirs =
    path === "/queue" || path === "/audit" || path === "/register" || path.startsWith("/review/");
  const windows = path === "/" || path.startsWith("/list/") || path.startsWith("/case/");
  if (supervisor && windows) return "/queue";
  return !supervisor && session.clerk && theirs ? "/" : true;
}

router.beforeEach((to) => {
  if (to.path !== "/sign-in" && !to.meta.open && !session.clerk) return "/sign-in";
  if (to.path === "/sign-in" && session.clerk) return "/";
  return atHome(to.path);
});
