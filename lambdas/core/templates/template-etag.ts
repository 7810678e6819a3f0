import type { Template } from '../../../contracts/template.ts'

/** The entity tag is the version, because a version never changes. */
export const templateEtag = ({ version }: Pick<Template, 'version'>): string => `"${version}"`

/** The version that an `If-Match` names, once the caller has checked that it holds; nothing when it names none. */
export const versionNamed = (ifMatch: string | undefined, current: Pick<Template, 'version'> | undefined) =>
  ifMatch === undefined || ifMatch.trim() === '*' ? undefined : current?.version
