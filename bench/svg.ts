/** Draws the charts of docs/performance.md and docs/scale.md as SVG. */

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const textAt = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeXml(text)}</text>`

export const bar = (x: number, y: number, width: number, colour: string): string =>
  `<rect x="${x}" y="${y}" width="${Math.max(1, width).toFixed(1)}" height="12" fill="${colour}"/>`

export const verticalLine = (x: number, top: number, bottom: number, colour: string): string =>
  `<line x1="${x.toFixed(1)}" y1="${top}" x2="${x.toFixed(1)}" y2="${bottom}" stroke="${colour}"/>`

export const colours = { good: '#1a7f37', open: '#bc6c00', line: '#8c959f' } as const

/** Returns a picture with a white background, so that it can be read on a dark page too. */
export const picture = (width: number, height: number, title: string, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
