/** Text in an attribute of a served HTML document. */

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
}

/**
 * Escapes a text for an attribute value in quotation marks. In such a value, only `&` and the quotation mark have a meaning
 * (https://html.spec.whatwg.org/multipage/syntax.html#attributes-2). The angle brackets are escaped for simpler parsers.
 */
export const escapeAttribute = (text: string): string =>
  text.replace(/[&"'<>]/g, (character) => escapes[character] ?? character)
