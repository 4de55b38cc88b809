// The paper way: the form is printed, signed, scanned under its row, looked at, and bound to whoever signed it.
// The code in its foot says which form it is; where nobody can read it, the clerk says so by a key.
import { computed, ref, watch, type Ref } from "vue";
import type { SignedBy, SignerView, SigningView } from "@/ipc/contract";
import type { OpenCase } from "../useCase";

const ACT = "sign_on_paper";

export function usePaperSignature(
  { view, failures, sendCommand, scanning, running }: OpenCase,
  signing: Readonly<Ref<SigningView | null>>,
  signer: Readonly<Ref<SignerView | null>>,
) {
  /** Pages that nobody signed of this form: refused, or there before it was printed. */
  const unusable = ref<ReadonlySet<string>>(new Set());
  /** The last try that was refused because the code in the page's foot cannot be read. */
  const unreadTry = ref<{ page: string; by: SignedBy } | null>(null);

  const scanned = computed(() => {
    const row = signing.value?.material ?? null;
    return view.value?.pages.filter((page) => row !== null && page.material === row) ?? [];
  });
  /** The newest page on which whoever is to sign may have signed. */
  const page = computed(() =>
    signer.value === null ? null : (scanned.value.filter(({ id }) => !unusable.value.has(id)).at(-1) ?? null),
  );
  /** Its code cannot be read: it is scanned again, or the clerk says that it is this form. */
  const unread = computed(() => (unreadTry.value?.page === page.value?.id ? unreadTry.value : null));
  /** What the next press binds, once it is looked at. */
  const toBind = computed(() => (unread.value ? null : page.value));

  function setAside(): void {
    const signatures = new Set(signing.value?.signers.map((one) => one.page));
    unusable.value = new Set(scanned.value.map(({ id }) => id).filter((id) => !signatures.has(id)));
  }
  // What was scanned before this form was printed is not its signature; what came after is, also where the case was
  // left in between.
  watch(
    () => ({ isPrinted: signing.value?.printed ?? false, pages: scanned.value }),
    ({ isPrinted }) => {
      if (!isPrinted) setAside();
    },
    { immediate: true },
  );
  // A refusal is of this signer and of this form.
  watch([() => signing.value?.form?.id, () => signer.value?.person], () => (unreadTry.value = null));

  async function scan(): Promise<void> {
    const material = signing.value?.material;
    if (material) await sendCommand("form", "scan", { material });
  }
  const refusals = () => failures.told.value.filter(({ acts }) => acts.some((act) => act.startsWith(ACT)));

  async function bind(chosen: string, by: SignedBy, isSaid = false): Promise<void> {
    const person = signer.value?.person;
    if (!person) return;
    const payload = { person, page: chosen, by, unread: isSaid };
    if (await sendCommand("form", ACT, payload)) {
      unreadTry.value = null;
      failures.dismiss(refusals());
      return;
    }
    const code = refusals()[0]?.failure.code;
    // What was said of the paper stays said while something else of it is put right.
    unreadTry.value = code === "form_code_unread" || isSaid ? { page: chosen, by } : null;
    // The others of the same paper are no better.
    if (code === "form_code_differs") unusable.value = new Set(scanned.value.map(({ id }) => id));
  }
  /** One key: what is not scanned yet is scanned, then it is looked at, then it is this signer's. */
  async function sign(by: SignedBy): Promise<void> {
    if (scanning.value || running.value === ACT) return;
    const candidate = toBind.value;
    if (candidate === null) await scan();
    else if (candidate.shown) await bind(candidate.id, by);
  }
  /** The clerk has the paper in hand: it is this form. */
  async function sayItIs(): Promise<void> {
    if (unread.value) await bind(unread.value.page, unread.value.by, true);
  }
  return { page, toBind, unread, sign, sayItIs };
}
