// The settings as they are typed, and saved as a whole.
import { computed, onMounted, ref, shallowRef } from "vue";
import { asFailure, call } from "@/ipc/call";
import type { CatalogueNews, DeviceView, Failure, Settings, SettingsView } from "@/ipc/contract";
import { applySettings, refreshStatus } from "@/session";

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
    }
  }

  function chooseDevice(device: DeviceView): void {
    if (!form.value) return;
    if (device.kind.includes("reader")) form.value.reader_port = device.name;
    else if (device.kind.includes("scanner")) form.value.scanner = device.name;
    else if (device.kind.includes("printer")) form.value.printer = device.name;
  }

  return { view, form, failure, saved, pack, devices, save, chooseDevice };
}
