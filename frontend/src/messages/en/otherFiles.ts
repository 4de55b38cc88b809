// Kinds of file that are not taken, in English: what each is, and the way out it has.
import type { OtherKind } from "@/ipc/contract";
import type { OtherFileText } from "../failureText";

const PHOTO =
  "Save or send it from the phone as JPEG (iPhone: Settings, Camera, Formats, Most Compatible), or scan the original";
const SCAN = "or print it and scan that";

export const otherFiles: Record<OtherKind, OtherFileText> = {
  heic: { what: "This is a phone's HEIC photograph, which is not taken", now: PHOTO },
  avif: { what: "This is an AVIF picture, which is not taken", now: PHOTO },
  jpeg_xl: { what: "This is a JPEG XL picture, which is not taken", now: PHOTO },
  jpeg_2000: { what: "This is a JPEG 2000 picture, which is not taken", now: `Save it as JPEG, ${SCAN}` },
  wechat_cache: {
    what: "This is WeChat's own copy (.dat), which no other program opens",
    now: `Open the picture in WeChat, save it as a picture and import that, ${SCAN}`,
  },
  dicom: {
    what: "This is a hospital's image data (DICOM), which is not taken",
    now: "Save it as JPEG in the viewer on its disc, or scan the film or the report",
  },
  ofd: {
    what: "This is an OFD document, which is not taken",
    now: `Save or print it as PDF in an OFD reader, ${SCAN}`,
  },
  word: {
    what: "This is a Word or WPS document, which is not taken",
    now: `Save it as PDF in WPS or Word, ${SCAN}`,
  },
  sheet: {
    what: "This is a spreadsheet, which is not taken",
    now: `Save it as PDF in WPS or Excel, ${SCAN}`,
  },
  slides: {
    what: "This is a presentation, which is not taken",
    now: `Save it as PDF in WPS or PowerPoint, ${SCAN}`,
  },
  office: {
    what: "This is an office program's file, which is not taken",
    now: `Save it as PDF in its program, ${SCAN}`,
  },
  office_locked: {
    what: "This is an office file with a password, which is not taken",
    now: `Have the password removed and save it as PDF, ${SCAN}`,
  },
  firm_locked: {
    what: "The file is locked by a firm's own program and opens nowhere else",
    now: `Unlock it on a computer of that firm and save it as PDF, ${SCAN}`,
  },
  open_document: {
    what: "This is an OpenDocument file, which is not taken",
    now: `Save it as PDF in WPS or LibreOffice, ${SCAN}`,
  },
  rich_text: {
    what: "This is an RTF document, which is not taken",
    now: `Save it as PDF in WPS or Word, ${SCAN}`,
  },
  xps: { what: "This is an XPS document, which is not taken", now: `Open it and print it as PDF, ${SCAN}` },
  postscript: { what: "This is a PostScript file, which is not taken", now: `Turn it into PDF, ${SCAN}` },
  djvu: { what: "This is a DjVu document, which is not taken", now: `Open it and print it as PDF, ${SCAN}` },
  ceb: {
    what: "This is a CEB document, which is not taken",
    now: `Print it as PDF in Apabi Reader, ${SCAN}`,
  },
  caj: { what: "This is a CAJ document, which is not taken", now: `Print it as PDF in CAJViewer, ${SCAN}` },
  ebook: {
    what: "This is an electronic book, which is not taken",
    now: `Print the pages wanted as PDF, ${SCAN}`,
  },
  photoshop: {
    what: "This is an image editor's file, which is not taken",
    now: `Export it as JPEG or PDF in its program, ${SCAN}`,
  },
  drawing: {
    what: "This is a drawing or a camera's raw file, which is not taken",
    now: `Export it as PDF or JPEG in its program, ${SCAN}`,
  },
  vector: {
    what: "This is a vector graphic, which is not taken",
    now: `Export it as PDF in its program, ${SCAN}`,
  },
  icon: {
    what: "This is an icon, which is not taken",
    now: "Check whether it is the paper wanted; scan the original",
  },
  archive: {
    what: "This is an archive, which is not taken",
    now: "Unpack it and import the files in it one by one",
  },
  email: {
    what: "This is an e-mail, which is not taken",
    now: "Save its attachments and import those; print its text as PDF",
  },
  video: {
    what: "This is a video, which is not taken",
    now: "Save the picture wanted as JPEG, or scan the original",
  },
  audio: {
    what: "This is a recording, which is not taken",
    now: "Check whether it is the paper wanted; scan the original",
  },
  animation: {
    what: "It holds more than one picture, as one that moves does; all but one would be lost, so it is not taken",
    now: "Save the one wanted as JPEG, or scan the original",
  },
  web_page: {
    what: "This is a web page, which is not taken (a download may have failed)",
    now: "Check the download; print a web page as PDF",
  },
  xml: { what: "This is an XML data file, which is not taken", now: `Import its PDF or picture, ${SCAN}` },
  text: { what: "This is a plain text, which is not taken", now: `Print it as PDF, ${SCAN}` },
  program: {
    what: "This is a program, not a paper",
    now: "Do not open it; choose another file, or scan the original",
  },
  shortcut: {
    what: "This is a shortcut, not the file itself",
    now: "Find the file it leads to and import that",
  },
  placeholder: {
    what: "The file is still in the cloud and not on this computer",
    now: "Download it there and import it then; an original can be scanned",
  },
  side_file: {
    what: "A system or a program made this beside other files (as ._, .DS_Store, Thumbs.db, ~$); it is no paper and was left out",
    now: "Nothing; the files themselves are not affected",
  },
  big_tiff: { what: "This is a BigTIFF, which is not taken", now: `Save it as plain TIFF or PDF, ${SCAN}` },
  tiff_variant: {
    what: "This TIFF is packed or coloured in a rare way and is not taken; the file is not damaged",
    now: `Save it as PDF or JPEG in a picture viewer, ${SCAN}`,
  },
  image_variant: {
    what: "This picture is stored in a rare way and is not taken; the file is not damaged",
    now: `Save it as plain JPEG or PNG in a picture viewer, ${SCAN}`,
  },
  pdf_form: {
    what: "This PDF is a dynamic form (XFA); all it holds is a page that says “please wait”",
    now: `Open it in Adobe Reader and print it as PDF, ${SCAN}`,
  },
  pdf_portfolio: {
    what: "This PDF is a portfolio with several files in it",
    now: "Open it in Adobe Reader, save the files in it and import them one by one",
  },
};
