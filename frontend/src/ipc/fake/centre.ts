// The centre of the pretended desk: its own trial file until a code was typed.
import type { CentreView, Settings } from "../contract";

export const ownTrial: CentreView = {
  kind: "trial",
  own: true,
  centre: "试用中心",
  station: "三水·西南街道",
  station_code: "DEMO01",
  office: "http://127.0.0.1",
  version: 1,
  until: "2027-11-22",
  ended: false,
  fingerprint: "0VKX4D7QZM2N8RTB5",
};

export const realCentre: CentreView = {
  kind: "real",
  own: false,
  centre: "示例市政务服务中心",
  station: "示例街道便民服务站",
  station_code: "SL0301",
  office: "https://office.example",
  version: 7,
  until: "2027-06-30",
  ended: false,
  fingerprint: "7QZM4D0VKX2N8RTB5",
};

/** What the real one settles, and what beside it no clerk changes. */
export const SETTLED: (keyof Settings)[] = ["office", "catalogue_key", "keep_days"];
export const BEYOND_CLERKS: (keyof Settings)[] = [
  ...SETTLED,
  "reader_speed",
  "warn_free_gib",
  "warn_card_days",
  "graphics_card",
];
