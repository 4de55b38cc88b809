// Pictures of pages and papers, drawn as SVG.
const svg = (body: string, w = 600, h = 800) => {
  const size = `width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"`;
  const paper = `<rect width="${w}" height="${h}" fill="#fdfcf8"/>`;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${paper}${body}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
};
const headline = (x: number, y: number, size: number, title: string) =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" font-family="serif">${title}</text>`;
const textLines = (x: number, y: number, size: number, gap: number, lines: string[]) =>
  lines.map((line, i) => `<text x="${x}" y="${y + i * gap}" font-size="${size}">${line}</text>`).join("");

export function pagePicture(title: string): string {
  const rows = [160, 220, 280, 340, 400].map((y) => `<rect x="60" y="${y}" width="480" height="60"/>`);
  const frame = `<g fill="none" stroke="#b7ae9b">${rows.join("")}</g>`;
  const lines = textLines(80, 200, 22, 60, ["户主姓名　陈示例", "住址　示例市示例路 1 号"]);
  return svg(headline(300, 90, 38, title) + frame + lines);
}
export function sheetPicture(title: string): string {
  const lines = textLines(70, 190, 18, 40, [
    "陈示例：",
    "　　您提交的申请，我单位于 2026 年 11 月 22 日收悉。",
    "　　经审查，材料齐全，符合法定形式，予以受理。",
  ]);
  return `${svg(headline(310, 110, 34, title) + lines, 620, 877)}#`;
}
