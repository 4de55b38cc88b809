// Joining a centre by its code; also before anybody has signed in. What was typed stays until it was taken, or
// somebody else is here.
import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef, toRefs, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { asFailure, call } from "@/ipc/call";
import type { CentreView, Failure } from "@/ipc/contract";
import { applyHello, refreshStatus, session } from "@/session";

/** In memory only: the page may be left and come back to. */
const typed = reactive({ office: "", code: "" });
const forget = () => Object.assign(typed, { office: "", code: "" });
watch(() => session.clerk?.number, forget, { flush: "sync" });

export function useJoining() {
  const router = useRouter();
  const route = useRoute();
  const { office, code } = toRefs(typed);
  const failure = shallowRef<Failure | null>(null);
  const busy = ref(false);
  const joined = shallowRef<CentreView | null>(null);
  const officeInput = ref<HTMLInputElement>();
  const codeInput = ref<{ focus: () => void }>();
  /** Said at the box concerned. */
  const officeWrong = computed(() => failure.value?.code === "office_address_wrong");

  const focusFirst = () => (office.value.trim() === "" ? officeInput : codeInput).value?.focus();

  async function findAddress(): Promise<string> {
    const centre = session.hello?.centre;
    if (centre && !centre.own) return centre.office;
    // Unreadable settings name no office: then it is typed.
    return call("settings", {}).then(
      (view) => view.settings.office,
      () => "",
    );
  }
  let known = "";
  onMounted(async () => {
    focusFirst();
    known = await findAddress();
    if (office.value !== "" || known === "") return;
    office.value = known;
    focusFirst();
  });
  // What nobody typed is looked up anew.
  onBeforeUnmount(() => {
    if (office.value === known) office.value = "";
  });

  async function join(): Promise<void> {
    if (busy.value) return;
    if (office.value.trim() === "" || code.value === "") return focusFirst();
    busy.value = true;
    failure.value = null;
    try {
      const hello = await call("join_centre", { office: office.value.trim(), code: code.value });
      joined.value = hello.centre;
      forget();
      applyHello(hello);
      void refreshStatus().catch(() => undefined);
    } catch (reason) {
      failure.value = asFailure(reason);
      (officeWrong.value ? officeInput : codeInput).value?.focus();
    } finally {
      busy.value = false;
    }
  }

  /** The computer is being set up, and this is one step of it. */
  const isStep = computed(() => route.query.setup !== undefined);
  /** Whoever is signed in came from the settings; at another office nobody is any more. */
  const leave = () => void router.push(isStep.value ? "/setup" : session.clerk ? "/settings" : "/sign-in");

  const fields = { office, code, officeInput, codeInput };
  return { ...fields, failure, officeWrong, busy, joined, isStep, join, leave };
}
