// The program's own words in English, complete: typed by the Chinese ones, so a missing one does not compile.
import type { Messages } from "../zh-CN";
import { audit } from "./audit";
import { blank, catalog, catalogKey, news, offList, qr } from "./catalog";
import { centre, join } from "./centre";
import { codes } from "./codes";
import { consent } from "./consent";
import { supervisorFailures } from "./consentFailures";
import { course } from "./course";
import { daysheet } from "./daysheet";
import { decision, returned } from "./decision";
import { failures, markedText } from "./failures";
import { holding } from "./holding";
import { home, search, item } from "./home";
import { intake, people, form } from "./intake";
import { keys } from "./keys";
import { lapsing } from "./lapsing";
import { library } from "./library";
import { another, locking, slips } from "./locking";
import { materials } from "./materials";
import { notices, noticeUi } from "./notices";
import { otherFiles } from "./otherFiles";
import { outbox } from "./outbox";
import { practice } from "./practice";
import { receipts } from "./receipts";
import { settings } from "./settings";
import { setup } from "./setup";
import { signIn } from "./signIn";
import { signing } from "./signing";
import { supervise } from "./supervise";
import { support } from "./support";
import { app, common, header, side } from "./window";
import { entrusting } from "./entrusting";
import { refiling } from "./refiling";
import { visiting } from "./visiting";
import { withdrawing } from "./withdrawing";

export const en: Messages = {
  lang: "en",
  audit,
  failures,
  otherFiles,
  markedText,
  supervisorFailures,
  codes,
  consent,
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
  signing,
  centre,
  join,
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
  receipts,
  settings,
  setup,
  support,
  entrusting,
  lapsing,
  refiling,
  visiting,
  withdrawing,
};
