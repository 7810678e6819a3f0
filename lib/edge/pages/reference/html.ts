/** Markup of the reference. Every text is escaped, unless it is markup already. */

/** Escapes a text for the content of an element and for a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** Returns the address of a name in the page, or nothing for a name that the page does not explain. */
export type LinkOf = (name: string) => string | undefined

/** Returns a name as code, with a link to where the page explains it. */
export const codeOf = (text: string, linkOf: LinkOf): string => {
  const link = linkOf(text)
  const code = `<code>${escapeHtml(text)}</code>`
  return link === undefined ? code : `<a href="${escapeHtml(link)}">${code}</a>`
}

/**
 * Returns the HTML of the Markdown that the descriptions use: paragraphs, lists with dashes, code, emphasis and links to
 * the service's own paths.
 */
export const markdown = (text: string, linkOf: LinkOf): string =>
  text
    .split('\n\n')
    .map((block) => {
      const lines = block.split('\n')
      if (!lines.every((line) => line.startsWith('- '))) return `<p>${inline(block, linkOf)}</p>`
      return `<ul>${lines.map((line) => `<li>${inline(line.slice(2), linkOf)}</li>`).join('')}</ul>`
    })
    .join('\n')

const inline = (text: string, linkOf: LinkOf): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part) => (part.startsWith('`') ? codeOf(part.slice(1, -1), linkOf) : emphasised(escapeHtml(part))))
    .join('')

const emphasised = (escaped: string): string =>
  escaped
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\*([^*]+)\*/g, '<em>$1</em>')
    .replaceAll(/\[([^\]]+)\]\((\/[\w./-]+)\)/g, '<a href="$2">$1</a>')
