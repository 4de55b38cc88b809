// The settings as they are typed, and saved as a whole.
import { computed, onMounted, ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { CatalogueNews, DeviceView, Failure, Settings, SettingsView } from "@/ipc/contract";
import { applySettings, refreshStatus } from "@/session";

/** Which setting names the device of this kind that is used. */
export function settingOfDevice({ kind }: DeviceView): "reader_port" | "scanner" | "printer" | null {
  if (kind.includes("reader")) return "reader_port";
  if (kind.includes("scanner")) return "scanner";
  return kind.includes("printer") ? "printer" : null;
}

export function useSettings(focusFirst: () => Promise<void>) {
  const view = shallowRef<SettingsView | null>(null);
  const form = ref<Settings | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const saved = ref(false);
  const pack = shallowRef<CatalogueNews | null>(null);
  const devices = computed(() => view.value?.devices ?? []);

  const showSettings = (next: SettingsView) => {
    view.value = next;
    form.value = { ...next.settings };
  };
  /** What is open has changed. Whatever else was typed stays; what is locked is as it counts. */
  const showLocks = (next: SettingsView) => {
    view.value = next;
    const counts = Object.entries(next.settings).filter(([name]) => next.locked.includes(name));
    if (form.value) Object.assign(form.value, Object.fromEntries(counts));
  };
  onMounted(async () => {
    // Only a line of the page: without it the settings are still there.
    void call("catalogue_news", {}).then(
      (news) => (pack.value = news),
      () => undefined,
    );
    try {
      showSettings(await call("settings", {}));
      await focusFirst();
    } catch (reason) {
      failure.value = asFailure(reason);
    }
  });

  async function save(): Promise<void> {
    if (!form.value) return;
    saved.value = false;
    failure.value = null;
    try {
      showSettings(await call("save_settings", { settings: form.value }));
      applySettings(form.value);
      saved.value = true;
      await refreshStatus();
    } catch (reason) {
      failure.value = asFailure(reason);
      // A technician's leave is over, or the centre has settled more meanwhile.
      if (failure.value.code === "setting_locked")
        await call("settings", {}).then(showLocks, () => undefined);
    }
  }

  function chooseDevice(device: DeviceView): void {
    const name = settingOfDevice(device);
    if (form.value && name) form.value[name] = device.name;
  }

  return { view, form, failure, saved, pack, devices, save, showLocks, chooseDevice };
}
