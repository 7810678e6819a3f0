import type { Template } from '../../../contracts/template.ts'

/** A template's entity tag is its version number, because versions are immutable. */
export const templateEtag = ({ version }: Pick<Template, 'version'>): string => `"${version}"`

/**
 * Returns the version that an `If-Match` names, after the caller has checked that it matches. Returns nothing if it
 * names none.
 */
export const versionNamed = (ifMatch: string | undefined, current: Pick<Template, 'version'> | undefined) =>
  ifMatch === undefined || ifMatch.trim() === '*' ? undefined : current?.version
