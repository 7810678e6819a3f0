import type { Template } from '../../../contracts/template.ts'

/** A template's entity tag is its version number, because versions are immutable. */
export const templateEtag = ({ version }: Pick<Template, 'version'>): string => `"${version}"`

/**
 * Returns the version that an `If-Match` header names, or nothing if it names no version. The caller must already have
 * checked that the header matches.
 */
export const versionNamed = (ifMatch: string | undefined, current: Pick<Template, 'version'> | undefined) =>
  ifMatch === undefined || ifMatch.trim() === '*' ? undefined : current?.version
