/** Generates ids from titles. An id has lowercase letters, numbers and hyphens, and starts with a letter. */

const maxLength = 40

/** Returns the id for a title, or `fallback` if the title has no Latin letter or number. */
export const slugOf = (title: string, fallback: string): string => {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replaceAll(/^-+|-+$/g, '')
  if (slug === '') return fallback
  return /^[a-z]/.test(slug) ? slug : `${fallback}-${slug}`
}

/** Returns the id, with a number appended if it is taken. */
export const uniqueId = (id: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(id)) return id
  for (let number = 2; ; number++) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`
}
