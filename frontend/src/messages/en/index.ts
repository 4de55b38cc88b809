// The program's own words in English, complete: typed by the Chinese ones, so a missing one does not compile.
import { app, common, header, side } from "./window";
import { signIn } from "./signIn";
import { home, search, item } from "./home";
import { intake, people, form } from "./intake";
import { materials } from "./materials";
import { decision, returned } from "./decision";
import { supervise } from "./supervise";
import { keys } from "./keys";
import { outbox } from "./outbox";
import { settings } from "./settings";
import { course } from "./course";
import { blank, catalog, catalogKey, news, offList, qr } from "./catalog";
import { codes } from "./codes";
import { daysheet } from "./daysheet";
import { holding } from "./holding";
import { another, locking, slips } from "./locking";
import { failures } from "./failures";
import { library } from "./library";
import { notices, noticeUi } from "./notices";
import { practice } from "./practice";
import type { Messages } from "../zh-CN";

export const en: Messages = {
  lang: "en",
  failures,
  codes,
  daysheet,
  holding,
  library,
  notices,
  noticeUi,
  locking,
  another,
  slips,
  practice,
  catalog,
  course,
  catalogKey,
  news,
  offList,
  qr,
  blank,
  app,
  common,
  header,
  side,
  signIn,
  home,
  search,
  item,
  people,
  materials,
  form,
  decision,
  intake,
  returned,
  supervise,
  keys,
  outbox,
  settings,
};
