/**
 * Removes ids, keys, secrets, hashes, ports and the addresses of scripts from the text of a page. Each of them can contain
 * the digits of an answer by chance.
 */
export const withoutRandomValues = (text: string): string =>
  text.replace(
    / (src|integrity|link)="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|#sfo_[\w.-]+|[\w-]{43,}|(?<=[a-z0-9]):\d{4,5}\b/g,
    '',
  )
