// The program's own words in Chinese, the clerks' own vocabulary. Catalog and printed forms are not here.
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
import { failures } from "./failures";
import { codes } from "./codes";
import { daysheet } from "./daysheet";
import { holding } from "./holding";
import { library } from "./library";
import { notices, noticeUi } from "./notices";
import { another, locking, slips } from "./locking";
import { practice } from "./practice";

export const zhCN = {
  lang: "zh-CN",
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

export type Messages = typeof zhCN;
