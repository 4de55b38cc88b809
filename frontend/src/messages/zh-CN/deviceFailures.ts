// What refusals of devices, files and papers say: what happened, what is safe, what to do now.
import { takenFiles, type FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "已录入的内容都在本机，没有丢失。";
const PAGES = "已扫的页都在。";
/** The list that the chooser offers too. */
const TAKEN = takenFiles.map((file) => file.name).join("、");
const CASE = "本件没有变化，已有的页都在。";

export const deviceFailures = {
  characters_without_font: {
    what: "这张文书还没有做：有的字本机字库里没有：{places}",
    safe: "什么都没有改动。",
    now: "能改就先改正；不改就再按一次同一个键，这些字印成〓和编码，再手写补上",
  },
  device_not_configured: { what: "这个设备还没设置", safe: KEPT, now: "到设置里选择设备" },
  reader_not_connected: { what: "读卡器没有接好", safe: KEPT, now: "检查连线后再按 Ctrl+I；也可以手工录入" },
  reader_access_denied: {
    what: "本机账号无权使用读卡器",
    safe: KEPT,
    now: "请技术人员给账号开通串口权限；现在可以手工录入",
  },
  reader_busy: { what: "读卡器正忙", safe: KEPT, now: "稍等再按 Ctrl+I" },
  reader_timed_out: { what: "读卡器没有回应", safe: KEPT, now: "拔插读卡器后再试；也可以手工录入" },
  reader_interrupted: {
    what: "读卡器的回答两次都只到一半",
    safe: KEPT,
    now: "检查连线和接头后再按 Ctrl+I；也可以手工录入",
  },
  reader_garbled: {
    what: "读卡器传来的数据两次都有误码",
    safe: KEPT,
    now: "换一根连线或接口后再按 Ctrl+I；也可以手工录入",
  },
  reader_refused: { what: "读卡器拒绝了这张卡", safe: KEPT, now: "换一面放平再试；也可以手工录入" },
  no_card: { what: "读卡区没有卡", safe: KEPT, now: "请放上身份证，再按 Ctrl+I" },
  card_moved: { what: "卡片移动了", safe: KEPT, now: "放稳后再按 Ctrl+I" },
  card_must_be_lifted: {
    what: "这张卡刚读过，还放在读卡区",
    safe: KEPT,
    now: "拿起这张卡，放上下一张，再按 Ctrl+I",
  },
  card_unreadable: { what: "这张卡读不出", safe: KEPT, now: "换一面再试；也可以手工录入" },
  host_died: {
    what: "设备程序中断，已自动重启",
    safe: "已录入的内容和已扫的页都在，没有丢失。",
    now: "再做一次即可；反复出现请报技术人员",
  },
  host_missing: {
    what: "设备程序缺失或已损坏",
    safe: "已录入的内容和已扫的页都在，没有丢失。",
    now: "请技术人员重装程序；现在可以手工录入、导入文件",
  },
  program_replaced: {
    what: "程序已经更新，这个窗口还是原来的版本",
    safe: "已录入的内容和已扫的页都在，没有丢失。",
    now: "请关闭窗口，再打开一次，然后接着办",
  },
  feeder_empty: { what: "扫描仪里没有纸", safe: PAGES, now: "放好材料，再按 Ctrl+D" },
  scanner_jammed: { what: "扫描仪卡纸", safe: PAGES, now: "取出卡纸，从最后一页之后续扫（Ctrl+D）" },
  cover_open: { what: "扫描仪盖没有合上", safe: PAGES, now: "合上盖，再按 Ctrl+D" },
  scanner_busy: { what: "扫描仪正忙", safe: PAGES, now: "稍等再按 Ctrl+D" },
  scanner_not_found: { what: "找不到扫描仪", safe: PAGES, now: "检查电源和连线；也可以导入文件" },
  scanner_failed: { what: "扫描没有成功", safe: PAGES, now: "再按 Ctrl+D；也可以导入文件" },
  scanner_access_denied: {
    what: "本机账号无权使用扫描仪",
    safe: PAGES,
    now: "请技术人员给账号开通扫描权限；现在可以导入文件",
  },
  scanner_program_missing: {
    what: "本机没有装扫描程序 scanimage",
    safe: PAGES,
    now: "请技术人员安装；现在可以导入文件",
  },
  scan_setting_refused: {
    what: "扫描仪不接受这项设置：{option} {value}",
    safe: PAGES,
    now: "到设置里核对扫描来源和分辨率；仍不行请把这一行告诉技术人员",
  },
  no_scan_place: {
    what: "本机没有可放扫描页的内存盘",
    safe: PAGES,
    now: "请技术人员检查 /dev/shm；现在可以导入文件",
  },
  page_too_large: { what: "这一页的图像太大", safe: PAGES, now: "到设置里调低扫描分辨率，再扫这一页" },
  scan_timed_out: { what: "扫描仪没有回应，已停止等待", safe: PAGES, now: "检查扫描仪，再按 Ctrl+D" },
  scan_cancelled: { what: "已停止扫描", safe: PAGES, now: "需要时按 Ctrl+D 续扫" },
  no_pages: { what: "没有扫到页面", safe: PAGES, now: "放好材料，再按 Ctrl+D" },
  pages_not_drawn: {
    what: "扫好的页里有 {undrawn} 页文书程序没能查看",
    safe: "{pages} 页都已原样存好，没有丢失。",
    now: "不用重扫，接着办；在材料里看这几页，看不清的删去后重扫那一页",
  },
  no_printer: { what: "找不到设置里的打印机", safe: KEPT, now: "到设置里选择打印机，再打印一次" },
  printing_unavailable: {
    what: "本机的打印服务没有运行",
    safe: KEPT,
    now: "请技术人员启动打印服务（CUPS），再打印一次",
  },
  form_not_saved: {
    what: "文书没有存成文件 {file}：{reason}",
    safe: KEPT,
    now: "请技术人员处理这个文件夹，再打印一次",
  },
  printer_refused: { what: "打印机没有收下", safe: KEPT, now: "检查打印机后补打" },
  device_failed: { what: "设备出错", safe: KEPT, now: "拔插设备后再试" },
  file_empty: {
    what: "这个文件里没有内容（也可能拷贝、下载时断了）",
    safe: CASE,
    now: "请从原处另拷一份，或换一个文件",
  },
  file_unreadable: {
    what: "这个文件读不到：是文件夹，或者文件已经不在（U 盘、手机拔出）",
    safe: CASE,
    now: "文件夹请打开后逐个选文件；U 盘、手机上的请先复制到本机再导入",
  },
  no_file: {
    what: "拖入或粘贴的不是文件，是文字、链接或网页里的图",
    safe: CASE,
    now: "请先存成文件，再拖进来或按 Ctrl+O 选择",
  },
  file_damaged: { what: "这个文件已损坏，打不开", safe: CASE, now: "请重新取得文件，或直接扫描原件" },
  file_encrypted: { what: "这个 PDF 有密码", safe: CASE, now: "请对方去掉密码，或直接扫描原件" },
  file_unknown_kind: {
    what: "认不出这是什么文件",
    safe: CASE,
    now: `能收的有 ${TAKEN}；请另存为其中一种，或直接扫描原件`,
  },
  file_not_taken: {
    what: "这种文件这里不收",
    safe: CASE,
    now: `能收的有 ${TAKEN}；请另存为其中一种，或直接扫描原件`,
  },
  file_too_large: { what: "文件太大", safe: CASE, now: "拆开，或降低清晰度后再导入" },
  file_over_limit: {
    what: "这个文件有 {size} MB，后台最多收 {limit} MB",
    safe: CASE,
    now: "拆成几个文件，或降低清晰度后再导入；也可以直接扫描原件",
  },
  too_many_files: {
    what: "这件会有 {count} 个文件，后台最多收 {limit} 个",
    safe: PAGES,
    now: "合并成一个 PDF 再导入，或先删去用不着的页",
  },
  file_too_heavy: {
    what: "打开这个文件要的时间或内存太多，没有收",
    safe: CASE,
    now: "请打印出来再扫描；再导入也是一样",
  },
  file_stops_worker: {
    what: "打开这个文件时文书程序中断，已自动重启",
    safe: CASE,
    now: "请打印出来再扫描，或换一个文件",
  },
  file_font_missing: {
    what: "这个 PDF 没有带中文字体，本机也没有，会是白纸，没有收",
    safe: CASE,
    now: "请打印出来再扫描；并请技术人员安装中文字体",
  },
  worker_died: { what: "文书程序中断，已自动重启", safe: KEPT, now: "再做一次即可" },
  worker_timed_out: { what: "文书程序没有及时完成", safe: KEPT, now: "再做一次；仍不行请报技术人员" },
  font_missing: { what: "缺少排版字体", safe: KEPT, now: "请技术人员安装中文字体" },
  pdf_unavailable: { what: "本机不能打开 PDF", safe: KEPT, now: "请改用图片或扫描" },
  typeset_failed: {
    what: "这张文书排不出来，内容不变结果也一样",
    safe: KEPT,
    now: "把最近填的内容缩短，或换掉特别的符号；都正常就请技术人员看这一种文书",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
