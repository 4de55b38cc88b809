// Kinds of file that are not taken: what each is, and the way out it has. Typed by the list of kinds.
import type { OtherKind } from "@/ipc/contract";
import type { OtherFileText } from "../failureText";

const PHOTO =
  "请在手机上把照片另存或转发为 JPEG（苹果手机：设置-相机-格式-兼容性最佳，重拍），或直接扫描原件";
const SCAN = "或打印出来再扫描";

export const otherFiles: Record<OtherKind, OtherFileText> = {
  heic: { what: "这是手机照片格式 HEIC，这里不收", now: PHOTO },
  avif: { what: "这是图片格式 AVIF，这里不收", now: PHOTO },
  jpeg_xl: { what: "这是图片格式 JPEG XL，这里不收", now: PHOTO },
  jpeg_2000: { what: "这是图片格式 JPEG 2000，这里不收", now: "请用看图软件另存为 JPEG 再导入，" + SCAN },
  wechat_cache: {
    what: "这是微信自己存的缓存（.dat），别的软件打不开",
    now: "请在微信里打开这张图片，另存为图片后再导入，" + SCAN,
  },
  dicom: {
    what: "这是医院的影像数据（DICOM），这里不收",
    now: "请用光盘里的看片软件另存为 JPEG 再导入，或扫描胶片、报告单",
  },
  ofd: { what: "这是 OFD 版式文件，这里不收", now: "请用 OFD 阅读器打开，另存或打印成 PDF 再导入，" + SCAN },
  word: {
    what: "这是 Word/WPS 文字文件，这里不收",
    now: "请用 WPS 或 Word 打开，另存为 PDF 再导入，" + SCAN,
  },
  sheet: {
    what: "这是表格文件（Excel/WPS），这里不收",
    now: "请用 WPS 或 Excel 打开，另存为 PDF 再导入，" + SCAN,
  },
  slides: {
    what: "这是演示文件（PPT/WPS），这里不收",
    now: "请用 WPS 或 PowerPoint 打开，另存为 PDF 再导入，" + SCAN,
  },
  office: { what: "这是办公软件的文件，这里不收", now: "请用原来的软件打开，另存为 PDF 再导入，" + SCAN },
  office_locked: {
    what: "这是有密码的办公文件，这里不收",
    now: "请对方去掉密码，另存为 PDF 再导入，" + SCAN,
  },
  firm_locked: {
    what: "这个文件被单位的加密软件加了密，别处打不开",
    now: "请在原单位的电脑上解密，另存为 PDF 再导入，" + SCAN,
  },
  open_document: {
    what: "这是 OpenDocument 文件，这里不收",
    now: "请用 WPS 或 LibreOffice 打开，另存为 PDF 再导入，" + SCAN,
  },
  rich_text: {
    what: "这是 RTF 文字文件，这里不收",
    now: "请用 WPS 或 Word 打开，另存为 PDF 再导入，" + SCAN,
  },
  xps: { what: "这是 XPS 文件，这里不收", now: "请打开后打印成 PDF 再导入，" + SCAN },
  postscript: { what: "这是 PostScript 文件，这里不收", now: "请转成 PDF 再导入，" + SCAN },
  djvu: { what: "这是 DjVu 文件，这里不收", now: "请打开后打印成 PDF 再导入，" + SCAN },
  ceb: { what: "这是方正 CEB 版式文件，这里不收", now: "请用 Apabi Reader 打开，打印成 PDF 再导入，" + SCAN },
  caj: { what: "这是 CAJ 文件，这里不收", now: "请用 CAJViewer 打开，打印成 PDF 再导入，" + SCAN },
  ebook: { what: "这是电子书，这里不收", now: "请把需要的页打印成 PDF 再导入，" + SCAN },
  photoshop: {
    what: "这是图像处理软件的文件（如 PSD），这里不收",
    now: "请用原来的软件导出为 JPEG 或 PDF 再导入，" + SCAN,
  },
  drawing: {
    what: "这是图纸或相机原始文件（如 DWG），这里不收",
    now: "请用原来的软件输出为 PDF 或 JPEG 再导入，" + SCAN,
  },
  vector: { what: "这是矢量图文件，这里不收", now: "请用原来的软件导出为 PDF 再导入，" + SCAN },
  icon: { what: "这是图标文件，这里不收", now: "请核对是不是要交的材料；原件可直接扫描" },
  archive: { what: "这是压缩包，这里不收", now: "请先解压，再把里面的文件逐个导入" },
  email: { what: "这是一封邮件，这里不收", now: "请把附件另存下来导入；邮件正文请打印成 PDF 再导入" },
  video: { what: "这是视频，这里不收", now: "请把需要的画面截图存成 JPEG 再导入，或直接扫描原件" },
  audio: { what: "这是录音，这里不收", now: "请核对是不是要交的材料；原件可直接扫描" },
  animation: {
    what: "里面不止一幅图（如动图），只留一幅会丢掉其余的，这里不收",
    now: "请把需要的那一幅存成 JPEG 再导入，或直接扫描原件",
  },
  web_page: {
    what: "这是网页，这里不收（也可能没有下载到要的文件）",
    now: "请核对下载是否成功；网页请打印成 PDF 再导入",
  },
  xml: { what: "这是 XML 数据文件，这里不收", now: "请导入它的 PDF 或图片版本，" + SCAN },
  text: { what: "这是纯文字文件，这里不收", now: "请打印成 PDF 再导入，" + SCAN },
  program: { what: "这是一个程序，不是材料", now: "请不要打开它；换一个文件，或直接扫描原件" },
  shortcut: { what: "这是一个快捷方式，不是文件本身", now: "请找到它指向的文件再导入" },
  placeholder: {
    what: "这个文件还在云盘上，没有下载到本机",
    now: "请在云盘里下载完，再导入；原件可直接扫描",
  },
  side_file: {
    what: "这是系统或软件自动生成的附属文件（如 ._、.DS_Store、Thumbs.db、~$），不是材料，没有收",
    now: "不用处理；要交的文件本身不受影响，照常导入",
  },
  big_tiff: { what: "这是 BigTIFF，这里不收", now: "请另存为普通 TIFF 或 PDF 再导入，" + SCAN },
  tiff_variant: {
    what: "这种 TIFF（少见的压缩或颜色方式）这里不收，文件没有坏",
    now: "请用看图软件打开，另存为 PDF 或 JPEG 再导入，" + SCAN,
  },
  image_variant: {
    what: "这张图片的存法少见，这里不收，文件没有坏",
    now: "请用看图软件另存为普通 JPEG 或 PNG 再导入，" + SCAN,
  },
  pdf_form: {
    what: "这是动态表单 PDF（XFA），里面只有一页“请稍候”",
    now: "请用 Adobe Reader 打开，打印成 PDF 再导入，" + SCAN,
  },
  pdf_portfolio: {
    what: "这是 PDF 文件包，里面装着几个文件",
    now: "请用 Adobe Reader 打开，把里面的文件逐个存出来再导入",
  },
};
